// The status of each answer under each Accept header: the audits of graphql-http send no document that
// fails validation, and no variable that cannot be coerced.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ask, readRoots } from './ask.mjs';
import { asking, clean, json, marker, modern } from './marked.mjs';
import { startAll } from './servers.mjs';

/** Which column of the table an Accept header means. */
const accepts = [
  { Accept: undefined, column: 'json' },
  { Accept: '*/*', column: 'json' },
  { Accept: 'application/json', column: 'json' },
  { Accept: 'application/graphql-response+json', column: 'modern' },
];

const { api, stop } = await startAll();
after(stop);
const { getAs, postAs } = asking(api.url);
const roots = await readRoots(api.url);

const needsFlag = `query($flag: Boolean!) { hello @include(if: $flag) } # ${marker}`;
const partial = { query: `{ hello getFile(filename: "no such file") } # ${marker}` };

/** Statuses under the one Accept and the other; the code of the first error, or the data. */
const answers = [
  { name: 'data', ask: { query: `{hello} # ${marker}` }, json: 200, modern: 200, data: { hello: 'world!' } },
  { name: 'a parse error', ask: { query: `{ # ${marker}` }, json: 200, modern: 400, code: 'GRAPHQL_PARSE_FAILED' },
  { name: 'a validation error', ask: { query: `{helo} # ${marker}` }, json: 200, modern: 400, code: 'GRAPHQL_VALIDATION_FAILED' },
  { name: 'several operations and no name', ask: { query: `query A{hello} query B{hello} # ${marker}` }, json: 400, modern: 400, code: 'OPERATION_RESOLUTION_FAILURE' },
  { name: 'an unknown operation', ask: { query: `query A{hello} # ${marker}`, operationName: 'C' }, json: 400, modern: 400, code: 'OPERATION_RESOLUTION_FAILURE' },
  { name: 'a variable that is missing', ask: { query: needsFlag }, json: 400, modern: 400, code: 'BAD_USER_INPUT' },
  { name: 'a variable of a wrong type', ask: { query: needsFlag, variables: { flag: 1, other: marker } }, json: 400, modern: 400, code: 'BAD_USER_INPUT' },
  { name: 'no query', ask: { other: marker }, json: 400, modern: 400, code: 'BAD_REQUEST' },
  ...(roots.queries.includes('getFile')
    ? [{ name: 'partial data', ask: partial, json: 200, modern: 200, data: { hello: 'world!', getFile: null }, errors: true }]
    : []),
]; // prettier-ignore

function checkAnswer(row, column, answer) {
  assert.equal(answer.status, row[column]);
  assert.equal(answer.type, column === 'modern' ? modern : json);
  assert.match(answer.headers.vary, /Accept/);
  const { data, errors } = JSON.parse(answer.body);
  assert.deepEqual(data, row.data);
  assert.equal(errors !== undefined, Boolean(row.code ?? row.errors));
  if (row.code) assert.equal(errors[0].extensions.code, row.code);
}

for (const row of answers) {
  for (const { Accept, column } of accepts) {
    test(`${row.name}, Accept: ${Accept}: ${row[column]}`, async () => {
      checkAnswer(row, column, await postAs(Accept, row.ask));
      checkAnswer(row, column, await getAs(Accept, row.ask));
    });
  }
}

test('a field that can fail is in the table as soon as the schema has one', () => {
  const rows = answers.filter(({ errors }) => errors).length;
  assert.equal(rows, roots.queries.some((name) => name !== 'hello') ? 1 : 0);
});

for (const { Accept, column } of accepts) {
  test(`a mutation over GET, Accept: ${Accept}: 405`, async () => {
    const answer = await getAs(Accept, { query: `mutation{__typename} # ${marker}` });
    checkAnswer({ [column]: 405, code: 'BAD_REQUEST' }, column, answer);
    assert.equal(answer.headers.allow, 'POST');
  });

  test(`a mutation over POST, Accept: ${Accept}: 200`, async () => {
    const answer = await postAs(Accept, { query: `mutation{__typename} # ${marker}` });
    const data = roots.mutates ? { __typename: 'Mutation' } : null;
    checkAnswer({ [column]: 200, data, errors: !roots.mutates }, column, answer);
  });
}

for (const Accept of ['application/json', 'application/graphql-response+json']) {
  test(`a subscription, Accept: ${Accept}: 406`, async () => {
    const answer = await postAs(Accept, { query: roots.subscription ?? 'subscription{none}' });
    assert.equal(answer.status, 406);
    assert.equal(answer.headers.accept, 'text/event-stream');
  });
}

const invalid = /^POST body sent invalid JSON: at byte \d+: expected /;
const param = (name, expected, given) =>
  `Expected "${name}" param to be ${expected}, but given ${given}.`;
const malformed = [
  ['an empty body', '', invalid],
  ['half a document', `{"query": "{hello} # ${marker}`, invalid],
  ['no JSON', marker, invalid],
  ['something after the document', `{"query": "{hello}"} ${marker}`, invalid],
  ['a byte order mark', `\ufeff{"query": "{hello} # ${marker}"}`, invalid],
  ['invalid UTF-8 in the query', Buffer.from(`{"query": "{hello} # ${marker}\xff"}`, 'latin1'), invalid],
  ['invalid UTF-8 in another key', Buffer.from(`{"query": "{hello}", "${marker}\xc0\x80": 1}`, 'latin1'), invalid],
  ['an unpaired surrogate', `{"query": "{hello} # ${marker} \\ud800"}`, invalid],
  ['a key twice', `{"query": "{hello}", "${marker}": 1, "${marker}": 2}`, invalid],
  ['a key twice, once escaped', `{"query": "{hello} # ${marker}", "\\u0071uery": "{hello}"}`, invalid],
  ['a variable twice', `{"query": "{hello}", "variables": {"${marker}": 1, "${marker}": 2}}`, invalid],
  ['deep nesting', `{"query": "{hello}", "variables": ${'['.repeat(100_000)}`, invalid],
  ['a batch', `[{"query": "{hello} # ${marker}"}]`, 'Batching is not supported.'],
  ['null', 'null', 'POST body is expected to be object but received null'],
  ['a string', `"${marker}"`, 'POST body is expected to be object but received string'],
  ['a number', '815', 'POST body is expected to be object but received number'],
  ['no query', { other: marker }, 'Must provide query string.'],
  ['query null', { query: null, other: marker }, 'Must provide query string.'],
  ['query a number', { query: 1, other: marker }, param('query', 'a string', 'number')],
  ['operationName an array', { query: '{hello}', operationName: [marker] }, param('operationName', 'empty or a string', 'array')],
  ['variables a string', { query: '{hello}', variables: marker }, param('variables', 'empty or an object', 'string')],
  ['extensions a boolean', { query: '{hello}', extensions: true, other: marker }, param('extensions', 'empty or an object', 'boolean')],
]; // prettier-ignore

function checkMalformed(answer, column, expected) {
  checkAnswer({ json: 400, modern: 400, code: 'BAD_REQUEST' }, column, answer);
  const [{ message }] = JSON.parse(answer.body).errors;
  if (expected instanceof RegExp) assert.match(message, expected);
  else assert.equal(message, expected);
}

for (const [name, body, message] of malformed) {
  test(`${name} as the body: 400`, async () => {
    for (const { Accept, column } of accepts) {
      checkMalformed(await postAs(Accept, body), column, message);
    }
  });
}

const malformedAddresses = [
  ['variables that are not JSON', { query: '{hello}', variables: marker }, /^Expected "variables" param to be JSON: /],
  ['variables that are an array', { query: '{hello}', variables: [marker] }, param('variables', 'empty or an object', 'array')],
  ['extensions that are not JSON', { query: '{hello}', extensions: `{${marker}` }, /^Expected "extensions" param to be JSON: /],
  ['an empty query', { query: '', other: marker }, 'Must provide query string.'],
]; // prettier-ignore

for (const [name, parameters, message] of malformedAddresses) {
  test(`${name} in the address: 400`, async () => {
    for (const { Accept, column } of accepts) {
      checkMalformed(await getAs(Accept, parameters), column, message);
    }
  });
}

test('invalid UTF-8 in the address: 400', async () => {
  for (const at of ['query=%7Bhello%7D%23%ff', 'query=%7Bhello%7D&operationName=%ff']) {
    const answer = clean(await ask(`${api.url}?${at}${marker}`));
    assert.equal(answer.status, 400);
  }
});

const accepted = [
  ['nulls', { query: `{hello} # ${marker}`, operationName: null, variables: null, extensions: null }],
  ['keys that nobody knows', { query: '{hello}', [marker]: { [marker]: [marker] }, id: 1 }],
  ['variables that are not used', { query: '{hello}', variables: { [marker]: marker } }],
  ['a query in UTF-8', { query: `{hello} # ${marker} é 表 🙂` }],
]; // prettier-ignore

for (const [name, body] of accepted) {
  test(`${name}: 200`, async () => {
    assert.deepEqual(JSON.parse((await postAs('*/*', body)).body), { data: { hello: 'world!' } });
  });
}
