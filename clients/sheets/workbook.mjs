import { SheetCells } from './cells.mjs';
import { LostDigits } from './digits.mjs';
import { SheetError } from './errors.mjs';
import { hasValuelessFormula, warnOfValuelessFormulas } from './formulas.mjs';
import { limits } from './limits.mjs';
import { columnLetters } from './warnings.mjs';
import { unzip } from './zip.mjs';

export const readOptions = Object.freeze({
  type: 'array',
  dense: true,
  cellDates: true,
  UTC: true,
  cellHTML: false,
  cellText: false,
  cellFormula: false,
  cellNF: true,
});

function readFailure(error) {
  if (error instanceof SheetError) return error;
  const reason = String(error?.message ?? error);
  if (/password|encrypt/i.test(reason)) {
    return new SheetError('encrypted', 'the workbook is protected by a password: save it without');
  }
  return new SheetError('unreadable', `the workbook cannot be read: ${reason}`, { reason });
}

function attempt(work) {
  try {
    return work();
  } catch (error) {
    throw readFailure(error);
  }
}

// The container in which SheetJS looks for the parts of a zip.
function containerOf(xlsx, parts) {
  const container = xlsx.CFB.utils.cfb_new();
  const known = { unsafe: true }; // Saves a search for each name, which takes quadratic time.
  for (const { name, content } of parts) {
    xlsx.CFB.utils.cfb_add(container, name, content, known);
  }
  return container;
}

// A function that reads the workbook with some options; a zip is unpacked only once.
function readerOf(xlsx, bytes, isZip) {
  if (!isZip) return (options) => attempt(() => xlsx.read(bytes, { ...options }));
  const container = containerOf(xlsx, unzip(bytes));
  return (options) => attempt(() => xlsx.parse_zip(container, { ...options }));
}

// The worksheets of an .xlsx as they stand in its file; none of any other format. What is looked
// for in them is ASCII, so the encoding does not matter.
function* worksheetTexts(book) {
  for (const [path, file] of Object.entries(book.files ?? {})) {
    if (!/xl\/worksheets\/[^/]+\.xml$/.test(path)) continue;
    yield new TextDecoder('latin1').decode(new Uint8Array(file.content));
  }
}

// Facts about a workbook that SheetJS does not report.
function lookIntoParts(book) {
  const lostDigits = new LostDigits();
  let valueless = false;
  for (const text of worksheetTexts(book)) {
    lostDigits.look(text);
    valueless ||= hasValuelessFormula(text);
  }
  return { lostDigits, valueless };
}

function warnOfSheet(name, sheet, hidden, warnings) {
  if (hidden) {
    warnings.add('hiddenSheet', { sheet: name }, 'is hidden in the workbook and is sent too');
  }
  for (const { s, e } of sheet?.['!merges'] ?? []) {
    const range = `${columnLetters(s.c)}${s.r + 1}:${columnLetters(e.c)}${e.r + 1}`;
    const message = `${range} is merged: its value is only in the first cell`;
    warnings.add('mergedCells', { sheet: name, row: s.r, column: s.c }, message, { range });
  }
}

function checkNames(names) {
  if (names.length > limits.sheets) {
    const message = `the workbook has ${names.length} sheets, at most ${limits.sheets} are read`;
    const details = { count: names.length, limit: limits.sheets };
    throw new SheetError('tooManySheets', message, details);
  }
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    const message = `the workbook has two sheets named "${twice}"`;
    throw new SheetError('duplicateSheet', message, { sheet: twice });
  }
}

/**
 * Opens a workbook with SheetJS (`xlsx`). Returns {props, names, rowsOf(name, warnings, budget)}:
 * the rows as {row, cells: [[column, value]]}, counted from 0, dates as Date. `sheets` (names, or
 * null for all) saves reading the other sheets. Throws a SheetError.
 */
export function openWorkbook(xlsx, bytes, { isZip, sheets = null }) {
  const read = readerOf(xlsx, bytes, isZip);
  const options = { ...readOptions, ...(sheets ? { sheets } : {}) };
  const book = read({ ...options, bookFiles: true });
  checkNames(book.SheetNames);
  const { lostDigits, valueless } = lookIntoParts(book);
  const withFormulas = valueless ? read({ ...options, cellFormula: true, sheetStubs: true }) : null;
  return {
    props: book.Props ?? {},
    names: book.SheetNames,
    rowsOf(name, warnings, budget) {
      const hidden = book.Workbook?.Sheets?.[book.SheetNames.indexOf(name)]?.Hidden > 0;
      warnOfSheet(name, book.Sheets[name], hidden, warnings);
      if (withFormulas) warnOfValuelessFormulas(name, withFormulas.Sheets[name], warnings);
      return new SheetCells(name, book.Sheets[name], warnings, lostDigits).rows(budget);
    },
  };
}
