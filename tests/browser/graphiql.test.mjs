// GraphiQL as the api service serves it, in a real browser, with the whole pipeline behind it. API_URL names
// another api service to ask, for example http://127.0.0.1:4000.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { post } from '../api/ask.mjs';
import { startPipeline } from '../api/pipeline.mjs';
import { openBrowser, openWatchedPage } from './browser.mjs';
import { openGraphiql, pressRun, shownAnswer, shownQuery } from './graphiql.mjs';

const artifacts = fileURLToPath(new URL('../../build/test-artifacts', import.meta.url));
let api;
let browser;

before(async () => {
  mkdirSync(artifacts, { recursive: true });
  const url = process.env.API_URL;
  api = url
    ? { url: new URL('/graphql', url).href, origin: new URL(url).origin, stop() {} }
    : await startPipeline();
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await api?.stop();
});

test('GraphiQL answers its default query, and asks nobody but the server that it came from', async () => {
  const { page, troubles } = await openWatchedPage(browser, api.origin);
  const policy = (await openGraphiql(page, api.origin)).headers()['content-security-policy'];
  assert.match(policy, /connect-src 'self'/);
  assert.doesNotMatch(policy, /unsafe-eval/);
  await shownQuery(page, /query Overview/);
  await pressRun(page);
  const answer = await shownAnswer(page, /"hello": "/);
  await page.screenshot({ path: `${artifacts}/graphiql.png` });
  assert.match(answer, /"filename": "/);
  assert.doesNotMatch(answer, /"errors": /);
  assert.deepEqual(troubles, []);
});

test('GraphiQL runs the query of its address', async () => {
  const { page, troubles } = await openWatchedPage(browser, api.origin);
  await openGraphiql(page, api.origin, '{ greeting: hello }');
  await pressRun(page);
  await shownAnswer(page, /"greeting": "/);
  assert.deepEqual(troubles, []);
});

/** Sends a sheet; resolves to the revision that it became. */
async function sendSheet(filename, cases) {
  const query = `mutation ($name: String!, $sheets: JSON) { addFileToKVStore(filename: $name, content: $sheets) }`;
  const sheets = [{ sheetName: 'Sheet1', data: [{ Province: 'Ontario', Cases: cases }] }];
  const { body } = await post(api.url, { query, variables: { name: filename, sheets } });
  const stored = JSON.parse(body).data.addFileToKVStore;
  assert.equal(stored.state, 'stored', body);
  return stored.revision;
}

test('GraphiQL shows each answer of a subscription as it comes, until it is stopped', async () => {
  const { page, troubles } = await openWatchedPage(browser, api.origin);
  const query = 'subscription {\n  fileChanged(prefix: "live") {\n    filename\n    revision\n  }\n}';
  await openGraphiql(page, api.origin, query);
  const opened = page.waitForResponse((response) =>
    response.headers()['content-type']?.startsWith('text/event-stream'),
  );
  await pressRun(page);
  await opened;
  let revision;
  for (const cases of [1204, 1300]) {
    revision = await sendSheet('live.csv', cases);
    await shownAnswer(page, new RegExp(`"filename": "live.csv",\\s*"revision": ${revision}\\b`));
  }
  await page.screenshot({ path: `${artifacts}/graphiql-subscription.png` });
  await pressRun(page);
  const seen = await shownAnswer(page, new RegExp(`"revision": ${revision}\\b`));
  assert.doesNotMatch(seen, /"errors": /);
  assert.deepEqual(troubles, []);
});

test('what a page loads from elsewhere is refused by its policy, and noted', async () => {
  const { page, troubles } = await openWatchedPage(browser, api.origin);
  await openGraphiql(page, api.origin);
  await page.evaluate(
    () => new Promise((resolve) => Object.assign(new Image(), { src: 'http://example.com/', onerror: resolve })),
  );
  assert.match(troubles.join('\n'), /http:\/\/example\.com\/.*Content Security Policy/s);
});

test('a browser of these tests finds no other machine', async () => {
  const { page, troubles } = await openWatchedPage(browser, api.origin);
  await assert.rejects(page.goto('http://example.com/'), /ERR_NAME_NOT_RESOLVED/);
  await assert.rejects(page.goto('http://192.0.2.1/'), /ERR_NAME_NOT_RESOLVED/);
  // It may have tried https first.
  assert.ok(troubles.includes('request to http://example.com/'), troubles.join('\n'));
});
