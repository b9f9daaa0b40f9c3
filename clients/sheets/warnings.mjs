import { limits } from './limits.mjs';

/** The letters of a column: 0 is A, 26 is AA. */
export function columnLetters(column) {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnLetters(Math.floor(column / 26) - 1) + letter;
}

/**
 * What was read but is not, or not exactly, what the sheet shows. Each warning is
 * {code, sheet, row, column, message}: row as the spreadsheet counts (from 1), column in letters;
 * both null where the warning is about the whole sheet. The list stops at limits.warnings,
 * `total` goes on counting.
 */
export class Warnings {
  list = [];
  total = 0;

  /** `row` and `column` count from 0; null: the whole sheet. */
  add(code, sheet, row, column, message) {
    this.total += 1;
    if (this.list.length >= limits.warnings) return;
    this.list.push({
      code,
      sheet,
      row: row === null ? null : row + 1,
      column: column === null ? null : columnLetters(column),
      message,
    });
  }
}
