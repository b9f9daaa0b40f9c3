import type { Records } from '../../sheets/records.mjs';
import type { Warning } from './protocol';

/** One sheet of what readSheets of clients/sheets returns, which is JavaScript. */
export interface SheetContent {
  sheetName: string;
  columns: string[];
  /** Positions of the columns in the spreadsheet, from 0. */
  columnIndices: number[];
  /** From 0; null: the sheet is empty. */
  headerRow: number | null;
  records: Records;
}

/** The result of readSheets. */
export interface Content {
  filename: string;
  props: object;
  sheets: SheetContent[];
  warnings: { list: Warning[]; total: number; bySheet: Map<string, number> };
}
