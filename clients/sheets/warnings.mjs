import { limits } from './limits.mjs';

/** The letters of a column: 0 is A, 26 is AA. */
export function columnLetters(column) {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnLetters(Math.floor(column / 26) - 1) + letter;
}

/** Codes of warnings about what is sent exactly as it is, but may be taken for something else. */
export const hintCodes = new Set(['dateCell', 'leadingZeros']);

function count(map, key) {
  map.set(key, (map.get(key) ?? 0) + 1);
}

/**
 * Collects values that differ from what the sheet shows, or may be a mistake. Each warning
 * is {code, sheet, row, column, columnName?, details, message}: row as the spreadsheet counts (from
 * 1), column in letters; both null where the warning is about the whole sheet. `details` holds the
 * values that a translated text fills in, columnName the name under which the column is sent. Of
 * each code the list holds the first limits.warnings; `total` and the counts go on.
 */
export class Warnings {
  list = [];
  total = 0;
  byCode = new Map();
  bySheet = new Map();

  /** `place` is {sheet, row, column}, counted from 0; without row and column: the whole sheet. */
  add(code, { sheet, row = null, column = null }, message, details = {}) {
    this.total += 1;
    count(this.byCode, code);
    count(this.bySheet, sheet);
    if (this.byCode.get(code) > limits.warnings) return;
    this.list.push({
      code,
      sheet,
      row: row === null ? null : row + 1,
      column: column === null ? null : columnLetters(column),
      details,
      message,
    });
  }

  /** `names` holds the name of each column of `sheet` that has one, by its letters. */
  nameColumns(sheet, names) {
    for (const warning of this.list) {
      const name = warning.sheet === sheet ? names.get(warning.column) : undefined;
      if (name !== undefined) warning.columnName = name;
    }
  }
}
