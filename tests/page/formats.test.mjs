// Compares messages byte for byte: the worker in a browser builds what scripts/upload builds from the same file, or both
// refuse it with the same code.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { largeCsv, largeWorkbook } from '../../clients/testing/large_tables.mjs';
import { protectedXls, protectedXlsx } from '../../clients/testing/protected_workbooks.mjs';
import { rowXml, workbookParts } from '../../clients/testing/workbook_parts.mjs';
import { zipOf } from '../../clients/testing/zip_writer.mjs';
import { readInWorker } from '../../clients/upload/reader.mjs';
import { openBrowser, openWatchedPage } from '../browser/browser.mjs';
import { siteName, WorkerSite } from './worker_site.mjs';

const samples = fileURLToPath(new URL('../../samples', import.meta.url));
let folder;
let site;
let browser;
let page;
let troubles;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'formats-test-'));
  site = await new WorkerSite().start();
  browser = await openBrowser([siteName]);
  ({ page, troubles } = await openWatchedPage(browser, site.origin));
  await page.goto(`${site.origin}/`);
});

after(async () => {
  await browser?.close();
  site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** {text} as scripts/upload would send it, or {code} of its refusal. */
async function inNode(name, bytes) {
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  const read = readInWorker(path, name, null, { timeLimitMs: 300_000 });
  return read.then(
    ({ text, warnings }) => ({ text, warnings: warnings.list }),
    ({ code, details }) => ({ code, details }),
  );
}

/** The same as the page's worker tells it. */
async function inBrowser(name, bytes) {
  const told = await page.evaluate(readInPage, site.put(bytes), name);
  if (told.code) return told;
  const text = site.taken('/message').toString();
  assert.equal(told.bytes, Buffer.byteLength(text));
  assert.equal(told.sha256, createHash('sha256').update(text).digest('hex'));
  assert.deepEqual([told.rows, told.sheets], countsOf(JSON.parse(text)));
  return { text, warnings: told.warnings };
}

// Runs in the page.
async function readInPage(address, name) {
  const reader = new SheetReader({ timeLimitMs: 300_000 });
  try {
    const { sheets, warnings } = await reader.read(await fileFrom(address, name));
    const { blob, ...message } = await reader.build(sheets.map((sheet) => sheet.name));
    await handOver('/message', blob);
    return { ...message, warnings: warnings.kept };
  } catch (error) {
    return { code: error.code ?? error.message, details: error.details };
  } finally {
    reader.cancel();
  }
}

function countsOf({ sheets }) {
  return [sheets.reduce((sum, { data }) => sum + data.length, 0), sheets.length];
}

function workbook(...sheets) {
  return zipOf(workbookParts(sheets));
}

const latin = (text) => Buffer.from(text, 'latin1');
const table = (header, ...rows) => [header, ...rows].map((row, i) => rowXml(i + 1, row)).join('');
const farCells = '<row r="1048576"><c r="A1048576"><v>1</v></c><c r="XFD1048576"><v>2</v></c></row>';
const sample = (name) => readFileSync(join(samples, name));

const readable = [
  ...readdirSync(samples).map((name) => [name, () => sample(name)]),
  ['10000.xlsx', () => largeWorkbook(10_000)],
  ['100000.xlsx', () => largeWorkbook(100_000)],
  ['100000.csv', () => largeCsv(100_000)],
  ['مرضى – cas 🧪.xlsx', () => workbook({ name: 'أوراق 🧪', rows: table(['اسم', '😀'], ['علي', 'é']) })],
  ['range.xlsx', () => workbook({ name: 'S', dimension: 'A1:XFD1048576', rows: table(['a']) + farCells })],
  [
    'proto.xlsx',
    () => {
      const rows = table(['__proto__', 'constructor', 1999, 'a', 'a', ''], [1, 2, 3, 4, 5, 6]);
      return workbook({ name: '__proto__', rows }, { name: 'constructor', rows });
    },
  ],
  [
    'odd.xlsx',
    () => {
      const cells =
        '<c r="A3"><v>12345678901234567890</v></c><c r="B3" t="e"><v>#N/A</v></c><c r="C3"><f>1+1</f></c>';
      const rows = `${table(['a', 'b', 'c'], ['007', new Date(0), true])}<row r="3">${cells}</row>`;
      return workbook({ name: 'S', rows }, { name: 'Empty', rows: '' });
    },
  ],
  ['windows-1252.csv', () => latin('Pr\xe9nom;N\xb0\n\x80 \x96 Zo\xeb;007\n')],
  ['utf-8.csv', () => Buffer.from('Prénom,N°\n€ – Zoë,007\n😀,1.50\n')],
  ['utf-8-mark.csv', () => Buffer.from('\ufeffPrénom,N°\r\n"a ""b""\nc",1\r\n')],
  ['utf-16.csv', () => Buffer.from('\ufeffPrénom\té\n1\t2\n', 'utf16le')],
];

for (const [name, make] of readable) {
  test(`${name}: the browser builds the bytes that scripts/upload sends, and warns of the same`, async () => {
    const bytes = make();
    const expected = await inNode(name, bytes);
    assert.equal(expected.code, undefined);
    const built = await inBrowser(name, bytes);
    // Two texts of 20 MB are no use in a report.
    assert.ok(built.text === expected.text, `${built.text?.slice(0, 500)}, code ${built.code}`);
    assert.deepEqual(built.warnings, expected.warnings);
    assert.deepEqual(troubles, []);
  });
}

const refused = [
  ['empty.csv', 'emptyFile', () => Buffer.alloc(0)],
  ['large.csv', 'fileTooLarge', () => Buffer.alloc(50 * 1024 * 1024 + 1, 'a')],
  ['protected.xlsx', 'encrypted', protectedXlsx],
  ['protected.xls', 'encrypted', protectedXls],
  ['document.xlsx', 'contentMismatch', () => latin('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')],
  ['sheet.docx', 'unknownExtension', () => sample('sample-two-sheets.xlsx')],
  ['cut-off.xlsx', 'damagedZip', () => sample('sample-two-sheets.xlsx').subarray(0, 5_000)],
  ['corrupt.xlsx', 'damagedZip', () => sample('sample-two-sheets.xlsx').fill(0xaa, 5_000, 5_300)],
  ['no-workbook.xlsx', 'unreadable', () => zipOf([{ name: 'readme.txt', data: 'hello' }])],
  ['quote.csv', 'unclosedQuote', () => Buffer.from('a,b\n1,"2\n')],
  ['twice.xlsx', 'duplicateSheet', () => workbook({ name: 'S', rows: '' }, { name: 'S', rows: '' })],
  [
    'bomb.xlsx',
    'zipBomb',
    () => zipOf([{ name: 'a', data: Buffer.alloc(9), method: 8, unpacked: 600 * 1024 * 1024 }]),
  ],
];

for (const [name, code, make] of refused) {
  test(`${name}: the browser refuses it as scripts/upload does, with ${code}`, async () => {
    const bytes = make();
    const expected = await inNode(name, bytes);
    assert.equal(expected.code, code);
    assert.deepEqual(await inBrowser(name, bytes), expected);
    assert.deepEqual(troubles, []);
  });
}
