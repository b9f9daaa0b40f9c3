import type { Records } from '../../sheets/records.mjs';
import { columnLetters } from '../../sheets/warnings.mjs';
import type { SheetContent } from './content';
import type { CellValue, PreviewRow, Warning } from './protocol';

/** The rows of one sheet as the page shows them, some at a time. */
export class SheetPreview {
  readonly #records: Records;
  readonly #width: number;
  /** Index among the sent columns, by number and by letters of the spreadsheet's column. */
  readonly #positions = new Map<number, number>();
  /** Cells of each record that a kept warning is about. */
  readonly #questionable = new Map<number, Set<number>>();
  readonly #questionableRecords: number[];

  constructor({ sheetName, columns, columnIndices, records }: SheetContent, warnings: Warning[]) {
    this.#records = records;
    this.#width = columns.length;
    const byLetters = new Map<string, number>();
    columnIndices.forEach((column, position) => {
      this.#positions.set(column, position);
      byLetters.set(columnLetters(column), position);
    });
    for (const { sheet, row, column } of warnings) {
      if (sheet === sheetName && row !== null) this.#mark(row, byLetters.get(column ?? ''));
    }
    this.#questionableRecords = [...this.#questionable.keys()].sort((left, right) => left - right);
  }

  /** `count` rows from the one numbered `first` on, of all or of those with warnings. */
  page(first: number, count: number, onlyQuestionable: boolean) {
    const total = onlyQuestionable ? this.#questionableRecords.length : this.#records.length;
    const rows: PreviewRow[] = [];
    for (let i = Math.max(0, first); i < Math.min(total, first + count); i += 1) {
      rows.push(this.#row(onlyQuestionable ? this.#questionableRecords[i]! : i));
    }
    return { rows, total };
  }

  // A row without anything to send is no record, and a header is none either.
  #mark(row: number, position: number | undefined): void {
    const index = this.#records.indexOfRow(row - 1);
    if (index < 0) return;
    const marked = this.#questionable.get(index) ?? new Set();
    if (position !== undefined) marked.add(position);
    this.#questionable.set(index, marked);
  }

  #row(index: number): PreviewRow {
    const cells = new Array<CellValue>(this.#width).fill(null);
    this.#records.eachCell(index, (column: number, value: CellValue) => {
      cells[this.#positions.get(column)!] = value;
    });
    const questionable = [...(this.#questionable.get(index) ?? [])].sort((l, r) => l - r);
    return { row: this.#records.rowOf(index) + 1, cells, questionable };
  }
}
