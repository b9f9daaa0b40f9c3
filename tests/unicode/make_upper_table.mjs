// Writes upper_table.txt: every code point of the first two planes that JavaScript's toUpperCase changes, with what
// it becomes, in hexadecimal, up to Unicode 15.0. Run: node make_upper_table.mjs
import { writeFileSync } from 'node:fs';

// Capital letters that Unicode 16 and 17 added: a mapping to one of them is newer than 15.0.
const NEWER = [
  [0x1c89, 0x1c89],
  [0xa7cb, 0xa7cf],
  [0xa7d2, 0xa7d5],
  [0xa7da, 0xa7dc],
  [0x10d50, 0x10d65],
  [0x16ea0, 0x16eb8],
];

const hex = (codePoint) => codePoint.toString(16).toUpperCase().padStart(4, '0');
const isNewer = (codePoint) => NEWER.some(([first, last]) => codePoint >= first && codePoint <= last);
const isSurrogate = (codePoint) => codePoint >= 0xd800 && codePoint <= 0xdfff;

const lines = [];
for (let codePoint = 0; codePoint < 0x20000; codePoint++) {
  const text = String.fromCodePoint(codePoint);
  const upper = text.toUpperCase();
  const codePoints = [...upper].map((one) => one.codePointAt(0));
  if (upper !== text && !isSurrogate(codePoint) && !codePoints.some(isNewer)) {
    lines.push(`${hex(codePoint)} ${codePoints.map(hex).join(' ')}`);
  }
}
writeFileSync(new URL('upper_table.txt', import.meta.url), lines.join('\n') + '\n');
