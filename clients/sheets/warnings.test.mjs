import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limits } from './limits.mjs';
import { parseEventParts, parseEventText } from './message.mjs';
import { readSheets } from './read.mjs';
import { pairs, readText, readWorkbook, xlsx } from '../testing/workbooks.mjs';
import { rowXml } from '../testing/workbook_parts.mjs';

const day = new Date('2023-01-15T00:00:00Z');
const noon = new Date('2023-01-15T12:00:00Z');

function readRows(rows) {
  const xml = rows.map((values, i) => rowXml(i + 1, values)).join('');
  return readWorkbook([{ name: 'S', rows: xml }]);
}

function readCells(cells) {
  const rows = `${rowXml(1, ['a', 'b', 'c', 'd', 'e'])}<row r="2">${cells}</row>`;
  return readWorkbook([{ name: 'S', rows }]);
}

// A workbook that SheetJS writes, read back.
function readWritten(bookType, cells) {
  const sheet = xlsx.utils.aoa_to_sheet(cells, { UTC: true });
  const book = { SheetNames: ['S'], Sheets: { S: sheet } };
  const bytes = new Uint8Array(xlsx.write(book, { bookType, type: 'array' }));
  return readSheets(bytes, `test.${bookType}`, { xlsx });
}

function warned({ warnings }) {
  return warnings.list.map(({ code, row, column, details }) => [code, `${column}${row}`, details]);
}

const kCounts = { numbers: 0, texts: 0, booleans: 0, dates: 0 };

test('mixedTypes: told once a column, at the first cell of its rarest type', () => {
  const read = readRows([['a', 'b'], [1, 'x'], ['n/a', 'y'], [2, ''], ['none', null], [3, 'z']]);
  assert.deepEqual(warned(read), [
    ['mixedTypes', 'A3', { ...kCounts, numbers: 3, texts: 2, type: 'text' }],
  ]);
  const [{ columnName, message }] = read.warnings.list;
  assert.equal(columnName, 'a');
  assert.match(message, /first text in a column that holds 3 numbers, 2 texts/);
});

test('mixedTypes: dates and booleans are types of their own, in CSV too', () => {
  const read = readRows([['a', 'b'], [true, day], [1, 'unknown'], [2, noon]]);
  assert.deepEqual(warned(read), [
    ['mixedTypes', 'A2', { ...kCounts, numbers: 2, booleans: 1, type: 'boolean' }],
    ['dateCell', 'B2', { count: 2, value: '2023-01-15T00:00:00.000Z' }],
    ['mixedTypes', 'B3', { ...kCounts, texts: 1, dates: 2, type: 'text' }],
  ]);
  assert.deepEqual(warned(readText('a,b\n1,x\n?,y\n2,z\n')), [
    ['mixedTypes', 'A3', { ...kCounts, numbers: 2, texts: 1, type: 'text' }],
  ]);
});

for (const bookType of ['xlsx', 'xls', 'xlsb', 'ods', 'fods']) {
  test(`dateCell: told once a column of .${bookType}, and sent as before`, () => {
    const read = readWritten(bookType, [['d'], [day], [noon]]);
    const [first, second] = pairs(read.sheets[0].records).map(([[, value]]) => value);
    assert.deepEqual(warned(read), [['dateCell', 'A2', { count: 2, value: first }]]);
    assert.deepEqual([first, second], [day.toISOString(), noon.toISOString()]);
  });
}

test('a date as a header names its column, and is no dateCell', () => {
  const read = readRows([[day], [1]]);
  assert.deepEqual(read.sheets[0].columns, [day.toISOString()]);
  assert.deepEqual(warned(read), []);
});

test('leadingZeros: texts of digits that a number would change are told, others are not', () => {
  const texts = ['007', '-01', '00', '0,5', '01.50', '0', '0.5', '10', '1-2', '0x10', 'a01'];
  const read = readRows([['t'], ...texts.map((text) => [text])]);
  assert.deepEqual(
    warned(read),
    ['007', '-01', '00', '01.50'].map((value) => {
      return ['leadingZeros', `A${texts.indexOf(value) + 2}`, { value }];
    }),
  );
  assert.deepEqual(warned(readText('t\n007\n')), [['leadingZeros', 'A2', { value: '007' }]]);
});

for (const bookType of ['xlsx', 'xls', 'xlsb']) {
  test(`paddedNumber: what .${bookType} shows with leading zeros by its format alone is told`, () => {
    const padded = { t: 'n', v: 7, z: '00000' };
    const full = { t: 'n', v: 12345, z: '00000' };
    const read = readWritten(bookType, [['n'], [padded], [full]]);
    assert.deepEqual(warned(read), [['paddedNumber', 'A2', { shown: '00007', value: 7 }]]);
    assert.deepEqual(pairs(read.sheets[0].records), [[['n', 7]], [['n', 12345]]]);
  });
}

test('lostDigits: numbers of .xlsx with more digits than a double holds are told with both', () => {
  const read = readCells(
    '<c r="A2"><v>12345678901234567890</v></c><c r="B2"><f>1/3</f><v>0.33333333333333333333</v></c>',
  );
  assert.deepEqual(warned(read), [
    ['lostDigits', 'A2', { shown: '12345678901234567890', value: 12345678901234567000 }],
    ['lostDigits', 'B2', { shown: '0.33333333333333333333', value: 1 / 3 }],
  ]);
});

test('lostDigits: not told where the double is all that the file says, nor of texts', () => {
  const read = readCells(
    [
      '<c r="A2"><v>8.2500000000000004E-2</v></c>',
      '<c r="B2"><v>0.30000000000000004</v></c>',
      '<c r="C2"><v>1000000000000000000000</v></c>',
      '<c r="D2" t="str"><v>12345678901234567890</v></c>',
      '<c r="E2"><v>12345678901234567000</v></c>',
    ].join(''),
  );
  assert.deepEqual(warned(read), [['roundedInteger', 'E2', { value: 12345678901234567000 }]]);
});

test('roundedInteger: told where the digits of the file are not known', () => {
  for (const bookType of ['xls', 'xlsb', 'ods', 'fods']) {
    const read = readWritten(bookType, [['n'], [2 ** 53 + 2]]);
    assert.deepEqual(warned(read), [['roundedInteger', 'A2', { value: 2 ** 53 + 2 }]], bookType);
  }
});

for (const bookType of ['xlsx', 'xls', 'xlsb', 'ods', 'fods']) {
  test(`mergedCells: a merged range of .${bookType} is told with its range`, () => {
    const sheet = xlsx.utils.aoa_to_sheet([['a', 'b', 'c'], ['x', null, 1], ['y', 'z', 2]]);
    sheet['!merges'] = [{ s: { r: 1, c: 0 }, e: { r: 1, c: 1 } }];
    const book = { SheetNames: ['S'], Sheets: { S: sheet } };
    const bytes = new Uint8Array(xlsx.write(book, { bookType, type: 'array' }));
    const read = readSheets(bytes, `test.${bookType}`, { xlsx });
    assert.deepEqual(warned(read), [['mergedCells', 'A2', { range: 'A2:B2' }]]);
    assert.equal(read.warnings.list[0].columnName, 'a');
  });
}

test('a flood of one code hides no other, and all are counted', () => {
  const rows = Array.from({ length: limits.warnings + 10 }, () => '007,1').join('\n');
  const { warnings } = readText(`a,b\n${rows}\n008,x\n`);
  assert.equal(warnings.list.filter(({ code }) => code === 'leadingZeros').length, limits.warnings);
  assert.equal(warnings.list.at(-1).code, 'mixedTypes');
  assert.equal(warnings.total, limits.warnings + 12);
  assert.equal(warnings.byCode.get('leadingZeros'), limits.warnings + 11);
  assert.equal(warnings.bySheet.get('Sheet1'), limits.warnings + 12);
});

test('the message in parts is the message, and each part says whose it is', () => {
  const rows = Array.from({ length: 30_000 }, (_, i) => `${i},a rather long text of row ${i}`);
  const content = readText(`a,b\n${rows.join('\n')}\n`);
  const parts = [...parseEventParts(content)];
  assert.ok(parts.length > 4, `${parts.length} parts`);
  assert.equal(parts.map(({ text }) => text).join(''), parseEventText(content));
  assert.deepEqual([parts[0].sheet, parts[1].sheet, parts.at(-1).sheet], [null, 0, null]);
  assert.equal(JSON.parse(parseEventText(content)).sheets[0].data.length, 30_000);
});
