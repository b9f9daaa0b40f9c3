// A cell of .xlsx with a formula and no stored result, as programs that only write formulas leave
// it.
const kFormula = '<(?:\\w+:)?f\\b[^>]*?(?:/>|>[^<]*</(?:\\w+:)?f>)';
const kNoValue = '(?:<(?:\\w+:)?v\\s*/>|<(?:\\w+:)?v></(?:\\w+:)?v>)?';
const kValuelessFormula = new RegExp(`${kFormula}\\s*${kNoValue}\\s*</(?:\\w+:)?c>`);

function hasValuelessFormula(book) {
  return Object.entries(book.files ?? {}).some(([path, file]) => {
    if (!/xl\/worksheets\/[^/]+\.xml$/.test(path)) return false;
    return kValuelessFormula.test(new TextDecoder('latin1').decode(new Uint8Array(file.content)));
  });
}

function warnOfSheet(name, sheet, warnings) {
  (sheet?.['!data'] ?? []).forEach((cells, row) => {
    cells.forEach((cell, column) => {
      if (cell.t !== 'z' || cell.f === undefined) return;
      const message = 'holds a formula without a stored result: left out';
      warnings.add('formulaWithoutValue', name, row, column, message);
    });
  });
}

/**
 * Returns a function (name, warnings) that warns of the formulas in `book` that have no stored
 * result. They show only in a second reading, which `read(options)` does, with formulas and stubs
 * of empty cells. It is asked for only where the parts show that there is such a cell: it costs
 * time, and stubs of an .ods could fill the memory.
 */
export function valuelessFormulas(book, read) {
  if (!hasValuelessFormula(book)) return () => {};
  const withFormulas = read({ cellFormula: true, sheetStubs: true });
  return (name, warnings) => warnOfSheet(name, withFormulas.Sheets[name], warnings);
}
