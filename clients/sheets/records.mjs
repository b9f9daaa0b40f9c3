/**
 * The rows of one sheet below its header, without empty ones, kept so that a million cells fit: a
 * row is one array of the columns that it fills and their values, one after the other.
 */
export class Records {
  #rows = [];
  #cells = [];
  #names = new Map();

  get length() {
    return this.#rows.length;
  }

  /** `row` and the columns of `cells` [[column, value]] count from 0. */
  add(row, cells) {
    const flat = new Array(2 * cells.length);
    for (let i = 0; i < cells.length; i += 1) [flat[2 * i], flat[2 * i + 1]] = cells[i];
    this.#rows.push(row);
    this.#cells.push(flat);
  }

  /** `names` is a Map from column to name, in the order of the columns. */
  setNames(names) {
    this.#names = names;
  }

  /** The row of the record in the spreadsheet, from 0. */
  rowOf(index) {
    return this.#rows[index];
  }

  /** The record with the spreadsheet's row `row`, or -1. */
  indexOfRow(row) {
    let [low, high] = [0, this.#rows.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (this.#rows[middle] === row) return middle;
      if (this.#rows[middle] < row) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** Calls `see(column, value)` for each cell of a record that holds something, in order. */
  eachCell(index, see) {
    const cells = this.#cells[index];
    for (let i = 0; i < cells.length; i += 2) see(cells[i], cells[i + 1]);
  }

  /** Each record as [[name of the column, value]]. */
  *[Symbol.iterator]() {
    for (let i = 0; i < this.length; i += 1) {
      const record = [];
      this.eachCell(i, (column, value) => record.push([this.#names.get(column), value]));
      yield record;
    }
  }

  /**
   * Each record as JSON, written member by member: an object would move a column headed "1999" to
   * the front and lose one headed __proto__.
   */
  *jsonTexts() {
    const names = new Map([...this.#names].map(([c, name]) => [c, `${JSON.stringify(name)}:`]));
    for (const cells of this.#cells) {
      let text = '{';
      for (let i = 0; i < cells.length; i += 2) {
        if (i > 0) text += ',';
        text += names.get(cells[i]) + JSON.stringify(cells[i + 1]);
      }
      yield `${text}}`;
    }
  }
}
