// The engine's execution against graphql-js: the same answers from the same data, with the same
// errors in the same order at the same places, and the keys in the same order.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Probe } from './probe.mjs';
import { Random } from './random.mjs';
import { randomRequest } from './random_requests.mjs';
import { requests } from './requests.mjs';
import { data, expectedAnswer, referenceSchema, sdl } from './world.mjs';

const count = 2000;
const seed = 20261124;

const schema = referenceSchema(sdl);
const probe = new Probe();
after(() => probe.stop());

const ask = (op, { variables = 'null', ...request }) =>
  probe.ask({ op, schema: sdl, data, ...request }, { variables });

/** As the reference says it: codes are the engine's own. */
function withoutCodes(body) {
  const answer = JSON.parse(body);
  for (const error of answer.errors ?? []) delete error.extensions;
  return JSON.stringify(answer);
}

async function compare(request) {
  const { body } = await ask('execute', request);
  assert.equal(withoutCodes(body), expectedAnswer(schema, request), JSON.stringify(request));
}

test(`answers as the reference (${requests.length} requests)`, async () => {
  assert.ok(requests.length >= 400);
  await Promise.all(requests.map(compare));
});

const generator = new Random(seed);
const random = Array.from({ length: count }, () => randomRequest(generator, schema));

test(`answers as the reference to ${count} random requests (seed ${seed})`, async () => {
  await Promise.all(random.map(compare));
});

test('answers with the same data where functions defer their answers', async () => {
  for (const request of [...requests, ...random]) {
    const { body } = await ask('execute-deferred', request);
    const expected = JSON.parse(expectedAnswer(schema, request));
    assert.deepEqual(JSON.parse(body).data, expected.data, JSON.stringify(request));
  }
});
