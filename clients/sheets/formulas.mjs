// A cell of .xlsx with a formula and no stored result, as programs that only write formulas leave
// it.
const kFormula = '<(?:\\w+:)?f\\b[^>]*?(?:/>|>[^<]*</(?:\\w+:)?f>)';
const kNoValue = '(?:<(?:\\w+:)?v\\s*/>|<(?:\\w+:)?v></(?:\\w+:)?v>)?';
const kValuelessFormula = new RegExp(`${kFormula}\\s*${kNoValue}\\s*</(?:\\w+:)?c>`);

/** Whether the text of a worksheet of an .xlsx holds a formula without a stored result. */
export function hasValuelessFormula(text) {
  return kValuelessFormula.test(text);
}

/**
 * Warns of the formulas of a sheet that have no stored result. They show only where it was read
 * with formulas and stubs of empty cells, which costs time, and stubs of an .ods could fill the
 * memory: so only a file that hasValuelessFormula is read in that way, a second time.
 */
export function warnOfValuelessFormulas(name, sheet, warnings) {
  (sheet?.['!data'] ?? []).forEach((cells, row) => {
    cells.forEach((cell, column) => {
      if (cell.t !== 'z' || cell.f === undefined) return;
      const message = 'holds a formula without a stored result: left out';
      warnings.add('formulaWithoutValue', { sheet: name, row, column }, message);
    });
  });
}
