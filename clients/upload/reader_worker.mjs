import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { SheetError } from '../sheets/errors.mjs';
import { limits } from '../sheets/limits.mjs';
import { parseEventText } from '../sheets/message.mjs';
import { readSheets } from '../sheets/read.mjs';

// The CommonJS build brings the tables of legacy code pages, which old .xls files need.
const xlsx = createRequire(import.meta.url)('@e965/xlsx');

function readBytes(path) {
  const status = statSync(path);
  if (!status.isFile())
    throw new SheetError('notAFile', `expected a file, ${path} is something else`);
  if (status.size > limits.fileBytes) {
    const [have, most] = [status.size, limits.fileBytes].map((n) => n.toLocaleString('en'));
    throw new SheetError('fileTooLarge', `${path} has ${have} bytes, at most ${most} are read`);
  }
  return new Uint8Array(readFileSync(path));
}

function summary(sheet) {
  const alone = parseEventText({ filename: '', props: {}, sheets: [sheet] });
  const { sheetName, columns, records } = sheet;
  return { sheetName, columns, rows: records.length, bytes: Buffer.byteLength(alone) };
}

function read({ path, filename, sheets }) {
  const content = readSheets(readBytes(path), filename, { xlsx, sheets });
  const { list, total } = content.warnings;
  return {
    text: parseEventText(content),
    warnings: { list, total },
    sheets: content.sheets.map(summary),
  };
}

try {
  parentPort.postMessage({ result: read(workerData) });
} catch (error) {
  parentPort.postMessage({ error: { code: error.code ?? 'unreadable', message: error.message } });
}
