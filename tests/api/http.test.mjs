// What HTTP itself asks of the api service: which media type, which method, how large.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { address, ask, post } from './ask.mjs';
import { asking, clean, headersOf, json, marker, modern, problem } from './marked.mjs';
import { startAll } from './servers.mjs';

const { api, stop } = await startAll();
after(stop);
const { getAs, postAs } = asking(api.url);

const choices = [
  ['', json],
  ['application/*', json],
  ['APPLICATION/JSON', json],
  ['application/json; charset=utf-8', json],
  ['application/json, application/graphql-response+json', json],
  ['application/graphql-response+json, application/json;q=0.9', modern],
  ['application/json;q=0.5, application/graphql-response+json', modern],
  ['application/json ; q=0.3 , application/graphql-response+json ; q=0.4', modern],
  ['application/json;charset=utf-8;q=0.1, */*;q=0.2', modern],
  ['application/json;q=0, */*', modern],
  ['multipart/mixed, application/json', json],
  ['text/html, */*;q=0.8', json],
  ['text/event-stream;q=0.1, application/json;q=0.2', json],
  ['text/event-stream, application/json;q=0.9', 'text/event-stream'],
  ['text/*', 'text/event-stream'],
];

for (const [accept, type] of choices) {
  test(`Accept: ${accept} is answered as ${type}`, async () => {
    const answer = await postAs(accept, { query: `{hello} # ${marker}` });
    assert.equal(answer.status, 200);
    assert.equal(answer.type, type);
  });
}

for (const accept of ['image/png', 'text/html', 'application/json;q=0', '*/*;q=0.0', marker]) {
  test(`Accept: ${accept} cannot be met: 406`, async () => {
    const answer = await postAs(accept, { query: '{hello}' });
    assert.equal(answer.status, 406);
    assert.equal(answer.type, problem);
    assert.match(answer.headers.accept, /application\/graphql-response\+json, application\/json/);
  });
}

for (const method of ['PUT', 'PATCH', 'DELETE']) {
  test(`${method}: 405`, async () => {
    const answer = clean(await post(api.url, { query: `{hello} # ${marker}` }, { method }));
    assert.equal(answer.status, 405);
    assert.equal(answer.type, problem);
    assert.equal(answer.headers.allow, 'GET, HEAD, POST, OPTIONS');
  });
}

test('HEAD has the head of GET and no body', async () => {
  const url = address(api.url, { query: '{hello}' });
  const [get, head] = [await ask(url), await ask(url, { method: 'HEAD' })].map(clean);
  assert.deepEqual([head.status, head.type, head.body], [get.status, get.type, '']);
  assert.equal(head.headers['content-length'], String(get.body.length));
});

test('OPTIONS tells the methods', async () => {
  const answer = clean(await ask(api.url, { method: 'OPTIONS', headers: headersOf() }));
  assert.deepEqual([answer.status, answer.body], [204, '']);
  assert.equal(answer.headers.allow, 'GET, HEAD, POST, OPTIONS');
  assert.equal(answer.headers['content-length'], undefined);
});

test('a method that nobody knows: 501', async () => {
  // A method of WebDAV, which node sends.
  const answer = clean(await ask(api.url, { method: 'PROPFIND', headers: headersOf() }));
  assert.deepEqual([answer.status, answer.type], [501, problem]);
});

const notJson = ['text/plain', 'application/graphql', 'application/graphql+json', 'application/jsonx',
  'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', undefined]; // prettier-ignore

for (const type of notJson) {
  test(`Content-Type: ${type}: 415`, async () => {
    const headers = type === undefined ? {} : { 'Content-Type': type };
    const body = `{"query": "{hello} # ${marker}"}`;
    const answer = clean(await ask(api.url, { method: 'POST', headers, body }));
    assert.equal(answer.status, 415);
    assert.equal(answer.type, problem);
  });
}

for (const type of ['application/json;charset=utf-8', 'Application/JSON']) {
  test(`Content-Type: ${type}: 200`, async () => {
    const answer = await postAs('*/*', { query: `{hello} # ${marker}` }, { 'Content-Type': type });
    assert.equal(answer.status, 200);
  });
}

const largeQuery = (bytes) => ({ query: `{hello} # ${marker}${'x'.repeat(bytes)}` });
const mebibyte = 1 << 20;

test('a query of more than 1 MiB: 413', async () => {
  assert.equal((await postAs('*/*', largeQuery(mebibyte))).status, 413);
  assert.equal((await postAs('*/*', largeQuery(8 * mebibyte))).status, 413);
  assert.equal((await postAs('*/*', largeQuery(mebibyte - 1024))).status, 200);
  // Whatever else is wrong with it.
  for (const query of [`{ # ${marker}${'x'.repeat(mebibyte)}`, `{${'hello '.repeat(200_000)}}`]) {
    assert.equal((await postAs('*/*', { query })).status, 413);
  }
  // Where the query is short, what is wrong with it says more than the size of what came with it.
  const variables = { sheet: 'x'.repeat(mebibyte) };
  assert.equal((await postAs('application/graphql-response+json', { query: '{', variables })).status, 400);
});

test('a body in gzip counts as what it unpacks to', async () => {
  const gzip = { 'Content-Encoding': 'gzip' };
  const packed = (body) => gzipSync(JSON.stringify(body));
  const small = await postAs('*/*', packed({ query: `{hello} # ${marker}` }), gzip);
  assert.deepEqual([small.status, small.body], [200, '{"data":{"hello":"world!"}}']);
  assert.equal((await postAs('*/*', packed(largeQuery(8 * mebibyte)), gzip)).status, 413);
  assert.equal((await postAs('*/*', `{"query": "{hello} # ${marker}"}`, gzip)).status, 400);
  const upper = { 'Content-Encoding': 'GZIP' };
  assert.equal((await postAs('*/*', packed({ query: '{hello}' }), upper)).status, 200);
});

test('Content-Encoding: br: 415', async () => {
  const answer = await postAs('*/*', { query: marker }, { 'Content-Encoding': 'br' });
  assert.equal(answer.status, 415);
});

test('an address of more than 8 KiB: 414', async () => {
  const long = { query: `{hello} # ${marker}${'x'.repeat(8192)}` };
  const answer = await getAs('*/*', long);
  assert.deepEqual([answer.status, answer.type], [414, problem]);
});

test('another path: 404', async () => {
  const answer = clean(await ask(api.url.replace('graphql', marker)));
  assert.deepEqual([answer.status, answer.type], [404, problem]);
});

test('/graphql/ is /graphql', async () => {
  assert.equal((await post(`${api.url}/`, { query: '{hello}' })).status, 200);
});
