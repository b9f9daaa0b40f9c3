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

function isRoundedInteger(value) {
  return Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21;
}

// The text that a format of zeros only, such as a postal code's, shows for an integer; null if it
// adds no zeros.
function zeroPadded(value, format) {
  if (!/^0{2,}$/.test(format ?? '') || !Number.isSafeInteger(value)) return null;
  const digits = String(Math.abs(value));
  if (digits.length >= format.length) return null;
  return (value < 0 ? '-' : '') + digits.padStart(format.length, '0');
}

/**
 * Turns the cells of one sheet into values and counts them; what cannot be sent exactly goes to
 * the warnings. A date stays a Date. `lostDigits` is a LostDigits.
 */
export class SheetCells {
  constructor(name, sheet, warnings, lostDigits) {
    this.name = name;
    this.data = sheet?.['!data'] ?? [];
    this.warnings = warnings;
    this.lostDigits = lostDigits;
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
        return this.number(cell, row, column);
      case 'b':
        return Boolean(cell.v);
      case 'd':
        return this.date(cell.v, row, column);
      case 'e':
        return this.error(cell.v, row, column);
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

  number({ v: value, z: format }, row, column) {
    if (!Number.isFinite(value)) {
      this.warn('unreadableNumber', row, column, 'holds a number that cannot be read: left out');
      return undefined;
    }
    this.warnOfDigits(value, row, column);
    const shown = zeroPadded(value, format);
    if (shown !== null) {
      const message = `is shown as ${shown}, sent as the number ${value}`;
      this.warn('paddedNumber', row, column, message, { shown, value });
    }
    return value;
  }

  warnOfDigits(value, row, column) {
    const shown = this.lostDigits.at(row, column, value);
    if (shown !== null) {
      const message = `holds ${shown}, which no computer number can: sent as ${value}`;
      this.warn('lostDigits', row, column, message, { shown, value });
    } else if (isRoundedInteger(value)) {
      const message = `is beyond 2^53 and may be rounded: ${value}`;
      this.warn('roundedInteger', row, column, message, { value });
    }
  }

  date(value, row, column) {
    if (value instanceof Date && !Number.isNaN(value.getTime())) return value;
    this.warn('unreadableDate', row, column, 'holds a date that cannot be read: left out');
    return undefined;
  }

  error(value, row, column) {
    const error = errorTexts.get(value);
    const details = { error: error ?? '' };
    this.warn('errorCell', row, column, `holds ${error ?? 'an error'}: left out`, details);
    return undefined;
  }

  warn(code, row, column, message, details) {
    this.warnings.add(code, { sheet: this.name, row, column }, message, details);
  }
}
