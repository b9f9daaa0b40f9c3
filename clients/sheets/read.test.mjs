import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSheets } from './read.mjs';
import { parseEventText } from './message.mjs';
import { pairs, readRepositoryFile, readWorkbook, xlsx } from '../testing/workbooks.mjs';
import { rowXml, workbookParts } from '../testing/workbook_parts.mjs';
import { zipOf } from '../testing/zip_writer.mjs';

function readSample(extension, options = {}) {
  const filename = `sample-two-sheets.${extension}`;
  return readSheets(readRepositoryFile(`samples/${filename}`), filename, { xlsx, ...options });
}

function sampleData(extension) {
  return readSample(extension).sheets.map(({ sheetName, records }) => [sheetName, pairs(records)]);
}

function codes({ warnings }) {
  return warnings.list.map(({ code, sheet, row, column }) => [code, sheet, `${column}${row}`]);
}

const reference = JSON.parse(
  new TextDecoder().decode(readRepositoryFile('tests/data/message-lean-0.20.3.json')),
);

test('samples: the .xlsx gives the values of the recorded lean message', () => {
  const message = JSON.parse(parseEventText(readSample('xlsx')));
  assert.deepEqual(message, reference);
});

test('samples: the members stand in the same order as in the recorded message', () => {
  const message = JSON.parse(parseEventText(readSample('xlsx')));
  assert.deepEqual(Object.keys(message), Object.keys(reference));
  assert.deepEqual(Object.keys(message.workbook.Props), Object.keys(reference.workbook.Props));
});

for (const extension of ['xls', 'xlsb', 'ods', 'fods']) {
  test(`samples: .${extension} gives the sheets, columns and values of the .xlsx`, () => {
    assert.deepEqual(sampleData(extension), sampleData('xlsx'));
  });
}

test('samples: .csv gives the first sheet, dates and error texts as written', () => {
  const [[, rows]] = sampleData('xlsx');
  const expected = rows.map((row) =>
    row.map(([column, value]) => [column, column === 'Report date' ? value.slice(0, 10) : value]),
  );
  expected.at(-1).push(['Rate per 100k', '#DIV/0!']);
  assert.deepEqual(sampleData('csv'), [['Sheet1', expected]]);
});

test('columns: the text keeps the order of the sheet, "1999" too', () => {
  const text = parseEventText(readSample('xlsx', { sheets: ['Notes'] }));
  assert.match(text, /"data":\[\{"id":1,"name":"a","name_1":"b","1999":3,"":"no header"\}/);
});

test('chosen sheets: only they are sent and named', () => {
  const message = JSON.parse(parseEventText(readSample('xlsx', { sheets: ['Notes'] })));
  assert.deepEqual(
    message.sheets.map((sheet) => sheet.sheetName),
    ['Notes'],
  );
  assert.equal(message.workbook.Props.Worksheets, 1);
  assert.deepEqual(message.workbook.Props.SheetNames, ['Notes']);
});

test("chosen sheets: an unknown one is refused and the file's are named", () => {
  const expected = { code: 'unknownSheet', message: /"Gone".*"Cas – Cases", "Notes"/ };
  assert.throws(() => readSample('ods', { sheets: ['Notes', 'Gone'] }), expected);
  assert.throws(() => readSample('csv', { sheets: ['Notes'] }), { code: 'unknownSheet' });
});

test('warnings: each has its sheet and cell', () => {
  assert.deepEqual(codes(readSample('xlsx')), [
    ['mergedCells', 'Cas – Cases', 'A7'],
    ['errorCell', 'Cas – Cases', 'D7'],
    ['dateCell', 'Cas – Cases', 'E2'],
    ['duplicateHeader', 'Notes', 'C1'],
    ['missingHeader', 'Notes', 'E1'],
    ['roundedInteger', 'Notes', 'D3'],
    ['leadingZeros', 'Notes', 'A3'],
    ['mixedTypes', 'Notes', 'A2'],
    ['mixedTypes', 'Notes', 'E2'],
  ]);
});

test('headers: __proto__, constructor, duplicates, absent ones and numbers all survive', () => {
  const header = ['__proto__', 'constructor', 'a', 'a_1', 'a', 1999, true, null, null];
  const rows = rowXml(1, header) + rowXml(2, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const read = readWorkbook([{ name: 'S', rows }]);
  const names = ['__proto__', 'constructor', 'a', 'a_1', 'a_2', '1999', 'TRUE', '', '_1'];
  assert.deepEqual(read.sheets[0].columns, names);
  const text =
    '{"__proto__":1,"constructor":2,"a":3,"a_1":4,"a_2":5,"1999":6,"TRUE":7,"":8,"_1":9}';
  assert.ok(parseEventText(read).includes(`"data":[${text}]`));
});

test('sheets: names like __proto__ and constructor are sheets like any other', () => {
  const names = ['__proto__', 'constructor', 'toString', 'a'];
  const sheets = names.map((name, i) => ({ name, rows: rowXml(1, ['h']) + rowXml(2, [i]) }));
  const read = readWorkbook(sheets).sheets.map(({ sheetName, records }) => [
    sheetName,
    pairs(records),
  ]);
  assert.deepEqual(
    read,
    names.map((name, i) => [name, [[['h', i]]]]),
  );
  const chosen = readWorkbook(sheets, { sheets: ['__proto__'] }).sheets;
  assert.deepEqual(
    chosen.map(({ sheetName, records }) => [sheetName, pairs(records)]),
    [['__proto__', [[['h', 0]]]]],
  );
});

test('sheets: two of one name are refused, since only one could be read', () => {
  const sheet = { name: 'S', rows: rowXml(1, ['h']) };
  assert.throws(() => readWorkbook([sheet, sheet]), { code: 'duplicateSheet' });
});

test('rows: empty ones before the header or after it leave no trace', () => {
  const rows =
    rowXml(3, ['h', 'i']) + rowXml(4, [1, null]) + rowXml(5, [null, null]) + rowXml(6, [null, 2]);
  const read = readWorkbook([
    { name: 'S', rows },
    { name: 'E', rows: '' },
  ]);
  assert.deepEqual(pairs(read.sheets[0].records), [[['h', 1]], [['i', 2]]]);
  const { sheetName, columns, headerRow, records } = read.sheets[1];
  assert.deepEqual([sheetName, columns, headerRow, records.length], ['E', [], null, 0]);
  assert.deepEqual([0, 1].map((i) => read.sheets[0].records.rowOf(i)), [3, 5]);
});

test('formulas: one without a stored result is left out and told, stored results of 0 stay', () => {
  const cells =
    '<c r="A2"><f>1-1</f><v>0</v></c><c r="B2"><f>1+1</f><v></v></c><c r="C2"><f>2+2</f></c>';
  const rows = `${rowXml(1, ['a', 'b', 'c'])}<row r="2">${cells}</row>`;
  const read = readWorkbook([{ name: 'S', rows }]);
  assert.deepEqual(pairs(read.sheets[0].records), [[['a', 0]]]);
  assert.deepEqual(codes(read), [
    ['formulaWithoutValue', 'S', 'B2'],
    ['formulaWithoutValue', 'S', 'C2'],
  ]);
});

test('text: half a surrogate pair is replaced and told', () => {
  const book = { SheetNames: ['S'], Sheets: { S: xlsx.utils.aoa_to_sheet([['a'], ['x\ud83dy']]) } };
  const bytes = new Uint8Array(xlsx.write(book, { bookType: 'xls', type: 'array' }));
  const read = readSheets(bytes, 'test.xls', { xlsx });
  assert.deepEqual(pairs(read.sheets[0].records), [[['a', 'x\ufffdy']]]);
  assert.deepEqual(codes(read), [['brokenCharacter', 'S', 'A2']]);
});

test('sheets: a hidden one is sent and told', () => {
  const read = readWorkbook([
    { name: 'Seen', rows: rowXml(1, ['a']) },
    { name: 'Unseen', rows: rowXml(1, ['a']), state: 'hidden' },
  ]);
  assert.deepEqual(
    read.warnings.list.map(({ code, sheet, row }) => [code, sheet, row]),
    [['hiddenSheet', 'Unseen', null]],
  );
});

test('the bytes given are left unchanged', () => {
  const bytes = readRepositoryFile('samples/sample-two-sheets.xlsx');
  const before = bytes.slice();
  readSheets(bytes, 'x.xlsx', { xlsx });
  assert.deepEqual(bytes, before);
});

test('a workbook whose zip has a directory of the zip64 kind is read', () => {
  const parts = workbookParts([{ name: 'S', rows: rowXml(1, ['a']) + rowXml(2, [1]) }]);
  const { sheets } = readSheets(zipOf(parts, { zip64: true }), 'a.xlsx', { xlsx });
  assert.deepEqual(pairs(sheets[0].records), [[['a', 1]]]);
});
