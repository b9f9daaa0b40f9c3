import { SheetError } from './errors.mjs';

// Characters of windows-1252 at 0x80 to 0x9f (https://encoding.spec.whatwg.org/index-windows-1252.txt).
// Some versions of node decode these as latin1 whatever they are asked for.
const kUpperControls = [
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021',
  '\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f',
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014',
  '\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178',
].join('');

function decodeWindows1252(bytes) {
  const text = new TextDecoder('windows-1252').decode(bytes);
  return text.replace(
    /[\x80-\x9f]/g,
    (character) => kUpperControls[character.charCodeAt(0) - 0x80],
  );
}

/**
 * The text of a CSV file: UTF-16 where a byte order mark says so, else UTF-8, else (bytes that are
 * no UTF-8) windows-1252, which every byte sequence is. The byte order mark is removed.
 */
export function decodeText(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeWindows1252(bytes);
  }
}

/**
 * A field as a value. Only what prints as the same characters changes its type: `1204`, `8.25`,
 * `TRUE`. So `007`, `1.50`, `1e3`, `1-2`, dates and integers beyond 2^53 stay text. An empty field
 * is no value.
 */
export function fieldValue(text) {
  if (text === '') return undefined;
  if (text === 'TRUE') return true;
  if (text === 'FALSE') return false;
  const isNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) && String(Number(text)) === text;
  return isNumber ? Number(text) : text;
}

const kDelimiters = [',', ';', '\t', '|'];

// The delimiter that the first record holds most of, outside quotes.
function guessDelimiter(text) {
  const counts = new Map(kDelimiters.map((delimiter) => [delimiter, 0]));
  let quoted = false;
  for (const character of text.slice(0, 65_536)) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) break;
    else if (!quoted && counts.has(character)) counts.set(character, counts.get(character) + 1);
  }
  return kDelimiters.reduce((best, next) => (counts.get(next) > counts.get(best) ? next : best));
}

/**
 * Reads one record after the other; `at` is the next character. Not papaparse 5.7.1, which guesses
 * one kind of line end for the whole file: of `a\r\nb\nc` it makes two records, not three; and of
 * `"ab"cd` a field that goes on to the end of the file.
 */
class RecordReader {
  constructor(text, delimiter, at) {
    this.text = text;
    this.delimiter = delimiter;
    this.at = at;
    this.record = 0;
    this.plainEnd = new RegExp(`[${delimiter === '|' ? '\\|' : delimiter}\\r\\n]`, 'g');
  }

  next() {
    const fields = [this.field()];
    while (this.text[this.at] === this.delimiter) {
      this.at += 1;
      fields.push(this.field());
    }
    if (this.text[this.at] === '\r' && this.text[this.at + 1] === '\n') this.at += 1;
    this.at += 1;
    this.record += 1;
    return fields;
  }

  field() {
    const quoted = this.text[this.at] === '"' ? this.quotedField() : '';
    this.plainEnd.lastIndex = this.at;
    const end = this.plainEnd.exec(this.text)?.index ?? this.text.length;
    const plain = this.text.slice(this.at, end);
    this.at = end;
    return quoted + plain;
  }

  quotedField() {
    let value = '';
    let from = this.at + 1;
    for (;;) {
      const quote = this.text.indexOf('"', from);
      if (quote < 0) throw this.unclosed();
      value += this.text.slice(from, quote);
      from = quote + 1;
      if (this.text[from] !== '"') break;
      value += '"';
      from += 1;
    }
    this.at = from;
    return value;
  }

  unclosed() {
    const row = this.record + 1;
    const message = `row ${row} opens a quote that is never closed`;
    return new SheetError('unclosedQuote', message, { row });
  }
}

/**
 * The records of a CSV text (RFC 4180; also `;`, tab and `|`, which the first record or a first
 * line `sep=;` decides; CR, LF or CRLF), each an array of texts. Throws a SheetError for a quote
 * that is never closed: it would swallow the rest of the file.
 */
export function* parseCsv(text) {
  const declared = /^sep=([,;\t|])\r?\n/.exec(text);
  const reader = new RecordReader(
    text,
    declared?.[1] ?? guessDelimiter(text),
    declared?.[0].length ?? 0,
  );
  while (reader.at < text.length) yield reader.next();
}

/**
 * The rows of a CSV text as {row, cells: [[column, value]]}, both counted from 0, empty ones left
 * out.
 */
export function* csvRows(text) {
  let row = 0;
  for (const fields of parseCsv(text)) {
    const cells = fields.map((field, column) => [column, fieldValue(field)]);
    yield { row, cells: cells.filter(([, value]) => value !== undefined) };
    row += 1;
  }
}
