// The codes of errors that docs/graphql.md lists: each is what a request gets.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { post } from './ask.mjs';
import { readCodes } from './document.mjs';
import { publishRaw, startPipeline } from './pipeline.mjs';
import { startApi } from './servers.mjs';

const pipeline = await startPipeline();
const natsOfPipeline = { url: pipeline.env.NATS_URL };
const narrow = await startApi(natsOfPipeline, { MAX_UPLOAD_BYTES: '64', MAX_VALUES: '20' });
after(async () => {
  await narrow.stop();
  await pipeline.stop();
});

const sheet = (filename) =>
  `{type: "ParseEvent", state: "DONE", filename: "${filename}", sheets: [{sheetName: "A", data: [{B: 1}]}]}`;
const send = (filename, key = 'key-1') =>
  `mutation { uploadSheet(sheetData: ${sheet(filename)}, idempotencyKey: "${key}") { uploadId } }`;

const requests = {
  GRAPHQL_PARSE_FAILED: { query: `{ ${'hello '.repeat(2001)} }` },
  GRAPHQL_VALIDATION_FAILED: { query: `{ ${[...Array(16).keys()].map((i) => `a${i}: hello`).join(' ')} }` },
  OPERATION_RESOLUTION_FAILURE: { query: 'query A { hello } query B { hello }' },
  BAD_USER_INPUT: { query: '{ files(first: 101) { edges { cursor } } }' },
  BAD_REQUEST: [{ query: '{ hello }' }],
  NOT_FOUND: { query: '{ getFile(filename: "no such file") }' },
  CORRUPTED: { query: '{ file(key: "by-another-tool") { content } }' },
  MISSING_SHEETS: { query: 'mutation { addFileToKVStore(filename: "a", content: {b: 1}) }' },
  IDEMPOTENCY_KEY_REUSED: { query: send('other.csv') },
  BODY_TOO_LARGE: { url: narrow.url, query: send('large.csv', 'key-2') },
  ANSWER_TOO_LARGE: { url: narrow.url, query: '{ files { edges { node { filename key revision created } } } }' },
}; // prettier-ignore

/** Tested where it can be brought about: by a server that is away, a clock, a reader that is slow (slow_reader.test.mjs). */
const elsewhere = ['SERVICE_UNAVAILABLE', 'EXECUTION_TIMEOUT', 'SUBSCRIBER_TOO_SLOW'];

test('the table has these codes and no others', () => {
  assert.deepEqual(readCodes().sort(), [...Object.keys(requests), ...elsewhere].sort());
});

for (const [code, { url = pipeline.url, ...body }] of Object.entries(requests)) {
  test(code, async () => {
    if (code === 'CORRUPTED') {
      await publishRaw(pipeline.natsPort, '$KV.safeInputsFiles.by-another-tool', 'no JSON');
    }
    if (code === 'IDEMPOTENCY_KEY_REUSED') await post(url, { query: send('first.csv') });
    const parameters = code === 'BAD_REQUEST' ? requests[code] : body;
    const { errors } = JSON.parse((await post(url, parameters)).body);
    assert.equal(errors?.[0].extensions.code, code);
  });
}
