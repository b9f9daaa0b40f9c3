import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { deflateRawSync } from 'node:zlib';
import { limits } from './limits.mjs';
import { readSheets } from './read.mjs';
import { pairs, readRepositoryFile, readText, readWorkbook, xlsx } from '../testing/workbooks.mjs';
import { protectedXls, protectedXlsx } from '../testing/protected_workbooks.mjs';
import { rowXml, workbookParts } from '../testing/workbook_parts.mjs';
import { zipOf } from '../testing/zip_writer.mjs';

function read(bytes, filename) {
  return readSheets(new Uint8Array(bytes), filename, { xlsx });
}

test("hostile: a PDF, HTML, a program or text under a workbook's name is refused", () => {
  const contents = [
    '%PDF-1.7\n%âãÏÓ\n',
    '<html><table><tr><td>1',
    '\x7fELF\x02\x01\x01\x00\x00',
    'a,b\n1,2\n',
  ];
  for (const content of contents) {
    for (const name of ['a.xlsx', 'a.xls', 'a.xlsb', 'a.ods', 'a.fods']) {
      assert.throws(
        () => read(Buffer.from(content, 'latin1'), name),
        { code: 'contentMismatch' },
        `${content} as ${name}`,
      );
    }
  }
});

test('hostile: what is no text is refused under .csv', () => {
  for (const content of ['%PDF-1.7\n', '<!DOCTYPE html><p>', 'a,b\n1,\x00\n']) {
    assert.throws(() => readText(content), { code: 'contentMismatch' }, content);
  }
  assert.throws(() => read(readRepositoryFile('samples/sample-two-sheets.xlsx'), 'a.csv'), {
    code: 'contentMismatch',
  });
});

test('hostile: an empty file and an unknown ending are refused', () => {
  assert.throws(() => read([], 'a.xlsx'), { code: 'emptyFile' });
  assert.throws(() => readText('a', 'a.docx'), {
    code: 'unknownExtension',
    message: /\.xlsx.*\.csv/,
  });
  assert.throws(() => readText('a', 'xlsx'), { code: 'unknownExtension' });
});

test('hostile: a file over the size limit is refused', () => {
  const bytes = new Uint8Array(limits.fileBytes + 1).fill(0x61);
  assert.throws(() => read(bytes, 'a.csv'), { code: 'fileTooLarge', message: /52,428,801/ });
});

test('hostile: a zip whose directory adds up to too much is refused before unpacking', () => {
  const data = deflateRawSync(Buffer.alloc(1000));
  const part = (i) => ({ name: `p${i}`, data, method: 8, unpacked: limits.unpackedBytes / 4 });
  const bomb = zipOf([0, 1, 2, 3, 4].map(part));
  assert.throws(() => read(bomb, 'a.xlsx'), { code: 'zipBomb' });
});

// Twice: the memory of buffers that the first run finds is freed by then.
function collectGarbage() {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  collect();
  collect();
}

test('hostile: a part that unpacks to more than its directory says is refused, unpacked no further', () => {
  const parts = workbookParts([{ name: 'S', rows: rowXml(1, ['a']) + rowXml(2, [1]) }]).map(
    (part) => {
      const unpacked = Buffer.byteLength(part.data);
      return {
        ...part,
        data: deflateRawSync(Buffer.from(part.data + ' '.repeat(50e6))),
        method: 8,
        unpacked,
      };
    },
  );
  const streamed = parts.map((part) => ({ ...part, flags: 8, localUnpacked: 0 }));
  const zips = [parts, streamed].map(zipOf);
  collectGarbage(); // Of what was packed, which is freed at a time of its own.
  const before = process.memoryUsage().arrayBuffers;
  for (const zip of zips) {
    assert.throws(() => read(zip, 'a.xlsx'), { code: 'damagedZip' });
  }
  assert.ok(process.memoryUsage().arrayBuffers - before < 25e6);
});

test('hostile: a part that claims to be empty is not unpacked', () => {
  const extra = {
    name: 'xl/extra.xml',
    data: deflateRawSync(Buffer.alloc(100e6)),
    method: 8,
    unpacked: 0,
    checksum: 0,
    flags: 8,
  };
  const parts = workbookParts([{ name: 'S', rows: rowXml(1, ['a']) + rowXml(2, [1]) }]);
  const start = process.cpuUsage().user;
  assert.deepEqual(pairs(read(zipOf([...parts, extra]), 'a.xlsx').sheets[0].records), [[['a', 1]]]);
  assert.ok(process.cpuUsage().user - start < 500_000, 'took the time of unpacking 100 MB');
});

test('hostile: a zip cut off, or with a directory of nonsense, is refused as damaged', () => {
  const whole = readRepositoryFile('samples/sample-two-sheets.xlsx');
  for (const length of [4, 21, 1000, whole.length - 30]) {
    assert.throws(
      () => read(whole.slice(0, length), 'a.xlsx'),
      { code: 'damagedZip' },
      `${length} bytes`,
    );
  }
  const wrong = whole.slice();
  wrong.set([1, 2, 3, 4], wrong.length - 6);
  assert.throws(() => read(wrong, 'a.xlsx'), { code: 'damagedZip' });
});

test('hostile: a part with one damaged byte is refused, in every format that is a zip', () => {
  for (const extension of ['xlsx', 'xlsb', 'ods']) {
    const whole = readRepositoryFile(`samples/sample-two-sheets.${extension}`);
    const view = new DataView(whole.buffer);
    let local = 0;
    while (local + 4 <= whole.length && view.getUint32(local, true) === 0x04034b50) {
      const data = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      const packed = view.getUint32(local + 18, true);
      const damaged = whole.slice();
      damaged[data + (packed >> 1)] ^= 0x10;
      if (packed > 0) {
        assert.throws(
          () => read(damaged, `a.${extension}`),
          ({ code }) => ['damagedZip', 'unreadable'].includes(code),
          `${extension}, the part at byte ${local}`,
        );
      }
      local = data + packed;
    }
    assert.ok(local > 0, extension);
  }
});

test('hostile: a workbook with a password is refused as such', () => {
  assert.throws(() => read(protectedXlsx(), 'a.xlsx'), { code: 'encrypted' });
  assert.throws(() => read(protectedXls(), 'a.xls'), { code: 'encrypted' });
});

test('hostile: a zip that is no workbook is refused', () => {
  assert.throws(() => read(zipOf([{ name: 'readme.txt', data: 'hello' }]), 'a.xlsx'), {
    code: 'unreadable',
  });
});

test('hostile: two cells in a declared range of a whole sheet cost two cells', () => {
  const last = '<c r="A1048576"><v>1</v></c><c r="XFD1048576"><v>2</v></c>';
  const rows = `${rowXml(1, ['a'])}<row r="1048576">${last}</row>`;
  const start = process.cpuUsage().user;
  const { sheets } = readWorkbook([{ name: 'S', dimension: 'A1:XFD1048576', rows }]);
  assert.deepEqual(pairs(sheets[0].records), [
    [
      ['a', 1],
      ['', 2],
    ],
  ]);
  assert.ok(process.cpuUsage().user - start < 3_000_000, 'walked the declared range');
});

test('hostile: more sheets than the limit are refused', () => {
  const sheets = Array.from({ length: limits.sheets + 1 }, (_, i) => ({ name: `S${i}`, rows: '' }));
  assert.throws(() => readWorkbook(sheets), { code: 'tooManySheets', message: /257/ });
});

test('hostile: ten thousand columns of one name are named in time', () => {
  const text = `${Array(10_000).fill('a').join(',')}\n${Array(10_000).fill('1').join(',')}\n`;
  const { sheets, warnings } = readText(text);
  assert.equal(sheets[0].columns[9_999], 'a_9999');
  assert.equal(warnings.total, 9_999);
  assert.equal(warnings.list.length, limits.warnings);
});
