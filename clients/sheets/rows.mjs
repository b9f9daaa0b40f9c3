import { SheetError } from './errors.mjs';
import { limits } from './limits.mjs';

/** Counts cells over all sheets of a file and throws a SheetError beyond limits.cells. */
export class CellBudget {
  left = limits.cells;

  take(cells) {
    this.left -= cells;
    if (this.left < 0) {
      const most = limits.cells.toLocaleString('en');
      throw new SheetError('tooManyCells', `the file holds more than ${most} cells`);
    }
  }
}

/**
 * Names of columns: the first of a name keeps it, further ones get the lowest free suffix _1, _2
 * ...
 */
class ColumnNames {
  constructor(sheet, warnings) {
    this.sheet = sheet;
    this.warnings = warnings;
    this.taken = new Set();
    this.nextSuffix = new Map();
    this.byColumn = new Map();
  }

  nameOf(row, column, header = '') {
    const known = this.byColumn.get(column);
    if (known !== undefined) return known;
    const name = this.unique(header);
    this.byColumn.set(column, name);
    if (header === '') {
      this.warn('missingHeader', row, column, `has no header: its column is named "${name}"`);
    } else if (name !== header) {
      this.warn(
        'duplicateHeader',
        row,
        column,
        `"${header}" heads an earlier column: named "${name}"`,
      );
    }
    return name;
  }

  unique(header) {
    let name = header;
    let suffix = this.nextSuffix.get(header) ?? 1;
    while (this.taken.has(name)) {
      name = `${header}_${suffix}`;
      suffix += 1;
    }
    this.nextSuffix.set(header, suffix);
    this.taken.add(name);
    return name;
  }

  warn(code, row, column, message) {
    this.warnings.add(code, this.sheet, row, column, message);
  }
}

function headerText(value) {
  return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
}

function isHeader({ cells }) {
  return cells.some(([, value]) => value !== '');
}

/**
 * Makes records of rows ({row, cells: [[column, value]]}, in order). The first row that holds
 * anything is the header; each further row with at least one cell becomes a Map from column name to
 * value, in the order of the columns. Empty cells and empty rows leave no trace. A column without a
 * header is named "" where it holds data. Returns {columns, records}.
 */
export function recordsOf(sheet, rows, warnings) {
  const names = new ColumnNames(sheet, warnings);
  const records = [];
  let headerRow = null;
  for (const { row, cells } of rows) {
    if (headerRow !== null) {
      if (cells.length === 0) continue;
      const named = cells.map(([column, value]) => [names.nameOf(headerRow, column), value]);
      records.push(new Map(named));
    } else if (isHeader({ cells })) {
      headerRow = row;
      for (const [column, value] of cells) {
        if (value !== '') names.nameOf(row, column, headerText(value));
      }
    }
  }
  const byColumn = [...names.byColumn].sort(([left], [right]) => left - right);
  return { columns: byColumn.map(([, name]) => name), records };
}
