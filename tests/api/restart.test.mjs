// nats-server dies under 500 clients and comes back: every query is answered, rightly or with what is away;
// answers resume, and so does every subscription. A sanitizer's build ends without a finding.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { post } from './ask.mjs';
import { publishRaw } from './pipeline.mjs';
import { runService, startApi, startNats } from './servers.mjs';
import { openStream } from './streams.mjs';

const ofEach = 125;
const deadline = 60_000;
const bucket = 'KV_safeInputsFiles';
const id = 'under-way-1';

let nats = await startNats();
const subjects = JSON.stringify({ name: bucket, subjects: ['$KV.safeInputsFiles.>'], max_msgs_per_subject: 64 });
await publishRaw(nats.port, `$JS.API.STREAM.CREATE.${bucket}`, subjects);
await publishRaw(nats.port, '$KV.safeInputsFiles.first', '{}');
const api = await startApi(nats);
const ending = [];
after(async () => {
  asking = false;
  await api.stop();
  for (const server of [...ending, nats]) await server.stop();
});

const sheet = `{type: "ParseEvent", state: "DONE", filename: "a.csv", sheets: [{sheetName: "A", data: [{B: 1}]}]}`;
const sent = await post(api.url, {
  query: `mutation { uploadSheet(sheetData: ${sheet}, idempotencyKey: "${id}") { uploadId } }`,
});
assert.equal(JSON.parse(sent.body).data?.uploadSheet.uploadId, id, sent.body);

const queries = [
  [`{ files { edges { node { key } } } }`, { files: { edges: [{ node: { key: 'first' } }] } }],
  [`{ file(key: "first") { content } upload(id: "${id}") { state } }`, { file: { content: {} }, upload: { state: 'UNDER_WAY' } }],
]; // prettier-ignore

let asking = true;

/**
 * Asks one query after the other while `asking`, and counts the answers: nothing but these two kinds may come,
 * and the word to come again, which it keeps to.
 */
class Asker {
  right = 0;
  away = 0;

  constructor([query, expected]) {
    this.over = this.#run(query, expected);
  }

  async #run(query, expected) {
    while (asking) {
      const { status, headers, body } = await post(api.url, { query });
      const { data, errors, code } = JSON.parse(body);
      if (status === 503 && code === 'busy') {
        await pause(1000 * Number(headers['retry-after']));
        continue;
      }
      if (errors) {
        const codes = errors.map(({ extensions }) => extensions.code);
        assert.deepEqual([status, new Set(codes)], [200, new Set(['SERVICE_UNAVAILABLE'])], body);
        ++this.away;
      } else {
        assert.deepEqual([status, data], [200, expected]);
        ++this.right;
      }
    }
  }
}

/** Until each of them has got one more of `kind`. */
async function eachOneMore(askers, kind) {
  const before = askers.map((asker) => asker[kind]);
  const end = performance.now() + deadline;
  const failed = Promise.race(askers.map(({ over }) => over));
  while (!askers.every((asker, i) => asker[kind] > before[i])) {
    const left = askers.filter((asker, i) => asker[kind] === before[i]).length;
    assert.ok(performance.now() < end, `${left} of ${askers.length} got no answer of kind ${kind}`);
    await Promise.race([new Promise(setImmediate), failed]);
  }
}

async function openMany(query) {
  const streams = [];
  while (streams.length < ofEach) streams.push(await openStream(api.url, query));
  for (const { status } of streams) assert.equal(status, 200);
  return streams;
}

test('500 clients', async (t) => {
  const changes = await openMany('subscription { fileChanged { key } }');
  const progress = await openMany(`subscription { uploadProgress(id: "${id}") { stages { stage } } }`);
  const askers = Array.from({ length: 2 * ofEach }, (_, i) => new Asker(queries[i % queries.length]));
  await eachOneMore(askers, 'right');

  await t.test('are told while NATS is away', async () => {
    await nats.kill();
    await eachOneMore(askers, 'away');
  });

  await t.test('are answered again when it is back', async () => {
    nats = await startNats(nats);
    await eachOneMore(askers, 'right');
    asking = false;
    await Promise.all(askers.map(({ over }) => over));
    t.diagnostic(`${askers.reduce((sum, { right }) => sum + right, 0)} right answers`);
  });

  await t.test('hear the next change in the streams that they had opened', async () => {
    await publishRaw(nats.port, '$KV.safeInputsFiles.second', '{}');
    await Promise.all(changes.map((stream) => stream.until(/"key":"second"/)));
    for (const { text } of changes) assert.doesNotMatch(text, /"first"|"errors"|complete/);
  });

  await t.test('hear how an upload goes on', async () => {
    ending.push(runService('extract', { NATS_URL: nats.url }));
    await Promise.all(progress.map((stream) => stream.until(/"stage":"EXTRACTED"/)));
    for (const { text } of progress) assert.doesNotMatch(text, /"errors"|complete/);
  });

  await t.test('and the service ends well', async () => {
    assert.equal(await api.stop(), 0, api.log);
    assert.doesNotMatch(api.log, /Sanitizer|runtime error/);
    await Promise.all([...changes, ...progress].map(({ ended }) => ended));
  });
});
