/**
 * A small JSON reader (RFC 8259) that keeps what JSON.parse loses: the digits of numbers and the
 * order of members such as "1999". Nodes: {kind: 'object', members: [[name, node]]}, {kind:
 * 'array', items}, {kind: 'string', value}, {kind: 'literal', text} for numbers, true, false and
 * null.
 */
class Reader {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  fail(expected) {
    const found = this.at < this.text.length ? JSON.stringify(this.text[this.at]) : 'the end';
    throw new SyntaxError(`at ${this.at}: expected ${expected}, found ${found}`);
  }

  token(pattern) {
    const sticky = new RegExp(pattern.source, 'y');
    sticky.lastIndex = this.at;
    const match = sticky.exec(this.text);
    if (match) this.at = sticky.lastIndex;
    return match?.[0];
  }

  skipSpace() {
    this.token(/[ \t\r\n]*/);
  }

  take(character) {
    this.skipSpace();
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  value() {
    this.skipSpace();
    if (this.take('{')) return { kind: 'object', members: this.list('}', () => this.member()) };
    if (this.take('[')) return { kind: 'array', items: this.list(']', () => this.value()) };
    if (this.text[this.at] === '"') return { kind: 'string', value: this.string() };
    const text = this.token(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/);
    return text === undefined ? this.fail('a value') : { kind: 'literal', text };
  }

  list(close, element) {
    const elements = [];
    if (this.take(close)) return elements;
    do elements.push(element());
    while (this.take(','));
    if (!this.take(close)) this.fail(`, or ${close}`);
    return elements;
  }

  member() {
    this.skipSpace();
    const name = this.string();
    if (!this.take(':')) this.fail(':');
    return [name, this.value()];
  }

  string() {
    const text = this.token(/"(?:[^"\\\u0000-\u001f]+|\\(?:["\\\/bfnrt]|u[0-9a-fA-F]{4}))*"/);
    return text === undefined ? this.fail('a string') : JSON.parse(text);
  }
}

export function parseJson(text) {
  const reader = new Reader(text);
  const node = reader.value();
  reader.skipSpace();
  if (reader.at < text.length) reader.fail('the end');
  return node;
}

function formatMember([name, value]) {
  return `${JSON.stringify(name)}:${formatJson(value)}`;
}

export function formatJson(node) {
  switch (node.kind) {
    case 'object':
      return `{${node.members.map(formatMember).join(',')}}`;
    case 'array':
      return `[${node.items.map(formatJson).join(',')}]`;
    case 'string':
      return JSON.stringify(node.value);
    default:
      return node.text;
  }
}

/** The member of an object node, or undefined. */
export function member(node, name) {
  return node?.kind === 'object' ? node.members.find(([own]) => own === name)?.[1] : undefined;
}

function brief(node) {
  if (node === undefined) return 'nothing';
  const text = formatJson(node);
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}

function firstOf(count, difference) {
  for (let i = 0; i < count; i += 1) {
    const found = difference(i);
    if (found) return found;
  }
  return null;
}

function memberDifference(expected, actual, path) {
  const count = Math.max(expected.length, actual.length);
  return firstOf(count, (i) => {
    const [name, value] = expected[i] ?? [];
    const [otherName, otherValue] = actual[i] ?? [];
    if (name === otherName) return firstDifference(value, otherValue, `${path}.${name}`);
    const [wanted, got] = [name, otherName].map((text) => JSON.stringify(text) ?? 'no member');
    return `${path}, member ${i}: expected ${wanted}, got ${got}`;
  });
}

/** Where two nodes differ first, as "path: expected ..., got ...", or null. Member order counts. */
export function firstDifference(expected, actual, path = '$') {
  if (expected?.kind !== actual?.kind || expected === undefined) {
    return `${path}: expected ${brief(expected)}, got ${brief(actual)}`;
  }
  if (expected.kind === 'object') return memberDifference(expected.members, actual.members, path);
  if (expected.kind === 'array') {
    const count = Math.max(expected.items.length, actual.items.length);
    return firstOf(count, (i) =>
      firstDifference(expected.items[i], actual.items[i], `${path}[${i}]`),
    );
  }
  const same = formatJson(expected) === formatJson(actual);
  return same ? null : `${path}: expected ${brief(expected)}, got ${brief(actual)}`;
}
