import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readInWorker } from './reader.mjs';

test('reader: a file that takes too long is given up', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'reader-test-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'endless.fods');
  const value = 'office:value-type="float" office:value="1"';
  const repeated = `${value} table:number-columns-repeated="16384"`;
  const cell = `<table:table-cell ${repeated}><text:p>1</text:p></table:table-cell>`;
  const row = `<table:table-row table:number-rows-repeated="1048576">${cell}</table:table-row>`;
  const table = `<table:table table:name="S">${row}</table:table>`;
  const body = `<office:body><office:spreadsheet>${table}</office:spreadsheet></office:body>`;
  writeFileSync(path, `<?xml version="1.0"?><office:document>${body}</office:document>`);
  const read = readInWorker(path, 'endless.fods', null, { timeLimitMs: 500 });
  await assert.rejects(read, { code: 'tooHard', message: /0\.5 s/ });
});
