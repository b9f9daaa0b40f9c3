/**
 * Messages between the page and its worker. A worker reads one file, once; whoever wants no
 * more of it terminates it. Requests are numbered by the page, answers carry the number.
 */

/** The value of a cell as it is sent; null if it is empty. */
export type CellValue = string | number | boolean | null;

/** Warning codes: stable, the page has a text for each. `details` of each in brackets. */
export type WarningCode =
  | 'errorCell' /* {error: text} */
  | 'brokenCharacter' /* {} */
  | 'unreadableNumber' /* {} */
  | 'roundedInteger' /* {value: number, as it is sent} */
  | 'lostDigits' /* {shown: text in the file, value: number, as it is sent} */
  | 'paddedNumber' /* {shown: text with leading zeros, by its format, value: number, as it is sent} */
  | 'unreadableDate' /* {} */
  | 'missingHeader' /* {name: of the column as it is sent} */
  | 'duplicateHeader' /* {header: text, name: of the column as it is sent} */
  | 'formulaWithoutValue' /* {} */
  | 'hiddenSheet' /* {}, of a sheet: row and column are null */
  | 'mergedCells' /* {range: such as A1:C1} */
  | 'mixedTypes' /* {numbers, texts, booleans, dates: how many cells of each, type: of this cell} */
  | 'leadingZeros' /* {value: text} */
  | 'dateCell'; /* {count: dates in the column, value: the first as it is sent} */

export interface Warning {
  code: WarningCode;
  sheet: string;
  /** Row as the spreadsheet counts, from 1; null for the whole sheet. */
  row: number | null;
  /** Letters; null: the whole sheet. */
  column: string | null;
  /** The name under which the column is sent, where it is sent. */
  columnName?: string;
  /** Values to fill into a text, by name. */
  details: Readonly<Record<string, string | number>>;
  /** English. */
  message: string;
}

export interface SheetInfo {
  name: string;
  /** Names under which the columns are sent, in the order of the sheet. */
  columns: string[];
  rows: number;
  /** Number of warnings, kept or not. */
  warnings: number;
}

export interface PreviewRow {
  /** Row as the spreadsheet counts, from 1. */
  row: number;
  /** In the order of the sheet's columns. */
  cells: CellValue[];
  /** Cells that a warning is about: indices into `cells`, ascending. */
  questionable: number[];
}

export type Phase = 'reading' | 'parsing' | 'checking';

/** Why a file cannot be read. The codes of clients/sheets (errors.mjs) and those of the page. */
export interface ReadFailure {
  code: string;
  details: Readonly<Record<string, unknown>>;
  /** English. */
  message: string;
}

export type ToWorker =
  | { type: 'read'; file: File }
  | { type: 'rows'; request: number; sheet: string; first: number; count: number; only?: 'questionable' }
  | { type: 'build'; request: number; sheets: string[] }
  | { type: 'warningsCsv'; request: number };

export type FromWorker =
  /** `done` of `total`: bytes while reading, sheets while checking; absent while parsing. */
  | { type: 'phase'; phase: Phase; done?: number; total?: number }
  /** Ends the reading. `kept` holds the first 1,000 of each code; `total` counts all. */
  | { type: 'sheets'; sheets: SheetInfo[]; warnings: { total: number; kept: Warning[] } }
  /** `total`: of the rows asked for, that is of the questionable ones with `only`. */
  | { type: 'rows'; request: number; rows: PreviewRow[]; total: number }
  /** The body for POST /uploads; `sha256` in hexadecimal, `bySheet` in the order of the file. */
  | {
      type: 'message';
      request: number;
      blob: Blob;
      bytes: number;
      sha256: string;
      rows: number;
      sheets: number;
      bySheet: { name: string; rows: number; bytes: number }[];
    }
  | { type: 'csv'; request: number; blob: Blob }
  /** Without `request` the file cannot be read. */
  | ({ type: 'failure'; request?: number } & ReadFailure);
