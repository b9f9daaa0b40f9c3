// A network that breaks while a file is sent, a server that dies while it is watched, a reading that is cancelled:
// there is one upload in the end, and the page tells so.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { notes, tableOf, workbookOf } from './files.mjs';
import { fileOf, Person } from './person.mjs';
import { siteForTests } from './site.mjs';

const here = siteForTests();
const rows = 10_000;
const large = fileOf('large.xlsx', tableOf(rows));
let person;

beforeEach(async () => {
  person = await Person.open(here.browser, here.door.origin, 'en');
});

/** The place of the last upload in the stream of all. */
async function lastSequence() {
  const id = `probe-${Math.random().toString(36).slice(2)}`;
  const body = JSON.stringify({ type: 'ParseEvent', state: 'DONE', filename: id, sheets: [] });
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': id };
  const answer = await fetch(`http://127.0.0.1:${here.door.port}/uploads`, { method: 'POST', headers, body });
  return (await answer.json()).sequence;
}

/** The keys of the sends that this tab has no answer to. */
async function pendingKeys() {
  const kept = await person.page.evaluate(() => sessionStorage.getItem('safe-inputs.pending-sends'));
  return JSON.parse(kept ?? '[]').map(({ key }) => key);
}

test('the network is lost in the middle of the body: the whole body goes again, and is one upload', async () => {
  const before = await lastSequence();
  const { t } = person;
  await person.check(large, 'large.xlsx');
  await person.review('large.xlsx');
  here.door.link.uploads = 0;
  here.door.link.cutNextUploadAfter(700_000);
  await person.press('button', t.review.send);
  await person.heading(t.receipt.title(person.quoted('large.xlsx')));
  const receipt = await person.receipt();
  assert.equal(here.door.link.uploads, 2);
  assert.equal(Number(receipt[t.receipt.sequence]), before + 1);
  assert.equal(receipt[t.receipt.rows], person.f.number(rows));
  await person.reached('ledgered');
  assert.equal(await lastSequence(), before + 2);
  assert.deepEqual(await pendingKeys(), []);
  assert.deepEqual(person.problems, []);
});

test('the answer is lost: the same upload is sent again, and told to have arrived', async () => {
  const { t } = person;
  const before = await lastSequence();
  await person.check(large, 'large.xlsx');
  await person.review('large.xlsx');
  here.door.link.loseNextAnswer();
  await person.press('button', t.review.send);
  await person.sees(t.sending.announcePause);
  here.door.link.mend();
  await person.heading(t.receipt.title(person.quoted('large.xlsx')));
  await person.sees(t.receipt.duplicate);
  assert.equal(Number((await person.receipt())[t.receipt.sequence]), before + 1);
});

/** Sends a file until the link has let go of it, as `lose` says, and stops; resolves to its key. */
async function interrupt(name, path, lose) {
  const { t } = person;
  await person.check(path, name);
  await person.review(name);
  lose();
  await person.press('button', t.review.send);
  const [key] = await pendingKeys();
  await person.sees(t.sending.announcePause);
  await person.press('button', t.sending.cancel);
  await person.heading(t.interrupted.title(person.quoted(name)));
  here.door.link.mend();
  return key;
}

test('after a reload the page asks what arrived, and takes the same key only for the same data', async () => {
  const { t } = person;
  const name = 'again.xlsx';
  const book = fileOf(name, workbookOf({ Notes: notes }));
  const key = await interrupt(name, book, () => here.door.link.cut());
  const asked = person.page.waitForResponse((response) => response.url().endsWith(`/uploads/${key}`));
  await person.page.reload();
  assert.equal((await asked).status(), 404);
  await person.sees(t.unfinished.unknown(person.quoted(name)));

  const other = fileOf('other.xlsx', workbookOf({ Notes: [...notes, ['third', 'Ana']] }));
  await person.check(other, 'other.xlsx');
  await person.review('other.xlsx');
  assert.equal(await person.shows(t.review.resumed), false);
  await person.press('button', t.review.send);
  await person.heading(t.receipt.title(person.quoted('other.xlsx')));
  assert.notEqual((await person.receipt())[t.receipt.uploadId], key);
  assert.deepEqual(await pendingKeys(), [key]);

  await person.press('button', t.queue.removeName(person.quoted('other.xlsx')));
  await person.check(book, name);
  await person.review(name);
  await person.sees(t.review.resumed);
  await person.press('button', t.review.send);
  await person.heading(t.receipt.title(person.quoted(name)));
  assert.equal((await person.receipt())[t.receipt.uploadId], key);
  assert.deepEqual(await pendingKeys(), []);
});

test('after a reload the page finds that it had arrived', async () => {
  const { t } = person;
  const name = 'arrived.xlsx';
  const key = await interrupt(name, fileOf(name, workbookOf({ Notes: notes })), () => here.door.link.loseNextAnswer());
  await person.page.reload();
  await person.sees(t.unfinished.arrived(person.quoted(name)));
  await person.press('button', t.unfinished.show);
  await person.reached('ledgered');
  assert.equal((await person.receipt())[t.receipt.uploadId], key);
});

test('the server dies while an upload is watched: its stages come to their end all the same', async () => {
  here.site.pause('kv-writer', 'immudb-writer');
  const streams = here.door.link.streamsOpened;
  await person.upload(fileOf('watched.xlsx', workbookOf({ Notes: notes })), 'watched.xlsx');
  await person.reached('uppercased');
  await here.door.restart();
  here.site.resume('kv-writer', 'immudb-writer');
  await person.reached('stored');
  await person.reached('ledgered');
  assert.ok(here.door.link.streamsOpened >= streams + 2, `${here.door.link.streamsOpened - streams} streams`);
  assert.deepEqual(person.problems, []);
});

test('a reading of 100,000 rows is cancelled while they are parsed, and nothing comes of it', async () => {
  const { page, t } = person;
  await person.choose(fileOf('huge.xlsx', tableOf(100_000)));
  await page.waitForSelector('.phases li.current:nth-child(2)');
  assert.equal(page.workers().length, 1);
  const ended = new Promise((resolve) => page.once('workerdestroyed', resolve));
  await person.press('button', t.reading.cancel);
  await ended;
  assert.equal(await page.$('.panel, .queue'), null);
  assert.equal(await person.focused(), `heading: ${t.navSend}`);
  // The next file is read as if there had been none before.
  await person.check(fileOf('small.csv', 'a,b\n1,2\n'), 'small.csv');
  assert.deepEqual(person.problems, []);
});
