// Server-sent events, byte for byte what graphql-sse's PROTOCOL.md has as distinct connections.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { after, test } from 'node:test';
import { createClient } from 'graphql-sse';
import { address, ask, post } from './ask.mjs';
import { startAll } from './servers.mjs';

const { api, stop } = await startAll();
after(stop);

const world = '{"data":{"hello":"world!"}}';
const events = { headers: { Accept: 'text/event-stream' } };
const bytesOf = (answer) => `:\n\nevent: next\ndata: ${answer}\n\nevent: complete\ndata:\n\n`;
const error = (message, column, code) =>
  `{"errors":[{"message":"${message}","locations":[{"line":1,"column":${column}}],` +
  `"extensions":{"code":"${code}"}}]}`;
const refusal = (message) =>
  `{"errors":[{"message":"${message}","extensions":{"code":"BAD_REQUEST"}}]}`;

const rows = [
  ['a query', { query: '{hello}' }, world],
  ['a parse error', { query: '{' }, error('Syntax Error: Expected Name, found <EOF>.', 2, 'GRAPHQL_PARSE_FAILED')],
  ['a validation error', { query: '{helo}' }, error('Cannot query field \\"helo\\" on type \\"Query\\". Did you mean \\"hello\\"?', 2, 'GRAPHQL_VALIDATION_FAILED')],
  ['a variable that is missing', { query: 'query($v:Boolean!){hello@include(if:$v)}' }, error('Variable \\"$v\\" of required type \\"Boolean!\\" was not provided.', 7, 'BAD_USER_INPUT')],
  ['no query', {}, refusal('Must provide query string.')],
]; // prettier-ignore

for (const [name, parameters, answer] of rows) {
  test(`${name}: status 200, one next event, and complete`, async () => {
    for (const asked of [
      post(api.url, parameters, events),
      ask(address(api.url, parameters), events),
    ]) {
      const { status, type, headers, body } = await asked;
      assert.deepEqual([status, type], [200, 'text/event-stream']);
      assert.equal(headers['cache-control'], 'no-cache');
      assert.equal(body, bytesOf(answer));
    }
  });
}

test('a mutation over GET is refused in an event', async () => {
  const { status, body } = await ask(address(api.url, { query: 'mutation{__typename}' }), events);
  const message = 'Can only perform a mutation operation from a POST request.';
  assert.deepEqual([status, body], [200, bytesOf(refusal(message))]);
});

const chunk = (text) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

test('the bytes on the wire', async () => {
  const socket = net.connect(api.port, '127.0.0.1');
  socket.write(
    'GET /graphql?query=%7Bhello%7D HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n',
  );
  let answer = '';
  socket.on('data', (piece) => (answer += piece));
  await once(socket, 'close');
  const head =
    'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n' +
    'Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n';
  const next = `event: next\ndata: ${world}\n\nevent: complete\ndata:\n\n`;
  assert.equal(answer, head + chunk(':\n\n') + chunk(next) + '0\r\n\r\n');
});

test('many clients at a time are each answered', async () => {
  const bodies = await Promise.all(
    Array.from(
      { length: 500 },
      async () => (await post(api.url, { query: '{hello}' }, events)).body,
    ),
  );
  assert.deepEqual([...new Set(bodies)], [bytesOf(world)]);
});

test('the client graphql-sse', async (t) => {
  const client = createClient({ url: api.url, retryAttempts: 0 });
  after(() => client.dispose());
  const results = (request) => collect(client.iterate(request));

  await t.test('gets the answer to a query, and its end', async () => {
    assert.deepEqual(await results({ query: '{hello}' }), [JSON.parse(world)]);
    const named = { query: 'query A{a:hello} query B($v:Boolean!){b:hello@skip(if:$v)}' };
    assert.deepEqual(await results({ ...named, operationName: 'B', variables: { v: false } }), [
      { data: { b: 'world!' } },
    ]);
  });

  await t.test('gets errors as an answer', async () => {
    for (const query of ['{', '{helo}', 'query($v:Boolean!){hello@skip(if:$v)}']) {
      const [result, ...more] = await results({ query });
      assert.equal(result.errors.length, 1);
      assert.deepEqual(more, []);
    }
  });
});

async function collect(iterable) {
  const all = [];
  for await (const one of iterable) all.push(one);
  return all;
}
