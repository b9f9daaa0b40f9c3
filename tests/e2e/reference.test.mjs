import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { firstDifference, formatJson, parseJson } from './json_text.mjs';
import { expectedMessage, upper } from './reference.mjs';

function raw(data, more = '') {
  return `{"state":"DONE","filename":"f.csv","sheets":[{"sheetName":"s","data":${data}}]${more}}`;
}

function expectedData(data) {
  const text = formatJson(expectedMessage(parseJson(raw(data))));
  return /"data":(.*)\}\]\}$/.exec(text)[1];
}

test('reference: names of columns are decided once per sheet, over sparse rows', () => {
  assert.equal(
    expectedData('[{"a":1},{"A":2,"a":3},{"A":4}]'),
    '[{"A":1},{"A_1":2,"A":3},{"A_1":4}]',
  );
  assert.equal(expectedData('[{"a_1":1,"A":2,"a":3}]'), '[{"A_1":1,"A":2,"A_2":3}]');
});

test('reference: nested objects follow the rule each by itself, arrays are walked', () => {
  assert.equal(
    expectedData('[{"x":{"b":"é","B":[{"b":"ß"}]}},["ﬁ",1]]'),
    '[{"X":{"B":"É","B_1":[{"B":"SS"}]}},["FI",1]]',
  );
});

test('reference: digits and the order of members stay', () => {
  const data = '[{"z":12345678901234567890,"1999":1e400,"__proto__":1.0,"7":-0}]';
  assert.equal(expectedData(data), data.replace('"z"', '"Z"').replace('__proto__', '__PROTO__'));
});

test('reference: metadata comes from Props where it has them, else from the sheets', () => {
  const metadataOf = (more) =>
    /"metadata":(.*),"content"/.exec(formatJson(expectedMessage(parseJson(raw('[]', more)))))[1];
  assert.equal(metadataOf(''), '{"Worksheets":1,"SheetNames":["s"]}');
  assert.equal(
    metadataOf(',"workbook":{"Props":{"Worksheets":9,"SheetNames":"x"}}'),
    '{"Worksheets":9,"SheetNames":["s"]}',
  );
});

test('reference: a letter whose upper case is newer than Unicode 15.0 stays', () => {
  assert.equal(upper('\u019b\u0264\u{10d70}\u{16ebb}aé'), '\u019b\u0264\u{10d70}\u{16ebb}AÉ');
});

test('reference: the recorded messages keep their rows, upper-cased', () => {
  for (const name of ['message-0.18.5.json', 'message-0.20.3.json', 'message-lean-0.20.3.json']) {
    const text = readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8');
    const message = JSON.parse(formatJson(expectedMessage(parseJson(text))));
    assert.deepEqual(message.metadata, { Worksheets: 2, SheetNames: ['Cas – Cases', 'Notes'] });
    assert.equal(message.content[0].data[0].NOTES, 'ÉTÉ – CAFÉ');
    assert.equal(message.content[1].data[1].NAME, 'LEADING ZERO KEPT AS TEXT');
  }
});

test('reference: the first difference is named by its path', () => {
  const differ = (a, b) => firstDifference(parseJson(a), parseJson(b));
  assert.equal(differ('{"a":[1,{"b":"x"}]}', ' { "a" : [1, {"b":"\\u0078"} ] }'), null);
  assert.equal(differ('{"a":[1,{"b":1}]}', '{"a":[1,{"b":1.0}]}'), '$.a[1].b: expected 1, got 1.0');
  assert.equal(differ('{"a":1,"b":2}', '{"b":2,"a":1}'), '$, member 0: expected "a", got "b"');
  assert.equal(differ('[1,2]', '[1]'), '$[1]: expected 2, got nothing');
  assert.equal(differ('{"a":1}', '{}'), '$, member 0: expected "a", got no member');
});

test('reference: what is no JSON is refused', () => {
  for (const text of [
    '',
    '{',
    '[1,]',
    '{"a":1,}',
    '01',
    '"\t"',
    '{"a" 1}',
    'nul',
    '1 2',
    '{"a":1]',
  ]) {
    assert.throws(() => parseJson(text), SyntaxError, text);
  }
});
