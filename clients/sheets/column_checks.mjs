const kNouns = { number: 'number', string: 'text', boolean: 'boolean', date: 'date' };

// The type of a value in a row: a date is a Date.
function typeOf(value) {
  return value instanceof Date ? 'date' : typeof value;
}

function countText(type, count) {
  return `${count.toLocaleString('en')} ${kNouns[type]}${count === 1 ? '' : 's'}`;
}

/** Counts the cells of one column by type, and keeps the first of each. */
class ColumnTypes {
  types = new Map();

  see(type, row, value) {
    const seen = this.types.get(type);
    if (seen) seen.count += 1;
    else this.types.set(type, { type, count: 1, row, value });
  }

  /** The types, the rarest first. */
  byCount() {
    return [...this.types.values()].sort((left, right) => left.count - right.count);
  }
}

/**
 * Looks at the cells of a sheet column by column, below its header, for what only a whole column
 * shows: several types, and dates, which are told once a column. Texts such as 007 are told at once.
 */
export class ColumnChecks {
  #columns = new Map();

  constructor(sheet, warnings) {
    this.sheet = sheet;
    this.warnings = warnings;
  }

  see(row, column, value) {
    if (value === '') return;
    let seen = this.#columns.get(column);
    if (!seen) this.#columns.set(column, (seen = new ColumnTypes()));
    seen.see(typeOf(value), row, value);
    if (typeof value === 'string' && /^-?0\d+(?:[.,]\d+)?$/.test(value)) {
      const message = `holds the text ${value}: sent as text, with its zeros`;
      this.warnings.add('leadingZeros', { sheet: this.sheet, row, column }, message, { value });
    }
  }

  /** Warns of what whole columns show, once all cells were seen. */
  finish() {
    const columns = [...this.#columns].sort(([left], [right]) => left - right);
    for (const [column, seen] of columns) {
      this.#warnOfDates(column, seen.types.get('date'));
      if (seen.types.size > 1) this.#warnOfTypes(column, seen.byCount());
    }
  }

  #warnOfDates(column, dates) {
    if (!dates) return;
    const { row, count } = dates;
    const value = dates.value.toISOString();
    const message = `its column holds ${countText('date', count)}, sent as text such as ${value}`;
    this.warnings.add('dateCell', { sheet: this.sheet, row, column }, message, { count, value });
  }

  #warnOfTypes(column, [rarest, ...others]) {
    const { row, type } = rarest;
    const counts = [...others].reverse().concat(rarest);
    const details = { numbers: 0, texts: 0, booleans: 0, dates: 0, type: kNouns[type] };
    for (const { type: each, count } of counts) details[`${kNouns[each]}s`] = count;
    const list = counts.map((each) => countText(each.type, each.count)).join(', ');
    const message = `is the first ${kNouns[type]} in a column that holds ${list}`;
    this.warnings.add('mixedTypes', { sheet: this.sheet, row, column }, message, details);
  }
}
