import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSheets } from '../sheets/read.mjs';
import { pairs, readText, xlsx } from '../testing/workbooks.mjs';
import { decodeText, fieldValue, parseCsv } from './csv.mjs';

function firstRecord(text) {
  return Object.fromEntries([...readText(text).sheets[0].records][0]);
}

test('CSV: a field becomes a number only if it prints as the same characters', () => {
  const numbers = [
    '0',
    '7',
    '-7',
    '1204',
    '8.25',
    '0.1',
    '-0.5',
    '9007199254740991',
    '100000000000000000000',
  ];
  for (const text of numbers) assert.equal(fieldValue(text), Number(text), text);
});

test('CSV: what a number would change stays text', () => {
  const texts = [
    '007',
    '1-2',
    '1.50',
    '1e3',
    '-0',
    '+1',
    '.5',
    '5.',
    ' 1',
    '1 ',
    '1,5',
    '0x10',
    'NaN',
    'Infinity',
    '12345678901234567890',
    '12345678901234567',
    '0.0000001',
    '1e+21',
    '2023-01-15',
    '½',
    '١',
  ];
  for (const text of texts) assert.equal(fieldValue(text), text, text);
});

test('CSV: only TRUE and FALSE are booleans, and an empty field is no value', () => {
  assert.deepEqual(['TRUE', 'FALSE', 'true', 'True', 'VRAI', ''].map(fieldValue), [
    true,
    false,
    'true',
    'True',
    'VRAI',
    undefined,
  ]);
});

test('CSV: quotes, doubled quotes, line ends and delimiters inside quotes', () => {
  const text = 'a,b\r\n"1,5","say ""hi"""\r"line one\r\nline two",x\n';
  assert.deepEqual(
    [...parseCsv(text)],
    [
      ['a', 'b'],
      ['1,5', 'say "hi"'],
      ['line one\r\nline two', 'x'],
    ],
  );
});

test('CSV: a last line without an end and one empty field after a delimiter', () => {
  assert.deepEqual(
    [...parseCsv('a,b\n1,')],
    [
      ['a', 'b'],
      ['1', ''],
    ],
  );
  assert.deepEqual([...parseCsv('a\n\nb')], [['a'], [''], ['b']]);
});

test('CSV: the first record decides between comma, semicolon, tab and bar', () => {
  assert.deepEqual(firstRecord('a;b\n1,5;2'), { a: '1,5', b: 2 });
  assert.deepEqual(firstRecord('a\tb\n1\t2'), { a: 1, b: 2 });
  assert.deepEqual(firstRecord('a|b\n1|2'), { a: 1, b: 2 });
  assert.deepEqual(firstRecord('"x;y;z",b\n1,2'), { 'x;y;z': 1, b: 2 });
  assert.deepEqual(firstRecord('sep=;\na,b;c\n1;2'), { 'a,b': 1, c: 2 });
});

test('CSV: a quote that is never closed is refused with its row', () => {
  assert.throws(() => readText('a,b\n1,2\n3,"4\n5,6\n'), {
    code: 'unclosedQuote',
    message: /row 3/,
  });
});

test('CSV: UTF-8 with and without mark, windows-1252 and UTF-16 give the same text', () => {
  const text = 'Prénom,é – €\nZoé,1\n';
  const utf8 = Buffer.from(text);
  const cp1252 = Buffer.from(text.replace('–', '\x96').replace('€', '\x80'), 'latin1');
  const encodings = [
    utf8,
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8]),
    cp1252,
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  ];
  for (const bytes of encodings) {
    assert.equal(decodeText(new Uint8Array(bytes)), text);
    const { sheets } = readSheets(new Uint8Array(bytes), 'x.csv', { xlsx });
    assert.deepEqual(pairs(sheets[0].records), [
      [
        ['Prénom', 'Zoé'],
        ['é – €', 1],
      ],
    ]);
  }
});

test('CSV: a first header of ID is no SYLK file, and one of < no HTML page', () => {
  assert.deepEqual(firstRecord('ID;P\n1;2'), { ID: 1, P: 2 });
  assert.deepEqual(firstRecord('<5,>5\n1,2'), { '<5': 1, '>5': 2 });
});

test('CSV: records longer than the header keep their cells', () => {
  assert.deepEqual(firstRecord('a\n1,2,3'), { a: 1, '': 2, _1: 3 });
});

test('CSV: each byte of windows-1252 is the character of its table', () => {
  const bytes = Uint8Array.from({ length: 128 }, (_, i) => 128 + i);
  const text = decodeText(bytes);
  assert.equal(text.slice(0, 16), '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f');
  assert.equal(text.slice(16, 32), '\x90‘’“”•–—˜™š›œ\x9džŸ');
  assert.equal(text.slice(32), Buffer.from(bytes.slice(32)).toString('latin1'));
});
