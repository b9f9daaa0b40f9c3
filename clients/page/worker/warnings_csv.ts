import type { Warning } from './protocol';

const kHeader = ['sheet', 'row', 'column', 'column name', 'code', 'message'];

// A program that opens the list must not take a text from somebody's sheet for a formula
// (https://owasp.org/www-community/attacks/CSV_Injection).
function field(value: string | number | null | undefined): string {
  const text = String(value ?? '');
  const guarded = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** The warnings as CSV (RFC 4180), with the mark by which Excel knows UTF-8. */
export function warningsCsv(warnings: Warning[]): Blob {
  const records = warnings.map(({ sheet, row, column, columnName, code, message }) => {
    return [sheet, row, column, columnName, code, message];
  });
  const lines = [kHeader, ...records].map((record) => `${record.map(field).join(',')}\r\n`);
  return new Blob(['\ufeff', ...lines], { type: 'text/csv;charset=utf-8' });
}
