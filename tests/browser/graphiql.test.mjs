// The page that scripts/build-graphiql makes, in a real browser. API_URL names the api service to ask, for
// example http://127.0.0.1:4000; without it a stub serves the page and answers.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { startApiStub } from './api_stub.mjs';
import { openBrowser, openWatchedPage } from './browser.mjs';
import { openGraphiql, pressRun, shownAnswer, shownQuery } from './graphiql.mjs';

const artifacts = fileURLToPath(new URL('../../build/test-artifacts', import.meta.url));
let api;
let browser;

before(async () => {
  mkdirSync(artifacts, { recursive: true });
  const url = process.env.API_URL;
  api = url ? { origin: new URL(url).origin, close() {} } : await startApiStub();
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  api?.close();
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
  assert.match(answer, /"files": /);
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
