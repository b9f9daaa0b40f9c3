// What the pipeline makes of a raw message, said a second time and independently of the services:
// by JavaScript's own toUpperCase and the rules of docs/message-contract.md.
//
//   node tests/e2e/reference.mjs [RAW.json]                   writes the expected message
//   node tests/e2e/reference.mjs expect RAW.json STORED.json  0: equal; 1: the first difference
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { firstDifference, formatJson, member, parseJson } from './json_text.mjs';

// Upper-case letters that came after Unicode 15.0, in 16.0 and 17.0: newer versions of node map to
// them.
const kNewerLetters =
  /[\u1c89\ua7cb\ua7cc\ua7ce\ua7d2\ua7d4\ua7da\ua7dc\u{10d50}-\u{10d65}\u{16ea0}-\u{16eb8}]/u;

/** Upper case as Unicode 15.0 has it. */
export function upper(text) {
  const whole = text.toUpperCase();
  if (!kNewerLetters.test(whole)) return whole;
  const letters = Array.from(text, (letter) => {
    const mapped = letter.toUpperCase();
    return kNewerLetters.test(mapped) ? letter : mapped;
  });
  return letters.join('');
}

/**
 * Gives columns their upper-case names, in order of first appearance: a taken one gets the lowest
 * free _n.
 */
class Names {
  #byName = new Map();
  #taken = new Set();

  of(name) {
    if (!this.#byName.has(name)) {
      let chosen = upper(name);
      for (let n = 1; this.#taken.has(chosen); n += 1) chosen = `${upper(name)}_${n}`;
      this.#taken.add(chosen);
      this.#byName.set(name, chosen);
    }
    return this.#byName.get(name);
  }
}

function upperNode(node, names = new Names()) {
  if (node.kind === 'string') return { kind: 'string', value: upper(node.value) };
  if (node.kind === 'array')
    return { kind: 'array', items: node.items.map((item) => upperNode(item)) };
  if (node.kind !== 'object') return node;
  const members = node.members.map(([name, value]) => [names.of(name), upperNode(value)]);
  return { kind: 'object', members };
}

function upperSheet(sheet) {
  const names = new Names();
  const members = sheet.members.map(([name, value]) => {
    if (name !== 'data') return [name, value];
    return [name, { kind: 'array', items: value.items.map((row) => upperNode(row, names)) }];
  });
  return { kind: 'object', members };
}

function isNumber(node) {
  return node?.kind === 'literal' && !['true', 'false', 'null'].includes(node.text);
}

function isNames(node) {
  return node?.kind === 'array' && node.items.every((item) => item.kind === 'string');
}

function metadata(raw, sheets) {
  const props = member(member(raw, 'workbook'), 'Props');
  const [count, names] = ['Worksheets', 'SheetNames'].map((name) => member(props, name));
  const counted = { kind: 'literal', text: String(sheets.length) };
  const listed = { kind: 'array', items: sheets.map((sheet) => member(sheet, 'sheetName')) };
  return {
    kind: 'object',
    members: [
      ['Worksheets', isNumber(count) ? count : counted],
      ['SheetNames', isNames(names) ? names : listed],
    ],
  };
}

/** The message that ends in the store, of a raw message that the pipeline accepts. */
export function expectedMessage(raw) {
  const sheets = member(raw, 'sheets').items;
  return {
    kind: 'object',
    members: [
      ['filename', member(raw, 'filename')],
      ['metadata', metadata(raw, sheets)],
      ['content', { kind: 'array', items: sheets.map(upperSheet) }],
    ],
  };
}

function main([command, rawPath, storedPath]) {
  if (command !== 'expect') {
    process.stdout.write(
      formatJson(expectedMessage(parseJson(readFileSync(command ?? 0, 'utf8')))),
    );
    return 0;
  }
  if (storedPath === undefined) {
    process.stderr.write('usage: reference.mjs [RAW.json] | expect RAW.json STORED.json\n');
    return 2;
  }
  const [raw, stored] = [rawPath, storedPath].map((path) => parseJson(readFileSync(path, 'utf8')));
  const difference = firstDifference(expectedMessage(raw), stored);
  if (difference) process.stderr.write(`${difference}\n`);
  return difference ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = main(process.argv.slice(2));
}
