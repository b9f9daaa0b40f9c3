/** Answers of safe-inputs (services/safe-inputs/README.md). Times are ISO 8601 texts. */

export interface Limits {
  maxBytes: number;
  maxFilenameBytes?: number;
}

export interface Receipt {
  uploadId: string;
  filename: string;
  key: string;
  stream: string;
  sequence: number;
  acceptedAt: string;
  sheets: number;
  rows: number;
  bytes: number;
  sha256: string;
  duplicate: boolean;
}

export type StageName = 'accepted' | 'extracted' | 'uppercased' | 'stored' | 'ledgered';

export interface StoreState {
  state: 'pending' | 'stored' | 'superseded' | 'deadLettered' | 'skipped';
  revision?: number;
  key?: string;
  transaction?: number | string;
  transactionHash?: string;
  at?: string;
  service?: string;
  code?: string;
  reason?: string;
}

export interface UploadState {
  uploadId: string;
  filename?: string;
  key?: string;
  sha256?: string;
  bytes?: number;
  sheets?: number;
  rows?: number;
  stages: { stage: StageName; at: string }[];
  stores: { kv: StoreState; ledger: StoreState };
  ended: boolean;
}

export interface StoredSheet {
  name: string;
  rows: number;
}

export interface StoredFile {
  revision: number;
  filename: string;
  created: string;
  uploadId?: string;
  sha256?: string;
  bytes: number;
  /** null: the value is no message of the pipeline. */
  sheets: StoredSheet[] | null;
}

/** `GET /files?name=`: the key that a name gets, and what is stored there. */
export interface Destination {
  filename: string;
  key: string;
  stored: StoredFile | null;
}

/** A number that JavaScript would not print with the digits that it was sent with. */
export class Digits {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Objects are what the message has in a cell (an object, a list), or Digits. */
export type CellValue = string | number | boolean | null | object;

/** Cells in the order of the columns; a row that is no object in the message comes as its value. */
export type StoredRow = CellValue[] | { value: CellValue };

/** `GET /files/{key}`: one page of rows of one sheet. */
export interface StoredPage extends Omit<StoredFile, 'sheets'> {
  key: string;
  sheets: (StoredSheet & { columns: string[] })[];
  page: { sheet: number; first: number; rows: StoredRow[] };
}
