// The page's worker and its reader in a browser: a large file, paging, the list of warnings, ends before time.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { largeWorkbook } from '../../clients/testing/large_tables.mjs';
import { rowXml, workbookParts } from '../../clients/testing/workbook_parts.mjs';
import { zipOf } from '../../clients/testing/zip_writer.mjs';
import { openBrowser, openWatchedPage } from '../browser/browser.mjs';
import { endlessFile } from './files.mjs';
import { siteName, WorkerSite } from './worker_site.mjs';

let site;
let browser;

before(async () => {
  site = await new WorkerSite().start();
  browser = await openBrowser([siteName]);
});

after(async () => {
  await browser?.close();
  site?.stop();
});

async function openPage() {
  const watched = await openWatchedPage(browser, site.origin);
  await watched.page.goto(`${site.origin}/`);
  return watched;
}

// Opens a page and reads a file there; the reader is `reader` in it.
async function openRead(bytes, name) {
  const { page, troubles } = await openPage();
  const read = await page.evaluate(
    async (address, filename) => {
      globalThis.reader = new SheetReader();
      const phases = [];
      const onPhase = (...phase) => phases.push(phase);
      return { ...(await reader.read(await fileFrom(address, filename), onPhase)), phases };
    },
    site.put(bytes),
    name,
  );
  return { page, troubles, ...read };
}

const rowsOf = (page, wanted) => page.evaluate((asked) => reader.rows(asked), wanted);

// A page in a process of its own, as slow as the one that reads, that does nothing but watch its stalls.
async function openIdlePage() {
  const { page } = await openPage();
  await page.emulateCPUThrottling(6);
  await page.evaluate(() => {
    globalThis.stalls = watchStalls();
  });
  return page;
}

test('100,000 rows are read, paged and built, and the page answers within 200 ms all the while', async (t) => {
  const rows = 100_000;
  const { page, troubles } = await openPage();
  assert.equal(await page.evaluate(() => isSecureContext), false);
  await page.emulateCPUThrottling(6);
  const beside = await openIdlePage();
  const told = await page.evaluate(
    async (address) => {
      const file = await fileFrom(address, 'large.xlsx');
      globalThis.reader = new SheetReader({ timeLimitMs: 300_000 });
      const stalls = watchStalls();
      const start = performance.now();
      const phases = [];
      const { sheets } = await reader.read(file, (phase) => phases.push(phase));
      const read = performance.now();
      const { blob, ...message } = await reader.build(['Cases']);
      const built = performance.now();
      const last = await reader.rows({ sheet: 'Cases', first: 99_990, count: 50 });
      const paged = performance.now();
      const times = { read: read - start, build: built - read, page: paged - built };
      return { sheets, phases, message, size: blob.size, last, times, longest: stalls.stop() };
    },
    site.put(largeWorkbook(rows)),
  );
  const idle = await beside.evaluate(() => stalls.stop());
  const times = { ...told.times, longest: told.longest, idle };
  t.diagnostic(Object.entries(times).map(([what, ms]) => `${what} ${Math.round(ms)} ms`).join(', '));
  assert.equal(told.sheets[0].rows, rows);
  assert.deepEqual([...new Set(told.phases)], ['reading', 'parsing', 'checking']);
  assert.deepEqual([told.message.rows, told.message.bytes], [rows, told.size]);
  assert.ok(told.size > 15_000_000, `${told.size} bytes`);
  assert.equal(told.last.total, rows);
  assert.deepEqual([told.last.rows.length, told.last.rows.at(-1).row], [10, rows + 1]);
  // A pause of the machine itself shows on the idle page too.
  assert.ok(told.longest < Math.max(200, 2 * idle), `the page stood still for ${told.longest} ms`);
  assert.deepEqual(troubles, []);
});

test('rows come in the order of the columns, with nothing where nothing is', async () => {
  const rows = [rowXml(2, ['a', null, 'c']), rowXml(3, [1]), rowXml(5, [null, true, 'x'])].join('');
  const { page, sheets, troubles } = await openRead(zipOf(workbookParts([{ name: 'S', rows }])), 'a.xlsx');
  const [{ name, columns, rows: count }] = sheets;
  assert.deepEqual([name, columns, count], ['S', ['a', '', 'c'], 2]);
  assert.deepEqual(await rowsOf(page, { sheet: 'S', first: 0, count: 10 }), {
    total: 2,
    rows: [
      { row: 3, cells: [1, null, null], questionable: [] },
      { row: 5, cells: [null, true, 'x'], questionable: [] },
    ],
  });
  assert.deepEqual(await rowsOf(page, { sheet: 'S', first: 2, count: 10 }), { total: 2, rows: [] });
  assert.deepEqual(troubles, []);
});

test('of the rows only the questionable ones can be asked for, with their cells', async () => {
  const lines = Array.from({ length: 300 }, (_, i) => (i % 100 === 50 ? `${i},007,x` : `${i},7a,x`));
  const csv = Buffer.from(`a,b,c\n${lines.join('\n')}\n`);
  const { page, warnings, sheets } = await openRead(csv, 'a.csv');
  assert.deepEqual([warnings.total, sheets[0].warnings], [3, 3]);
  assert.deepEqual(
    warnings.kept.map(({ row, column, columnName }) => [row, column, columnName]),
    [52, 152, 252].map((row) => [row, 'B', 'b']),
  );
  const wanted = { sheet: 'Sheet1', first: 1, count: 1, onlyQuestionable: true };
  assert.deepEqual(await rowsOf(page, wanted), {
    total: 3,
    rows: [{ row: 152, cells: [150, '007', 'x'], questionable: [1] }],
  });
});

test('the message of some sheets names only them, and tells the bytes of each', async () => {
  const sheets = ['One', 'Two', 'Three'].map((name) => ({ name, rows: rowXml(1, ['a']) + rowXml(2, [name]) }));
  const { page } = await openRead(zipOf(workbookParts(sheets)), 'a.xlsx');
  const { bySheet, text, bytes } = await page.evaluate(async () => {
    const message = await reader.build(['Three', 'One']);
    return { ...message, text: await message.blob.text() };
  });
  const { workbook, sheets: sent } = JSON.parse(text);
  assert.deepEqual(workbook.Props.SheetNames, ['One', 'Three']);
  assert.deepEqual(sent.map(({ data }) => data[0].a), ['One', 'Three']);
  assert.deepEqual(
    bySheet,
    sent.map((sheet) => ({ name: sheet.sheetName, rows: 1, bytes: JSON.stringify(sheet).length })),
  );
  assert.equal(bytes, text.length);
});

test('the list of warnings is CSV that a spreadsheet takes for no formulas', async () => {
  const csv = Buffer.from('=1+1,=1+1,"a ""b"", c"\n1,2,3\n');
  const { page } = await openRead(csv, 'é.csv');
  const bytes = await page.evaluate(async () => [...new Uint8Array(await (await reader.warningsCsv()).arrayBuffer())]);
  const text = Buffer.from(bytes).toString();
  assert.equal(
    text,
    '\ufeffsheet,row,column,column name,code,message\r\n' +
      'Sheet1,1,B,\'=1+1_1,duplicateHeader,"""=1+1"" heads an earlier column: named ""=1+1_1"""\r\n',
  );
});

test('a reading can be cancelled at any moment, and nothing is answered later', async () => {
  const { page } = await openPage();
  const outcome = await page.evaluate(async (address) => {
    const reader = new SheetReader();
    const phases = [];
    const file = await fileFrom(address, 'endless.fods');
    const parsing = new Promise((resolve) => {
      globalThis.reading = reader.read(file, (phase) => {
        phases.push(phase);
        if (phase === 'parsing') resolve();
      });
    });
    await parsing;
    reader.cancel();
    const code = (promise) => promise.then(() => 'an answer', (error) => error.code);
    return { codes: [await code(reading), await code(reader.build([]))], phases };
  }, site.put(endlessFile()));
  assert.deepEqual(outcome, { codes: ['cancelled', 'cancelled'], phases: ['reading', 'parsing'] });
  // It would keep one core busy for minutes.
  const deadline = Date.now() + 10_000;
  while (page.workers().length > 0) {
    assert.ok(Date.now() < deadline, 'the worker is still there');
    await setTimeout(20);
  }
});

test('a file that takes too long is given up', async () => {
  const { page } = await openPage();
  const error = await page.evaluate(async (address) => {
    const reader = new SheetReader({ timeLimitMs: 1_000 });
    const file = await fileFrom(address, 'endless.fods');
    return reader.read(file).then(() => null, ({ code, details }) => ({ code, details }));
  }, site.put(endlessFile()));
  assert.deepEqual(error, { code: 'timeout', details: { seconds: 1 } });
});

test('a worker that cannot be loaded is a failure, not a wait', async () => {
  const { page } = await openPage();
  const code = await page.evaluate(async () => {
    const reader = new SheetReader({ url: '/assets/absent.js' });
    return reader.read(new File(['a'], 'a.csv')).then(() => null, (error) => error.code);
  });
  assert.equal(code, 'unreadable');
});
