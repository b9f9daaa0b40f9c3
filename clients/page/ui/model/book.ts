import type { SheetInfo, Warning } from '../../worker/protocol';
import type { Sheets } from '../../worker/sheet_reader';

export type { Message } from '../../worker/sheet_reader';

/** The content of one file as the worker read it, without rows. */
export type Book = Sheets;

/** The sheets of a file that are chosen, in the file's order. */
export function chosenSheets(book: Book, left: ReadonlySet<string>): SheetInfo[] {
  return book.sheets.filter(({ name }) => !left.has(name));
}

/** The sheets that are stored under a name and would not be there any more. */
export function sheetsLost(stored: { name: string }[] | null, sent: string[]): string[] {
  return (stored ?? []).map(({ name }) => name).filter((name) => !sent.includes(name));
}

/**
 * The index of the column that a warning is about; null if that column is not sent. Columns that hold nothing
 * are not sent, so letters alone do not tell.
 */
export function columnIndex(columns: readonly string[], { columnName }: Warning): number | null {
  const index = columnName === undefined ? -1 : columns.indexOf(columnName);
  return index < 0 ? null : index;
}
