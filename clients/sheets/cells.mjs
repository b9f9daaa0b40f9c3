// [MS-XLSB] 2.5.97.2 and ECMA-376 18.17.3: the numbers behind the error texts.
const errorTexts = new Map([
  [0, '#NULL!'],
  [7, '#DIV/0!'],
  [15, '#VALUE!'],
  [23, '#REF!'],
  [29, '#NAME?'],
  [36, '#NUM!'],
  [42, '#N/A'],
  [43, '#GETTING_DATA'],
]);

// The indices, in the keys of a sparse array, without walking its holes: a declared range of
// A1:XFD1048576 may hold two cells.
function indices(sparse) {
  return Object.keys(sparse).map(Number);
}

function dateValue(date) {
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/**
 * Turns the cells of one sheet into values and counts them; what cannot be told goes to the
 * warnings.
 */
export class SheetCells {
  constructor(name, sheet, warnings) {
    this.name = name;
    this.data = sheet?.['!data'] ?? [];
    this.warnings = warnings;
  }

  *rows(budget) {
    for (const row of indices(this.data)) {
      const cells = [];
      for (const column of indices(this.data[row] ?? [])) {
        const value = this.value(this.data[row][column], row, column);
        if (value !== undefined) cells.push([column, value]);
      }
      budget.take(cells.length);
      if (cells.length > 0) yield { row, cells };
    }
  }

  value(cell, row, column) {
    switch (cell?.t) {
      case 's':
        return this.text(String(cell.v ?? ''), row, column);
      case 'n':
        return this.number(cell.v, row, column);
      case 'b':
        return Boolean(cell.v);
      case 'd':
        return this.date(cell.v, row, column);
      case 'e':
        this.warn(
          'errorCell',
          row,
          column,
          `holds ${errorTexts.get(cell.v) ?? 'an error'}: left out`,
        );
        return undefined;
      default:
        return undefined;
    }
  }

  // Half of a surrogate pair is no character and no JSON reader takes it.
  text(value, row, column) {
    if (!/\p{Surrogate}/u.test(value)) return value;
    this.warn('brokenCharacter', row, column, 'holds half a character: replaced by U+FFFD');
    return value.replace(/\p{Surrogate}/gu, '\ufffd');
  }

  number(value, row, column) {
    if (!Number.isFinite(value)) {
      this.warn('unreadableNumber', row, column, 'holds a number that cannot be read: left out');
      return undefined;
    }
    if (Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21) {
      this.warn('roundedInteger', row, column, `is beyond 2^53 and may be rounded: ${value}`);
    }
    return value;
  }

  date(value, row, column) {
    const iso = value instanceof Date ? dateValue(value) : undefined;
    if (iso === undefined) {
      this.warn('unreadableDate', row, column, 'holds a date that cannot be read: left out');
    }
    return iso;
  }

  warn(code, row, column, message) {
    this.warnings.add(code, this.name, row, column, message);
  }
}
