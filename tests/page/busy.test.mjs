// A large sheet on a slow computer: the page reads and draws it in small tasks, so that it answers meanwhile. How long a
// key waits by the clock is told, not judged: the clock tells of the machine's other programs as well.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { startNats } from '../api/servers.mjs';
import { openBrowser, openWatchedPage } from '../browser/browser.mjs';
import { tableOf } from './files.mjs';
import { fileOf, problemsOf } from './person.mjs';
import { Door, siteName } from './site.mjs';

const rows = 100_000;
const slowness = 6;
/** Limit of one task's own time: a key pressed meanwhile waits for its rest and for the next frame. */
const mostTaskMs = 150;
/** Eleven cells in each of the rows that are drawn at a time, and what stands around the table. */
const mostElements = 100;

const large = fileOf('large.xlsx', tableOf(rows));
let nats;
let door;
let browser;

before(async () => {
  nats = await startNats();
  door = await new Door(nats.url).start();
  browser = await openBrowser([siteName]);
});

after(async () => {
  await browser?.close();
  await door?.stop();
  await nats?.stop();
});

// Runs in the page: how many elements each drawing brings, and how long it takes to answer each key.
function watch() {
  globalThis.drawings = [];
  globalThis.answers = [];
  new MutationObserver((changes) => {
    const added = changes.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node instanceof Element);
    drawings.push(added.reduce((sum, element) => sum + 1 + element.querySelectorAll('*').length, 0));
  }).observe(document.body, { subtree: true, childList: true });
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'keydown') answers.push(duration);
  }).observe({ type: 'event', durationThreshold: 16 });
}

/** Presses a key again and again until `over` settles. */
async function pressKeys(page, over) {
  let pressing = true;
  const stop = () => (pressing = false);
  over.then(stop, stop);
  while (pressing) {
    await page.keyboard.press('Shift');
    await setTimeout(20);
  }
}

/** Chooses the file; when its first rows and its size are there. Asks seldom, since the page answers that as well. */
async function readAndDraw(page) {
  const input = await page.$('#choose-files');
  await input.uploadFile(large);
  const isDrawn = () =>
    document.querySelector('button.primary[aria-disabled=false]') !== null &&
    document.querySelector('[aria-busy=true]') === null;
  while (!(await page.evaluate(isDrawn))) await setTimeout(250);
}

/**
 * The tasks of the page's main thread in a trace: the longest by its own time in ms, and how many times longer all
 * took by the clock, since other programs use the machine too.
 */
function tasksOf(trace) {
  const { traceEvents } = JSON.parse(Buffer.from(trace).toString());
  const { pid, tid } = traceEvents.find(({ name }) => name === 'TimeStamp');
  const tasks = traceEvents.filter(
    (event) => event.pid === pid && event.tid === tid && /RunTask$/.test(event.name) && event.tdur > 20_000,
  );
  const sum = (what) => tasks.reduce((total, task) => total + task[what], 0);
  return { longest: Math.max(...tasks.map(({ tdur }) => tdur)) / 1000, slowdown: sum('dur') / sum('tdur') };
}

test('100,000 rows of ten columns are read and drawn in tasks that leave room for keys', async (t) => {
  const { page, troubles } = await openWatchedPage(browser, door.origin);
  await page.goto(door.origin);
  await page.waitForNetworkIdle();
  await page.emulateCPUThrottling(slowness);
  await page.evaluate(watch);
  await page.tracing.start({ categories: ['toplevel', 'devtools.timeline'] });
  await page.evaluate(() => console.timeStamp('here'));
  const drawn = readAndDraw(page);
  await Promise.all([pressKeys(page, drawn), drawn]);
  const { longest, slowdown } = tasksOf(await page.tracing.stop());
  const [answer, most] = await page.evaluate(() => [Math.max(0, ...answers), Math.max(...drawings)]);
  const shown = await page.$$eval('table.data tbody tr', (list) => list.length);

  t.diagnostic(`answered within ${answer} ms on a machine ${slowdown.toFixed(2)} times as slow as alone`);
  t.diagnostic(`longest task ${Math.round(longest)} ms, at most ${most} elements at a time`);
  assert.equal(shown, 25);
  assert.ok(most <= mostElements, `${most} elements were drawn at a time`);
  assert.ok(longest < mostTaskMs, `a task took ${longest} ms`);
  assert.ok(answer > 0, 'no key was answered while the sheet was read');
  assert.deepEqual(problemsOf(troubles), []);
});
