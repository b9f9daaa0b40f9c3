// Ten uploads, watched in three tabs of one browser over one stream of events.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { notes, workbookOf } from './files.mjs';
import { fileOf, Person } from './person.mjs';
import { siteForTests } from './site.mjs';

const here = siteForTests();
const names = Array.from({ length: 10 }, (_, i) => `file-${i}.xlsx`);
const stores = ['kv-writer', 'immudb-writer'];

/** Resolves when a condition holds; tests look at the link, which tells nobody. */
async function until(holds, what) {
  const end = performance.now() + 20_000;
  while (!holds()) {
    assert.ok(performance.now() < end, what());
    await setTimeout(20);
  }
}

/** Sends all files of the queue, one after the other, as a person does. */
async function sendAll(person) {
  const { t } = person;
  await person.choose(...names.map((name, i) => fileOf(name, workbookOf({ Notes: [...notes, [`${i}`, 'Ana']] }))));
  for (const name of names) {
    await person.show(name);
    await person.heading(t.preview.title(person.quoted(name)));
    await person.worked();
    await person.review(name);
    await person.press('button', t.review.send);
    await person.heading(t.receipt.title(person.quoted(name)));
  }
}

/** Waits until a tab's list says the same of ten uploads. */
async function allAre(person, state) {
  await person.page.bringToFront();
  const areAll = (wanted) => {
    const told = [...document.querySelectorAll('.overall')].map(({ innerText }) => innerText);
    return told.filter((text) => text === wanted).length === 10;
  };
  await person.page.waitForFunction(areAll, {}, person.t.overall[state]);
}

test('ten uploads reach both stores on the screens of three tabs, over one stream', async () => {
  here.site.pause(...stores);
  const first = await Person.open(here.browser, here.door.origin, 'en');
  const list = { beside: first };
  const others = [];
  for (const language of ['en', 'fr']) {
    const person = await Person.open(here.browser, here.door.origin, language, list);
    await person.press('link', person.t.navUploads);
    others.push(person);
  }
  await first.page.bringToFront();
  await sendAll(first);
  await first.press('link', first.t.navUploads);
  const tabs = [first, ...others];
  for (const person of tabs) await allAre(person, 'onItsWay');
  const told = () => `expected one stream of ten uploads, there are ${JSON.stringify(here.door.link.streams)}`;
  await until(() => here.door.link.streams.length === 1 && new Set(here.door.link.streams[0]).size === 10, told);

  here.site.resume(...stores);
  for (const person of tabs) await allAre(person, 'arrived');
  await until(() => here.door.link.streams.length === 0, () => `expected no stream, there are ${here.door.link.streams.length}`);
  for (const person of tabs) assert.deepEqual(person.problems, []);
});

test('when the tab with the stream is closed, another one goes on', async () => {
  const first = await Person.open(here.browser, here.door.origin, 'en');
  here.site.pause(...stores);
  await first.upload(fileOf('left.xlsx', workbookOf({ Notes: notes })), 'left.xlsx');
  await until(() => here.door.link.streams.length === 1, () => 'expected a stream');
  const second = await Person.open(here.browser, here.door.origin, 'en', { beside: first });
  await second.go(`${here.door.origin}/#uploads`);
  await first.page.close();
  here.site.resume(...stores);
  await second.sees(second.t.overall.arrived);
  assert.deepEqual(second.problems, []);
});

test('the same data in a second tab is told to be a second upload, and is one', async () => {
  const first = await Person.open(here.browser, here.door.origin, 'en');
  const second = await Person.open(here.browser, here.door.origin, 'en', { beside: first });
  const { t } = first;
  const path = fileOf('twice.xlsx', workbookOf({ Notes: notes }));
  const title = t.receipt.title(first.quoted('twice.xlsx'));
  await first.page.bringToFront();
  await first.check(path, 'twice.xlsx');
  await first.review('twice.xlsx');
  here.door.link.holdNextUpload();
  await first.press('button', t.review.send);
  await first.heading(t.sending.title(first.quoted('twice.xlsx')));

  await second.page.bringToFront();
  await second.check(path, 'twice.xlsx');
  await second.review('twice.xlsx');
  await second.sees(t.review.sameNow);
  await second.press('button', t.review.send);
  await second.heading(title);
  const receipt = await second.receipt();

  await first.page.bringToFront();
  await first.press('button', t.sending.cancel);
  await first.press('button', t.interrupted.again);
  await first.heading(title);
  const { [t.receipt.uploadId]: id, [t.receipt.sha256]: sha256 } = await first.receipt();
  assert.equal(receipt[t.receipt.sha256], sha256);
  assert.notEqual(receipt[t.receipt.uploadId], id);
});
