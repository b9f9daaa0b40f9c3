import { Digits, type CellValue, type StoredPage, type StoredRow } from './server_types';

/** The third argument of a JSON.parse reviver, in browsers that have it (since 2023 to 2025). */
interface ReviverContext {
  source?: string;
}

type Reviver = (name: string, value: unknown, context?: ReviverContext) => unknown;

const keepDigits: Reviver = (_name, value, context) => {
  const source = context?.source;
  const changed = typeof value === 'number' && source !== undefined && source !== String(value);
  return changed ? new Digits(source) : value;
};

/** Reads the answer of `GET /files/{key}`, numbers with all their digits. */
export function parseStoredPage(text: string): StoredPage {
  return JSON.parse(text, keepDigits) as StoredPage;
}

export function cellsOf(row: StoredRow): CellValue[] {
  return Array.isArray(row) ? row : [row.value];
}

/** The most cells that the service puts on a page. */
const kMostCells = 50_000;

/** The number of rows to request at a time, for a number of columns. */
export function rowsAPage(columns: number): number {
  return Math.min(50, Math.max(1, Math.floor(kMostCells / Math.max(1, columns))));
}
