import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { SheetError } from '../sheets/errors.mjs';
import { checkSize } from '../sheets/kind.mjs';
import { parseEventParts } from '../sheets/message.mjs';
import { readSheets } from '../sheets/read.mjs';

// The CommonJS build brings the tables of legacy code pages, which old .xls files need.
const xlsx = createRequire(import.meta.url)('@e965/xlsx');

function readBytes(path) {
  const status = statSync(path);
  if (!status.isFile())
    throw new SheetError('notAFile', `expected a file, ${path} is something else`);
  checkSize(status.size, path);
  return new Uint8Array(readFileSync(path));
}

// The message, and how many bytes of it each sheet takes.
function messageOf(content) {
  const texts = [];
  const bytes = content.sheets.map(() => 0);
  for (const { text, sheet } of parseEventParts(content)) {
    texts.push(text);
    if (sheet !== null) bytes[sheet] += Buffer.byteLength(text);
  }
  return { text: texts.join(''), bytes };
}

function read({ path, filename, sheets }) {
  const content = readSheets(readBytes(path), filename, { xlsx, sheets });
  const { list, total, byCode } = content.warnings;
  const { text, bytes } = messageOf(content);
  return {
    text,
    warnings: { list, total, byCode },
    sheets: content.sheets.map(({ sheetName, columns, records }, i) => {
      return { sheetName, columns, rows: records.length, bytes: bytes[i] };
    }),
  };
}

try {
  parentPort.postMessage({ result: read(workerData) });
} catch (error) {
  const { code = 'unreadable', message, details } = error;
  parentPort.postMessage({ error: { code, message, details } });
}
