import { hintCodes } from '../sheets/warnings.mjs';
import { styleText } from './colour.mjs';

/** Progress on standard error: one line that is overwritten. */
export class Progress {
  #shown = false;
  #last = 0;

  constructor(stream, { quiet }) {
    this.stream = stream;
    this.live = !quiet && Boolean(stream.isTTY);
  }

  show(text) {
    if (!this.live) return;
    this.stream.write(`\r\x1b[K${text.slice(0, (this.stream.columns || 80) - 1)}`);
    this.#shown = true;
  }

  /** Like show, at most ten times a second: for progress that changes with every chunk. */
  showOften(text) {
    const now = Date.now();
    if (now - this.#last < 100) return;
    this.#last = now;
    this.show(text);
  }

  clear() {
    if (this.#shown) this.stream.write('\r\x1b[K');
    this.#shown = false;
  }
}

const kWarningsShown = 5;

function placeOf({ sheet, row, column }) {
  return row === null ? sheet : `${sheet} ${column}${row}`;
}

function hintLine(file, byCode) {
  const hints = [...byCode].filter(([code]) => hintCodes.has(code));
  if (hints.length === 0) return [];
  const list = hints.map(([code, n]) => `${n.toLocaleString('en')} ${code}`).join(', ');
  return [`${file}: note: sent as they stand: ${list} (--json lists them)`];
}

/** Warnings as lines, the first few in full and the rest counted; hints are only counted. */
export function warningLines(file, { list, total, byCode }) {
  const hints = [...hintCodes].reduce((sum, code) => sum + (byCode.get(code) ?? 0), 0);
  const lines = list
    .filter(({ code }) => !hintCodes.has(code))
    .slice(0, kWarningsShown)
    .map((warning) => `${file}: warning: ${placeOf(warning)} ${warning.message} (${warning.code})`);
  const more = total - hints - lines.length;
  const rest = more > 0 ? [`${file}: warning: and ${more.toLocaleString('en')} more`] : [];
  return [...lines, ...rest, ...hintLine(file, byCode)];
}

function count(n, noun) {
  return `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
}

function storeLine(name, { state, revision, transaction, transactionHash, code, reason }, colour) {
  const good = ['stored', 'superseded'].includes(state);
  const details = [
    revision === undefined ? null : `revision ${revision}`,
    transaction === undefined ? null : `transaction ${transaction}`,
    transactionHash === undefined ? null : `hash ${transactionHash}`,
    [code, reason].filter(Boolean).join(': ') || null,
    state === 'superseded' ? 'a newer upload of this file was already stored' : null,
  ].filter(Boolean);
  const shown = styleText(good ? 'green' : 'red', state, colour);
  return `  ${name.padEnd(9)}${shown}  ${details.join(', ')}`.trimEnd();
}

/** A receipt, and where it was followed its end, for people. */
export function receiptText(file, { receipt, outcome }, colour) {
  const size = [
    count(receipt.sheets, 'sheet'),
    count(receipt.rows, 'row'),
    count(receipt.bytes, 'byte'),
  ];
  const repeated = receipt.duplicate ? ' (already accepted earlier: no second upload)' : '';
  const lines = [
    `${styleText('green', 'accepted', colour)} ${file}: ${size.join(', ')}${repeated}`,
    `  upload   ${receipt.uploadId}`,
    `  key      ${receipt.key}`,
    `  stream   ${receipt.stream} ${receipt.sequence}, ${receipt.acceptedAt}`,
    `  sha256   ${receipt.sha256}`,
  ];
  for (const [name, store] of Object.entries(outcome?.stores ?? {})) {
    lines.push(storeLine(name, store, colour));
  }
  return lines.join('\n');
}
