import { csvRows, decodeText } from './csv.mjs';
import { SheetError } from './errors.mjs';
import { detectKind } from './kind.mjs';
import { CellBudget, recordsOf } from './rows.mjs';
import { Warnings } from './warnings.mjs';
import { openWorkbook } from './workbook.mjs';

/** The name of the only sheet of a CSV file, the one SheetJS gives it. */
export const csvSheetName = 'Sheet1';

function openCsv(bytes) {
  return {
    props: {},
    names: [csvSheetName],
    *rowsOf(_name, _warnings, budget) {
      for (const row of csvRows(decodeText(bytes))) {
        budget.take(row.cells.length);
        yield row;
      }
    },
  };
}

function open(bytes, filename, { xlsx, sheets }) {
  const kind = detectKind(bytes, filename);
  if (kind === 'text') return openCsv(bytes);
  return openWorkbook(xlsx, bytes, { isZip: kind === 'zip', sheets });
}

function chosenNames(names, wanted) {
  if (!wanted) return names;
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    const [missing, present] = [unknown, names].map((list) => list.map((s) => `"${s}"`).join(', '));
    const message = `no sheet ${missing}; the file has ${present}`;
    throw new SheetError('unknownSheet', message, { missing, present });
  }
  return names.filter((name) => wanted.includes(name));
}

/**
 * Reads a sheet file as a sender's computer holds it; the same code serves the command line and the
 * page, so it uses nothing that only one of them has.
 *
 * `bytes` is a Uint8Array (left unchanged), `filename` the name without folders, `options.xlsx` the
 * SheetJS library, `options.sheets` the names of the sheets wanted (default all; the file's order
 * is kept); `options.onSheet(done, total)` is told of each sheet before it is checked. Returns
 * {filename, props, sheets: [{sheetName, and what recordsOf returns}], warnings: Warnings}. Throws a
 * SheetError. It runs until it is done, seconds for a large file, and a hostile one may need far
 * more time and memory than its size suggests: callers run it in a worker with a limit on both.
 */
export function readSheets(bytes, filename, options) {
  const book = open(bytes, filename, options);
  const warnings = new Warnings();
  const budget = new CellBudget();
  const sheets = chosenNames(book.names, options.sheets).map((sheetName, i, { length }) => {
    options.onSheet?.(i, length);
    const rows = book.rowsOf(sheetName, warnings, budget);
    return { sheetName, ...recordsOf(sheetName, rows, warnings) };
  });
  return { filename, props: book.props, sheets, warnings };
}
