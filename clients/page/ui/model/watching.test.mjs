import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventStreamParser } from './event_stream';
import { Follower } from './follow';
import { Lease } from './lease';
import { SharedWatch } from './shared_watch';

const state = (uploadId, ended = false) => ({ uploadId, ended, stages: [], stores: {} });
const event = (name, data) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

test('event stream: the same events however the text is cut', () => {
  const text = ': ping\r\n\r\nevent: state\r\ndata: {"a":"é"}\r\n\r\ndata:x\ndata: y\n\nid: 7\nevent: end\ndata: {}\n\n';
  const expected = [
    { name: 'state', data: '{"a":"é"}' },
    { name: 'message', data: 'x\ny' },
    { name: 'end', data: '{}' },
  ];
  for (let size = 1; size <= text.length; size += 1) {
    const parser = new EventStreamParser();
    const events = [];
    for (let at = 0; at < text.length; at += size) events.push(...parser.push(text.slice(at, at + size)));
    assert.deepEqual(events, expected, `pieces of ${size}`);
  }
});

/** Follows ids against answers, one a stream; returns what was told and asked. */
async function follow(ids, answers, { fresh = () => false, polled = {} } = {}) {
  const told = [];
  const streams = [];
  const pauses = [];
  const stop = new AbortController();
  async function* pieces(texts) {
    for (const text of texts) {
      if (text === 'broken') throw new Error('reset');
      yield text;
    }
  }
  const tools = {
    connect: async (wanted) => {
      streams.push(wanted);
      const next = answers.shift();
      if (next === undefined) {
        stop.abort();
        throw new Error('no more');
      }
      if (next === 'lost') throw new Error('refused');
      return { status: 200, retryAfterMs: 0, ...next, pieces: pieces(next.pieces ?? []) };
    },
    ask: async (id) => polled[id] ?? null,
    pause: async (ms) => pauses.push(ms),
    tell: (news) => told.push(news),
    isFresh: fresh,
  };
  await new Follower(ids, tools, stop.signal).run();
  return { told, streams, pauses };
}

test('following: after a break only what has not ended is asked for again', async () => {
  const { told, streams } = await follow(['a', 'b'], [
    { pieces: [event('state', state('a')), event('state', state('b', true)), 'broken'] },
    'lost',
    { pieces: [event('state', state('a', true)), event('end', {})] },
  ]);
  assert.deepEqual(streams, [['a', 'b'], ['a'], ['a']]);
  assert.deepEqual(told.map((news) => [news.uploadId, news.state.ended]), [
    ['a', false],
    ['b', true],
    ['a', true],
  ]);
});

test('following: where the service has no stream to spare, each is asked for', async () => {
  const polled = { a: { uploadId: 'a', state: state('a', true) }, b: null };
  const { told, pauses, streams } = await follow(
    ['a', 'b'],
    [{ status: 503, retryAfterMs: 9_000 }, { pieces: [event('state', state('b', true))] }],
    { polled },
  );
  assert.deepEqual(told.map((news) => news.uploadId), ['a', 'b']);
  assert.equal(pauses[0], 9_000);
  assert.deepEqual(streams[1], ['b']);
});

test('following: an upload accepted just now may still be unknown, an old one is missing', async () => {
  const missing = (uploadId) => event('missing', { uploadId, code: 'unknown-upload', status: 404 });
  const { told, streams } = await follow(
    ['new', 'old'],
    [{ pieces: [missing('old') + missing('new')] }, { pieces: [event('state', state('new', true))] }],
    { fresh: (id) => id === 'new' },
  );
  assert.deepEqual(streams, [['new', 'old'], ['new']]);
  assert.deepEqual(told[0], { uploadId: 'old', missing: 'unknown-upload' });
  assert.equal(told[1].state.ended, true);
});

test('following: more than one stream takes are asked for one by one', async () => {
  const ids = Array.from({ length: 52 }, (_, i) => `u${i}`);
  const ended = (id) => ({ uploadId: id, state: state(id, true) });
  const { told, streams } = await follow(
    ids,
    [{ pieces: ids.slice(0, 50).map((id) => event('state', state(id, true))) }],
    { polled: { u50: ended('u50'), u51: ended('u51') } },
  );
  assert.equal(streams[0].length, 50);
  assert.equal(told.length, 52);
});

/** Tabs of one browser: a shared storage, a channel, a clock. */
class Browser {
  now = 0;
  items = new Map();
  tabs = [];
  streams = [];

  storage = {
    getItem: (name) => this.items.get(name) ?? null,
    setItem: (name, value) => this.items.set(name, value),
    removeItem: (name) => this.items.delete(name),
  };

  open(name) {
    const lease = new Lease(this.storage, name, () => this.now);
    const tab = { name, told: [], soon: [] };
    tab.watch = new SharedWatch({
      tab: name,
      post: (message) => this.tabs.filter((t) => t !== tab).forEach((t) => t.watch.receive(structuredClone(message))),
      takeLease: () => lease.take(),
      releaseLease: () => lease.release(),
      open: (ids) => {
        const stream = { tab: name, ids, open: true };
        this.streams.push(stream);
        return () => {
          stream.open = false;
        };
      },
      soon: (action) => tab.soon.push(action),
      onNews: (news) => tab.told.push(news.uploadId),
    });
    this.tabs.push(tab);
    return tab;
  }

  settle() {
    for (const tab of this.tabs) while (tab.soon.length > 0) tab.soon.shift()();
  }

  tick(ms) {
    this.now += ms;
    for (const tab of this.tabs) tab.watch.tick();
    this.settle();
  }

  crash(tab) {
    this.tabs.splice(this.tabs.indexOf(tab), 1);
    this.streams.filter((s) => s.tab === tab.name).forEach((s) => (s.open = false));
  }

  get openStreams() {
    return this.streams.filter((stream) => stream.open).map(({ tab, ids }) => [tab, ids]);
  }
}

test('tabs: one stream for what all of them watch, and all hear the news', () => {
  const browser = new Browser();
  const [a, b, c] = ['a', 'b', 'c'].map((name) => browser.open(name));
  a.watch.watch(['1']);
  b.watch.watch(['2']);
  c.watch.watch(['3', '1']);
  browser.settle();
  assert.deepEqual(browser.openStreams, [['a', ['1', '2', '3']]]);
  a.watch.streamed({ uploadId: '2', state: state('2') });
  assert.deepEqual([a.told, b.told, c.told], [['2'], ['2'], ['2']]);
});

test('tabs: when the one with the stream closes, another has it at once', () => {
  const browser = new Browser();
  const [a, b, c] = ['a', 'b', 'c'].map((name) => browser.open(name));
  a.watch.watch(['1']);
  b.watch.watch(['2']);
  c.watch.watch(['3']);
  browser.settle();
  browser.tabs.splice(0, 1);
  a.watch.close();
  browser.settle();
  assert.deepEqual(browser.openStreams, [['b', ['2', '3']]]);
});

test('tabs: when the one with the stream dies, another has it after the lease', () => {
  const browser = new Browser();
  const [a, b] = ['a', 'b'].map((name) => browser.open(name));
  a.watch.watch(['1']);
  b.watch.watch(['2']);
  browser.settle();
  browser.crash(a);
  browser.tick(1_000);
  assert.deepEqual(browser.openStreams, []);
  browser.tick(4_000);
  assert.equal(b.watch.leads, true);
  assert.equal(browser.openStreams[0][0], 'b');
});

test('tabs: what ended is not asked for again, and is told to a tab that comes late', () => {
  const browser = new Browser();
  const a = browser.open('a');
  a.watch.watch(['1', '2']);
  browser.settle();
  a.watch.streamed({ uploadId: '1', state: state('1', true) });
  browser.settle();
  assert.equal(browser.streams.length, 1);
  const b = browser.open('b');
  b.watch.watch(['1']);
  browser.settle();
  assert.deepEqual(b.told, ['1']);
  assert.equal(browser.streams.length, 1);
  a.watch.streamed({ uploadId: '2', state: state('2', true) });
  browser.settle();
  assert.deepEqual(browser.openStreams, []);
});

test('lease: a clock that was set back does not keep it for hours', () => {
  const items = new Map();
  const storage = { getItem: (n) => items.get(n) ?? null, setItem: (n, v) => items.set(n, v), removeItem: () => {} };
  assert.equal(new Lease(storage, 'a', () => 10_000_000).take(), true);
  assert.equal(new Lease(storage, 'b', () => 10_001_000).take(), false);
  assert.equal(new Lease(storage, 'b', () => 1_000).take(), true);
});
