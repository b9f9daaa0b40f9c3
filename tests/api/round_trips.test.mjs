// What one request costs at NATS: however many files it lists, it waits for about as many answers, and reads no
// value that it was not asked for.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { post } from './ask.mjs';
import { startFarLink } from './far_link.mjs';
import { publishAll, publishRaw } from './pipeline.mjs';
import { startApi, startNats } from './servers.mjs';

const delay = 100;
const files = 50;
const kilobytes = 64;
/** Requests of those who follow the streams, which come now and then. */
const followers = 10;
const bucket = 'KV_safeInputsFiles';

const nats = await startNats();
for (const [name, subject] of [[bucket, '$KV.safeInputsFiles.>'], ['safeInputsLedgerReceipt', 'safeInputsLedgerReceipt.>']]) {
  const config = { name, subjects: [subject], max_msgs_per_subject: 64 };
  await publishRaw(nats.port, `$JS.API.STREAM.CREATE.${name}`, JSON.stringify(config));
}
const content = JSON.stringify({
  filename: 'f',
  content: [{ sheetName: 'A', data: [{ TEXT: 'X'.repeat(1024 * kilobytes) }] }],
});
const keys = Array.from({ length: files }, (_, i) => `file-${String(i).padStart(2, '0')}`);
const headersOf = (key) => ({ 'Upload-Id': `id-${key}`, Origin: '1795760440504124129-1' });
await publishAll(nats.port, keys.flatMap((key) => [
  { subject: `$KV.safeInputsFiles.${key}`, body: '{}' },
  { subject: `$KV.safeInputsFiles.${key}`, body: content, headers: headersOf(key) },
  { subject: `safeInputsLedgerReceipt.${key}`, body: '{"database":"db"}', headers: headersOf(key) },
])); // prettier-ignore
const link = await startFarLink(nats.port, delay);
const api = await startApi(link);
after(async () => {
  await api.stop();
  link.stop();
  await nats.stop();
});

/** What the first `first` files cost: round trips, requests to JetStream, bytes from it. */
async function costOf(first, fields) {
  const before = { ...link };
  const began = performance.now();
  const { body } = await post(api.url, {
    query: `{ files(first: ${first}) { edges { node { key ${fields} } } } }`,
  });
  const trips = Math.floor((performance.now() - began) / delay);
  const { data, errors } = JSON.parse(body);
  assert.equal(errors, undefined, body.slice(0, 500));
  const nodes = data.files.edges.map(({ node }) => node);
  assert.deepEqual(nodes.map(({ key }) => key), keys.slice(0, first)); // prettier-ignore
  return { nodes, trips, requests: link.requests - before.requests, bytes: link.received - before.received };
}

/** The cheapest of some times: a busy machine only adds to the clock by which trips are counted. */
async function leastCostOf(first, fields, trips) {
  let least = await costOf(first, fields);
  for (let more = 0; least.trips > trips && more < 9; ++more) {
    const cost = await costOf(first, fields);
    if (cost.trips < least.trips) least = cost;
  }
  return least;
}

/** How many round trips and requests of JetStream `files` files may cost; without a value, a file few bytes. */
const rows = [
  { name: 'metadata', fields: 'filename revision created size sha256 uploadId deleted', trips: 1, requests: 1 },
  { name: 'histories', fields: 'history(first: 5) { edges { node { revision } } }', trips: 4, requests: 4 },
  { name: 'receipts', fields: 'ledgerReceipt { database }', trips: 4, requests: files + 1 },
  { name: "sheets' names", fields: 'sheetNames', trips: 4, requests: files + 1, values: true },
  { name: 'all of them, twice', fields: `size history(first: 5) { edges { node { revision } } } again: history(first: 1) { edges { cursor } }
      ledgerReceipt { database } sheetNames sheets { rowCount }`, trips: 10, requests: 2 * files + 4, values: true },
]; // prettier-ignore

for (const { name, fields, trips, requests, values = false } of rows) {
  test(`${name} of ${files} files`, async (t) => {
    const few = await costOf(5, fields);
    const many = await leastCostOf(files, fields, trips);
    for (const { trips, requests, bytes } of [few, many]) t.diagnostic(JSON.stringify({ trips, requests, bytes }));
    assert.ok(many.trips <= trips, `${many.trips} round trips, expected at most ${trips}`);
    assert.ok(many.requests <= requests + followers, `${many.requests} requests, expected at most ${requests}`);
    const perFile = many.bytes / files;
    assert.ok(values ? perFile > 1024 * kilobytes : perFile < 4096, `${perFile} bytes a file`);
    const [{ history, ledgerReceipt, sheetNames }] = many.nodes;
    if (history) assert.equal(history.edges.length, 2);
    if (ledgerReceipt !== undefined) assert.equal(ledgerReceipt.database, 'db');
    if (sheetNames) assert.deepEqual(sheetNames, ['A']);
  });
}
