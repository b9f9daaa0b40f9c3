// The engine's execution against graphql-js: the same data, and errors with the same paths and places.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertSameAnswer } from './policy.mjs';
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

/** The messages that the data's resolvers fail with. */
function messagesOf(value) {
  if (value === null || typeof value !== 'object') return [];
  return [...(value.__error ? [value.__error] : []), ...Object.values(value).flatMap(messagesOf)];
}

const ofResolvers = new Set(messagesOf(data));

async function compare(request) {
  const { body } = await ask('execute', request);
  assertSameAnswer(body, expectedAnswer(schema, request), ofResolvers, JSON.stringify(request));
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
    // The errors differ: resolvers run in another order, and a null stops those that are left below it.
    const { data: expected } = JSON.parse(expectedAnswer(schema, request));
    assertSameAnswer(
      JSON.stringify({ data: JSON.parse(body).data }), JSON.stringify({ data: expected }), ofResolvers, JSON.stringify(request),
    ); // prettier-ignore
  }
});
