import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSheets } from '../sheets/read.mjs';
import { workbookParts } from './workbook_parts.mjs';
import { zipOf } from './zip_writer.mjs';

export const xlsx = createRequire(import.meta.url)('@e965/xlsx');
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export function repositoryFile(path) {
  return join(root, path);
}

export function readRepositoryFile(path) {
  return new Uint8Array(readFileSync(repositoryFile(path)));
}

export function readText(text, filename = 'test.csv') {
  return readSheets(new TextEncoder().encode(text), filename, { xlsx });
}

/** Records as plain [column, value] pairs. */
export function pairs(records) {
  return [...records];
}

/** Reads an .xlsx made of `sheets` as workbookParts takes them. */
export function readWorkbook(sheets, options = {}) {
  return readSheets(zipOf(workbookParts(sheets)), 'test.xlsx', { xlsx, ...options });
}
