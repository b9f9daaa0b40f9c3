import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { test } from 'node:test';
import { pauseBefore, retryAfterMs } from './backoff';
import { FailureError, failureOf, problemOf } from './failure';
import { OwnUploads, openUploads, receiptOf, sameData } from './own_uploads';
import { newKey, PendingSends } from './pending_sends';
import { sendUntilAnswered } from './send_run';

class Texts {
  items = new Map();
  getItem = (name) => this.items.get(name) ?? null;
  setItem = (name, value) => this.items.set(name, value);
  removeItem = (name) => this.items.delete(name);
}

const answer = (status, body = {}, retryAfter = 0) => ({
  status,
  body: JSON.stringify(body),
  retryAfterMs: retryAfter,
});

/** Sends against these answers, one a try; 'lost' is none. */
async function send(answers) {
  const left = [...answers];
  const pauses = [];
  const tools = {
    post: async () => {
      const next = left.length > 1 ? left.shift() : left[0];
      if (next === 'lost') throw new FailureError({ code: 'network' });
      return next;
    },
    pause: async () => {},
    onPause: (attempt, ms) => pauses.push([attempt, ms]),
  };
  const outcome = await sendUntilAnswered(tools).catch((error) => error.failure ?? error);
  return { outcome, pauses };
}

test('sending: lost and busy tries are repeated until the receipt comes', async () => {
  const busy = answer(503, { code: 'busy' }, 7_000);
  const { outcome, pauses } = await send(['lost', busy, answer(202, { uploadId: 'u' })]);
  assert.equal(outcome.uploadId, 'u');
  assert.deepEqual(pauses.map(([attempt]) => attempt), [0, 1]);
  assert.equal(pauses[1][1], 7_000);
});

test('sending: tries are bounded, and the failure says that it may go again', async () => {
  const { outcome, pauses } = await send(['lost']);
  assert.equal(outcome.code, 'network');
  assert.equal(pauses.length, 5);
  assert.equal((await send([answer(503, { code: 'stream-unavailable' })])).outcome.code, 'stream-unavailable');
  assert.equal((await send([answer(502)])).outcome.code, 'network');
});

test('sending: a refusal is not tried again', async () => {
  const { outcome, pauses } = await send([answer(413, { code: 'body-too-large', title: 'T', detail: 'D' })]);
  assert.deepEqual(outcome, { code: 'body-too-large', details: { status: 413 }, text: 'T: D' });
  assert.equal(pauses.length, 0);
});

test('sending: a 202 that is no receipt is told as such', async () => {
  const odd = { status: 202, body: '<html>', retryAfterMs: 0 };
  assert.equal((await send([odd])).outcome.code, 'unexpected-answer');
});

test('sending: what a person stops is not tried again', async () => {
  const tools = {
    post: async () => {
      throw new FailureError({ code: 'cancelled' });
    },
    pause: () => assert.fail('no pause'),
    onPause: () => assert.fail('no pause'),
  };
  await assert.rejects(sendUntilAnswered(tools), FailureError);
});

test('pauses: they double up to a limit, are jittered, and never less than asked', () => {
  const lower = { random: () => 0 };
  assert.deepEqual([0, 1, 2, 9].map((n) => pauseBefore(n, lower)), [250, 500, 1000, 7500]);
  assert.equal(pauseBefore(0, { random: () => 1 }), 500);
  assert.equal(pauseBefore(0, { askedMs: 9_000 }), 9_000);
  assert.deepEqual(['3', null, '', 'soon'].map((text) => retryAfterMs(text)), [3000, 0, 0, 0]);
  assert.equal(retryAfterMs('Thu, 01 Jan 1970 00:00:05 GMT', 2_000), 3_000);
});

test('failures: problem+json, its absence, and errors of the reader', () => {
  assert.equal(problemOf(500, '{"code":7}').code, 'http-status');
  assert.equal(problemOf(500, 'null').text, 'HTTP 500');
  const error = Object.assign(new Error('is empty'), { code: 'emptyFile', details: { a: 1 } });
  assert.deepEqual(failureOf(error), { code: 'emptyFile', details: { a: 1 }, text: 'is empty' });
  assert.equal(failureOf('x').code, 'unexpected');
});

test('keys: 128 random bits that the service takes', () => {
  const keys = [1, 2].map(() => newKey((bytes) => webcrypto.getRandomValues(bytes)));
  assert.match(keys[0], /^[0-9a-f]{32}$/);
  assert.notEqual(keys[0], keys[1]);
});

const pending = (key, sha256) => ({ key, sha256, filename: 'a.csv', bytes: 1, sheets: [], startedAt: '' });

test('pending sends: the key is used again for the same bytes only, also after a reload', () => {
  const texts = new Texts();
  new PendingSends(texts).add(pending('k1', 'aa'));
  const reloaded = new PendingSends(texts);
  assert.equal(reloaded.keyFor('aa'), 'k1');
  assert.equal(reloaded.keyFor('bb'), null);
  reloaded.remove('k1');
  assert.equal(reloaded.keyFor('aa'), null);
  assert.equal(texts.items.size, 0);
});

test('pending sends: what another program left in the storage is not believed', () => {
  const texts = new Texts();
  for (const value of ['{', '7', '[{"key":"a b","sha256":"","filename":""}]', '[null]']) {
    texts.setItem('safe-inputs.pending-sends', value);
    assert.deepEqual(new PendingSends(texts).list(), []);
  }
});

test('own uploads: newest first, changed in place, bounded', () => {
  const own = new OwnUploads(new Texts());
  for (let i = 0; i < 205; i += 1) own.put(`u${i}`, { filename: `f${i}`, sha256: 'aa' });
  assert.equal(own.list().length, 200);
  assert.equal(own.list()[0].uploadId, 'u204');
  own.put('u204', { state: { ended: true } });
  own.put('u203', { missing: 'upload-aged-out' });
  assert.equal(own.list()[0].filename, 'f204');
  assert.equal(openUploads(own.list())[0].uploadId, 'u202');
  own.forget('u204');
  assert.equal(own.list()[0].uploadId, 'u203');
});

test('own uploads: the same data again is told, unless it never arrived', () => {
  const own = new OwnUploads(new Texts());
  own.put('u1', { sha256: 'aa' });
  own.put('u2', { sha256: 'aa', missing: 'unknown-upload' });
  own.put('u3', { sha256: 'bb' });
  assert.deepEqual(sameData(own.list(), 'aa', 'new').map((u) => u.uploadId), ['u1']);
  assert.deepEqual(sameData(own.list(), 'aa', 'u1'), []);
});

test('own uploads: where the answer was lost, the state tells the receipt', () => {
  const own = new OwnUploads(new Texts());
  const stages = [{ stage: 'accepted', at: '2026-01-01T00:00:00Z' }];
  own.put('u1', { filename: 'a', state: { key: 'k', bytes: 7, stages } });
  const { acceptedAt, key, bytes } = receiptOf(own.list()[0]);
  assert.deepEqual([acceptedAt, key, bytes], ['2026-01-01T00:00:00Z', 'k', 7]);
});
