import { columnLetters } from './warnings.mjs';

// A number of .xlsx with so many characters that a computer number (a double) may not hold it.
const kLongNumber = />(-?[\d.]{17,}(?:[eE][-+]?\d+)?)<\/(?:\w+:)?v>/g;

function significantDigits(text) {
  const digits = text.replace(/[eE].*$/, '').replace(/[-.]/g, '').replace(/^0+/, '');
  return digits.replace(/0+$/, '').length;
}

// Programs write 17 digits of a fraction, which name one double exactly: nothing is lost then.
function losesDigits(text) {
  const value = Number(text);
  if (!Number.isFinite(value)) return false;
  if (/^-?\d+$/.test(text)) return String(value) !== text && BigInt(text) !== BigInt(value);
  return significantDigits(text) > 17;
}

// The place in the start tag of the cell around `at`, such as C7; null for a cell of text.
function placeBefore(text, at) {
  const start = Math.max(text.lastIndexOf('<c ', at), text.lastIndexOf(':c ', at));
  const tag = text.slice(start, text.indexOf('>', start));
  if (/\st="(?!n")/.test(tag)) return null;
  return /\sr="([A-Z]{1,3}\d{1,7})"/.exec(tag)?.[1] ?? null;
}

/**
 * Finds, in the texts of the worksheets of an .xlsx, numbers with more digits than a double holds:
 * SheetJS gives the double alone.
 */
export class LostDigits {
  #found = new Map();

  look(text) {
    for (const match of text.matchAll(kLongNumber)) {
      if (!losesDigits(match[1])) continue;
      const place = placeBefore(text, match.index);
      if (place === null) continue;
      if (!this.#found.has(place)) this.#found.set(place, []);
      this.#found.get(place).push(match[1]);
    }
  }

  /**
   * The digits that the file has for a cell with that value; null where none are lost. Whose sheet
   * a part is need not be known: the same place of another sheet holds the same value only if it
   * was written with as many digits.
   */
  at(row, column, value) {
    if (this.#found.size === 0) return null;
    const place = `${columnLetters(column)}${row + 1}`;
    return this.#found.get(place)?.find((text) => Number(text) === value) ?? null;
  }
}
