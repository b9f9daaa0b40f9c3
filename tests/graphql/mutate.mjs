/**
 * Documents that are nearly right: a valid one with characters or tokens lost, doubled, swapped or
 * replaced, or cut off. Characters are whole ones, so that the result has a form in UTF-8.
 */
const pieces = [
  ...'!$&()[]{}:=@|.,"\'\\#-+?~^;0123456789eE_a\n\r\t \0\u007f\u00e9\ufeff\u2028\u{1f600}',
  '...', '"""', '\\"""', '""', '\r\n', '\\u', '\\u{', '\\n', '-0', '00', '1.5', '1e', '.5', 'null',
  'true', 'on', 'query', 'fragment', 'type', 'extend', 'schema', 'input', 'enum', 'union',
  'interface', 'scalar', 'directive', 'repeatable', 'implements', 'FIELD', '"text"', '# comment\n',
  '{ a }', '(a: 1)', '@a', '$a', '[Int!]!', '= 1', '\\uD83D\\uDE00', '\\uD83D', '\\u{1F600}',
]; // prettier-ignore

const token = /"""[^]*?"""|"[^"\n]*"|[A-Za-z_]\w*|-?\d[\d.eE+-]*|\.\.\.|\s+|[^]/gu;

/** A copy with `count` parts at `at` replaced by `added`. */
function spliced(parts, at, count, ...added) {
  return [...parts.slice(0, at), ...added, ...parts.slice(at + count)];
}

const edits = [
  (random, parts) => parts.slice(0, random.below(parts.length + 1)),
  (random, parts) => spliced(parts, random.below(parts.length), 1),
  (random, parts) => spliced(parts, random.below(parts.length), 1 + random.below(6)),
  (random, parts) => spliced(parts, random.below(parts.length + 1), 0, random.pick(pieces)),
  (random, parts) => spliced(parts, random.below(parts.length), 1, random.pick(pieces)),
  (random, parts) => spliced(parts, random.below(parts.length), 1, random.pick(parts)),
  (random, parts) => {
    const at = random.below(parts.length);
    return spliced(parts, at, 0, parts[at]);
  },
];

/** One to three edits of `document`. */
export function mutated(random, document) {
  let text = document;
  for (let left = 1 + random.below(3); left > 0 && text !== ''; left -= 1) {
    const parts = random.below(2) === 0 ? [...text] : text.match(token);
    text = random.pick(edits)(random, parts).join('');
  }
  return text;
}

/** Its names, or those given, change places: as right as before to the grammar, but for its words. */
export function renamed(random, document, others = []) {
  const names = [...document.match(/[A-Za-z_]\w*/g), ...others];
  const parts = document.match(token);
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    const at = random.below(parts.length);
    const next = parts.findIndex((part, i) => i >= at && /^[A-Za-z_]\w*$/.test(part));
    if (next !== -1) parts[next] = random.pick(names);
  }
  return parts.join('');
}
