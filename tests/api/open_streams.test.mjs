// A thousand streams of events that stay open: one more is told to come again, others are answered, the
// silent ones get a comment, and the end of the service ends them all.
import assert from 'node:assert/strict';
import http from 'node:http';
import { after, test } from 'node:test';
import { address, ask, post, readRoots } from './ask.mjs';
import { startAll } from './servers.mjs';

const most = 1000;
/** Opened at a time: fewer than the requests that the service answers at once. */
const wave = 50;
const ping = 12_000;
const soon = 1000;
const drain = 10_000;

const { api, stop } = await startAll({ MAX_SUBSCRIBERS: String(most) });
after(stop);
const { subscription } = await readRoots(api.url);
const agent = new http.Agent({ keepAlive: false, maxSockets: Infinity });
const headers = { Accept: 'text/event-stream' };

/** A stream as soon as its first bytes are there: `text` grows, `ended` resolves with how. */
function open(url) {
  return new Promise((resolve, reject) => {
    const asked = http.request(url, { headers, agent }, (answer) => {
      const stream = { status: answer.statusCode, text: '', asked };
      stream.ended = new Promise((end) => answer.once('close', () => end(answer.complete)));
      stream.grew = () => new Promise((more) => answer.once('data', more));
      answer.on('error', () => {}); // Said by how it ended.
      answer.on('data', (piece) => {
        stream.text += piece;
        resolve(stream);
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

const openMany = (count, url) => Promise.all(Array.from({ length: count }, () => open(url)));

async function timed(what) {
  const began = performance.now();
  const result = await what();
  return [result, performance.now() - began];
}

/** The stream, or nothing where there is no place yet. */
async function openIfPlace(url) {
  const stream = await open(url);
  if (stream.status === 200) return stream;
  assert.equal(stream.status, 503);
  return undefined;
}

if (subscription) {
  test('a thousand open streams', async (t) => {
    const url = address(api.url, { query: subscription });
    const streams = [];
    const opened = performance.now();
    while (streams.length < most) streams.push(...await openMany(wave, url));
    for (const { status, text } of streams) assert.deepEqual([status, text], [200, ':\n\n']);

    await t.test('one more is told at once to come again', async () => {
      const [answer, time] = await timed(() => ask(url, { headers }));
      assert.equal(answer.status, 503);
      assert.match(answer.headers['retry-after'], /^[1-9]\d*$/);
      assert.ok(time < soon, `after ${time} ms`);
    });

    await t.test('a query and health are answered', async () => {
      for (const asked of [
        () => post(api.url, { query: '{hello}' }),
        () => ask(new URL('/livez', api.url).href),
      ]) {
        const [{ status }, time] = await timed(asked);
        assert.equal(status, 200);
        assert.ok(time < soon, `after ${time} ms`);
      }
    });

    await t.test('who goes leaves a place', async () => {
      streams.pop().asked.destroy();
      const deadline = performance.now() + drain;
      let stream;
      while (!stream) {
        assert.ok(performance.now() < deadline, 'no place became free');
        stream = await openIfPlace(url);
      }
      streams.push(stream);
    });

    await t.test('a silent one gets a comment', async () => {
      const [first] = streams;
      if (first.text === ':\n\n') await first.grew();
      const silence = performance.now() - opened;
      assert.equal(first.text, ':\n\n:\n\n');
      assert.ok(silence > ping - soon && silence < ping + 4 * soon, `after ${silence} ms`);
    });

    await t.test('the end of the service ends all, and none as complete', async () => {
      const [code, time] = await timed(() => api.stop());
      assert.equal(code, 0, api.log);
      assert.ok(time < drain, `after ${time} ms`);
      await Promise.all(streams.map(({ ended }) => ended));
      for (const { text } of streams) assert.doesNotMatch(text, /event: complete/);
    });
  });
} else {
  test('a schema without subscriptions keeps no stream open', async () => {
    const { body } = await post(api.url, { query: 'subscription{none}' }, { headers });
    assert.match(body, /^:\n\nevent: next\ndata: {"errors":.*}\n\nevent: complete\ndata:\n\n$/);
  });
}
