// Bodies that a seed makes out of right ones: each gets an answer of GraphQL, none a fault of ours.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Random } from '../graphql/random.mjs';
import { ask } from './ask.mjs';
import { clean, json, marker } from './marked.mjs';
import { startAll } from './servers.mjs';

const bodies = 2000;
const seed = Number(process.env.GRAPHQL_SEED ?? 20261124);
const pieces = ['{', '}', '[', ']', '"', '\\', ',', ':', '\0', '\xff', '\xf0\x9f', '\\ud83d', 'null', '1e999'];
const right = [
  { query: '{hello}', variables: { a: [1, { b: null }] }, operationName: null },
  { query: 'query A($v:Boolean!){a:hello@skip(if:$v)...F}fragment F on Query{hello}', operationName: 'A', variables: { v: true } },
  { query: '{__schema{types{name fields{name type{name}}}}}', extensions: { c: 'é表🙂' }, other: 1.5 },
].map((body) => Buffer.from(JSON.stringify({ [marker]: marker, ...body }))); // prettier-ignore

const { api, stop } = await startAll();
after(stop);

/** One to three pieces put in, left out or written over. */
function mutated(random) {
  let body = random.pick(right);
  for (let left = 1 + random.below(3); left > 0; --left) {
    const [at, length] = [random.below(body.length), random.below(6)];
    const piece = Buffer.from(random.pick([...pieces, '']), 'latin1');
    body = Buffer.concat([body.subarray(0, at), piece, body.subarray(at + length)]);
  }
  return body;
}

test(`${bodies} bodies of seed ${seed}`, async () => {
  const random = new Random(seed);
  const headers = { 'Content-Type': 'application/json' };
  for (let i = 0; i < bodies; ++i) {
    const body = mutated(random);
    const answer = await ask(api.url, { method: 'POST', headers, body });
    const { data, errors } = JSON.parse(clean(answer).body);
    assert.ok([200, 400].includes(answer.status), `${answer.status} for ${body}`);
    assert.equal(answer.type, json);
    assert.ok(data || errors.length > 0, `${body}`);
  }
});
