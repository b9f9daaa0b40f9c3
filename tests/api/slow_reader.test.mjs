// Who subscribes and does not read: its changes wait in a bounded queue, then it is told that it was too slow and
// what it missed is not kept; others do not notice.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { after, test } from 'node:test';
import { address, post } from './ask.mjs';
import { publishAll, publishRaw } from './pipeline.mjs';
import { startApi, startNats } from './servers.mjs';

const patience = 20_000;
const changes = 4000;
const key = 'k'.repeat(200);
const bucket = { name: 'KV_safeInputsFiles', subjects: ['$KV.safeInputsFiles.>'] };
// What a socket's buffers hold is some MB: so each event has to be large.
const name = 'n'.repeat(1000);
const query = `subscription { fileChanged { revision ${[...Array(14).keys()].map((i) => `f${i}: filename`).join(' ')} } }`; // prettier-ignore

const nats = await startNats();
await publishRaw(nats.port, `$JS.API.STREAM.CREATE.${bucket.name}`, JSON.stringify(bucket));
const api = await startApi(nats);
after(async () => {
  assert.equal(await api.stop(), 0, api.log);
  await nats.stop();
});

/** An answer of events that nothing is read of yet. */
async function subscribe() {
  const headers = { Accept: 'text/event-stream' };
  const asked = request(address(api.url, { query }), { headers, agent: false }).end();
  const [answer] = await once(asked, 'response');
  return answer;
}

async function untilListed(revision) {
  const end = performance.now() + patience;
  for (;;) {
    const { body } = await post(api.url, { query: `{ file(key: "${key}") { revision } }` });
    if (JSON.parse(body).data?.file?.revision === revision) return;
    assert.ok(performance.now() < end, `expected revision ${revision}, got ${body}`);
  }
}

test('who does not read is told so, once', async () => {
  await publishRaw(nats.port, `$KV.safeInputsFiles.${key}`, '{}');
  await untilListed(1);
  const answer = await subscribe();
  const change = { subject: `$KV.safeInputsFiles.${key}`, body: '{}', headers: { 'File-Name': name } };
  await publishAll(nats.port, Array(changes).fill(change));
  await untilListed(changes + 1);
const pieces = [];
  for await (const piece of answer) pieces.push(piece);
  const text = Buffer.concat(pieces).toString();
  const events = [...text.matchAll(/^event: next\ndata: (.*)$/gm)].map(([, data]) => JSON.parse(data));
  const { errors } = events.pop();
  assert.deepEqual(errors.map(({ extensions }) => extensions.code), ['SUBSCRIBER_TOO_SLOW']); // prettier-ignore
  assert.ok(text.endsWith('event: complete\ndata:\n\n'), text.slice(-200));
  const revisions = events.map(({ data }) => data.fileChanged.revision);
  assert.ok(revisions.length < changes, 'it was not too slow');
  const first = 2;
  assert.deepEqual(revisions, [...revisions.keys()].map((i) => first + i)); // prettier-ignore
});
