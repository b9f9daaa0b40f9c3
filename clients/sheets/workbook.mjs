import { SheetCells } from './cells.mjs';
import { SheetError } from './errors.mjs';
import { limits } from './limits.mjs';
import { valuelessFormulas } from './formulas.mjs';
import { columnLetters } from './warnings.mjs';

export const readOptions = Object.freeze({
  type: 'array',
  dense: true,
  cellDates: true,
  UTC: true,
  cellHTML: false,
  cellText: false,
  cellFormula: false,
});

function readBytes(xlsx, bytes, options) {
  try {
    return xlsx.read(bytes, options);
  } catch (error) {
    const reason = String(error?.message ?? error);
    if (/password|encrypt/i.test(reason)) {
      throw new SheetError('encrypted', 'the workbook is protected by a password: save it without');
    }
    throw new SheetError('unreadable', `the workbook cannot be read: ${reason}`);
  }
}

function warnOfSheet(name, sheet, hidden, warnings) {
  if (hidden)
    warnings.add('hiddenSheet', name, null, null, 'is hidden in the workbook and is sent too');
  for (const { s, e } of sheet?.['!merges'] ?? []) {
    const range = `${columnLetters(s.c)}${s.r + 1}:${columnLetters(e.c)}${e.r + 1}`;
    warnings.add(
      'mergedCells',
      name,
      s.r,
      s.c,
      `${range} is merged: its value is only in the first cell`,
    );
  }
}

function checkNames(names) {
  if (names.length > limits.sheets) {
    const message = `the workbook has ${names.length} sheets, at most ${limits.sheets} are read`;
    throw new SheetError('tooManySheets', message);
  }
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new SheetError('duplicateSheet', `the workbook has two sheets named "${twice}"`);
  }
}

/**
 * Opens a workbook with SheetJS (`xlsx`). Returns {props, names, rowsOf(name, warnings, budget)}:
 * the rows as {row, cells: [[column, value]]}, counted from 0, dates as ISO 8601 texts in UTC.
 * `wanted` (names, or null for all) saves reading the other sheets. Throws a SheetError.
 */
export function openWorkbook(xlsx, bytes, wanted = null) {
  const selection = wanted ? { sheets: wanted } : {};
  const book = readBytes(xlsx, bytes, { ...readOptions, ...selection, bookFiles: true });
  checkNames(book.SheetNames);
  const read = (options) => readBytes(xlsx, bytes, { ...readOptions, ...selection, ...options });
  const valueless = valuelessFormulas(book, read);
  return {
    props: book.Props ?? {},
    names: book.SheetNames,
    rowsOf(name, warnings, budget) {
      const hidden = book.Workbook?.Sheets?.[book.SheetNames.indexOf(name)]?.Hidden > 0;
      warnOfSheet(name, book.Sheets[name], hidden, warnings);
      valueless(name, warnings);
      return new SheetCells(name, book.Sheets[name], warnings).rows(budget);
    },
  };
}
