import { SheetError } from './errors.mjs';
import { ColumnChecks } from './column_checks.mjs';
import { limits } from './limits.mjs';
import { Records } from './records.mjs';
import { columnLetters } from './warnings.mjs';

/** Counts cells over all sheets of a file and throws a SheetError beyond limits.cells. */
export class CellBudget {
  left = limits.cells;

  take(cells) {
    this.left -= cells;
    if (this.left < 0) {
      const most = limits.cells.toLocaleString('en');
      const message = `the file holds more than ${most} cells`;
      throw new SheetError('tooManyCells', message, { limit: limits.cells });
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
    this.#warn({ sheet: this.sheet, row, column }, header, name);
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

  #warn(place, header, name) {
    if (header === '') {
      const message = `has no header: its column is named "${name}"`;
      this.warnings.add('missingHeader', place, message, { name });
    } else if (name !== header) {
      const message = `"${header}" heads an earlier column: named "${name}"`;
      this.warnings.add('duplicateHeader', place, message, { header, name });
    }
  }

  /** A Map from column to name, in the order of the columns. */
  inOrder() {
    return new Map([...this.byColumn].sort(([left], [right]) => left - right));
  }
}

function headerText(value) {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
}

function isHeader({ cells }) {
  return cells.some(([, value]) => value !== '');
}

/** Takes the rows of one sheet one after the other: first its header, then its records. */
class SheetRows {
  records = new Records();
  headerRow = null;

  constructor(sheet, warnings) {
    this.names = new ColumnNames(sheet, warnings);
    this.checks = new ColumnChecks(sheet, warnings);
  }

  take({ row, cells }) {
    if (this.headerRow !== null) this.#takeRecord(row, cells);
    else if (isHeader({ cells })) this.#takeHeader(row, cells);
  }

  #takeHeader(row, cells) {
    this.headerRow = row;
    for (const [column, value] of cells) {
      if (value !== '') this.names.nameOf(row, column, headerText(value));
    }
  }

  #takeRecord(row, cells) {
    if (cells.length === 0) return;
    for (const cell of cells) {
      const [column, value] = cell;
      this.names.nameOf(this.headerRow, column);
      this.checks.see(row, column, value);
      if (value instanceof Date) cell[1] = value.toISOString();
    }
    this.records.add(row, cells);
  }
}

/**
 * Makes records of rows ({row, cells: [[column, value]]}, in order; a date is a Date). The first
 * row that holds anything is the header; each further row with at least one cell becomes a record.
 * Empty cells and empty rows leave no trace. A column without a header is named "" where it holds
 * data. Dates become ISO 8601 texts in UTC. Returns {columns: [name], columnIndices: [where in the
 * spreadsheet, from 0], headerRow: the same or null, records}.
 */
export function recordsOf(sheet, rows, warnings) {
  const taken = new SheetRows(sheet, warnings);
  for (const row of rows) taken.take(row);
  taken.checks.finish();
  const names = taken.names.inOrder();
  taken.records.setNames(names);
  warnings.nameColumns(sheet, new Map([...names].map(([c, name]) => [columnLetters(c), name])));
  return {
    columns: [...names.values()],
    columnIndices: [...names.keys()],
    headerRow: taken.headerRow,
    records: taken.records,
  };
}
