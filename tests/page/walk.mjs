// A person's way through every state of the page.
import { basename as nameOf } from 'node:path';
import { publishAll } from '../api/pipeline.mjs';
import { endlessFile, large, notes, passwordFile, questionable, workbookOf } from './files.mjs';
import { fileOf } from './person.mjs';

export const tokenText = 'a-token-of-the-tests';

/** Less than the sheet Large of cases.xlsx. */
export const mostBytes = 50_000;

const stageOf = [
  ['extract', 'extracted'],
  ['uppercase', 'uppercased'],
  ['kv-writer', 'stored'],
  ['immudb-writer', 'ledgered'],
];
const stores = ['kv-writer', 'immudb-writer'];

/** The files of one walk, whose names are its own: what is stored outlives it. */
function choices(tag) {
  const cases = { Cases: questionable(), Notes: notes, Large: large() };
  return {
    endless: fileOf(`endless${tag}.fods`, endlessFile()),
    next: fileOf(`next${tag}.csv`, 'a,b\n1,2\n'),
    password: fileOf(`password${tag}.xlsx`, passwordFile()),
    cases: fileOf(`cases${tag}.xlsx`, workbookOf(cases)),
    taken: fileOf(`taken${tag}?.csv`, 'a,b\n1,2\n'),
    lost: fileOf(`lost${tag}.csv`, 'a,b\n1,2\n'),
  };
}

/** Leaves no key for the file: both that it might get hold another. */
async function takeKeys(site, door, name) {
  const headers = { 'File-Name': 'another' };
  const body = JSON.stringify({ filename: 'another', metadata: {}, content: [] });
  for (const _ of ['its own', 'the one instead']) {
    const { key } = await door.get(`/files?name=${encodeURIComponent(name)}`);
    if (key) await publishAll(site.natsPort, [{ subject: `$KV.safeInputsFiles.${key}`, body, headers }]);
  }
}

/** Reading, waiting, and what cannot be read. */
async function* readingStates(person, files) {
  const { t } = person;
  const endless = person.quoted(nameOf(files.endless));
  yield 'empty';
  await person.choose(files.endless, files.next);
  await person.heading(t.reading.title(endless));
  await person.page.waitForSelector('.phases li.current:nth-child(2)');
  yield 'reading';
  await person.show(nameOf(files.next));
  await person.heading(t.waiting.title(person.quoted(nameOf(files.next))));
  yield 'waiting';
  await person.press('button', t.queue.removeName(person.quoted(nameOf(files.next))));
  await person.heading(t.reading.title(endless));
  await person.press('button', t.reading.cancel);
  await person.page.waitForFunction(() => document.querySelector('.panel') === null);
  yield 'cancelled';
  await person.choose(files.password);
  await person.heading(t.failed.title(person.quoted(nameOf(files.password))));
  yield 'password';
  await person.press('button', t.queue.remove);
}

/** Reading: content, warnings, and files that cannot be sent. */
async function* previewStates(person, files) {
  const { t } = person;
  await person.check(files.cases, nameOf(files.cases));
  yield 'preview';
  await person.page.select('.warnings select', 'leadingZeros');
  await person.press('button', t.warnings.jump('Cases', 'D28'));
  await person.page.waitForSelector('td:focus');
  yield 'cell';
  for (const sheet of ['Cases', 'Notes', 'Large']) await person.toggle(sheet);
  await person.press('button', t.preview.next);
  await person.page.waitForSelector('.error-summary');
  yield 'noSheet';
  for (const sheet of ['Cases', 'Notes', 'Large']) await person.toggle(sheet);
  await person.worked();
  await person.press('button', t.preview.next);
  await person.page.waitForSelector('.error-summary');
  yield 'tooLarge';
  await person.toggle('Large');
  await person.worked();
  await person.review(nameOf(files.cases));
  yield 'review';
}

/** Sending, interrupted and whole, and every stage that comes then. */
async function* sendingStates(person, files, site, door) {
  const { t } = person;
  const name = person.quoted(nameOf(files.cases));
  door.link.holdNextUpload();
  await person.press('button', t.review.send);
  await person.heading(t.sending.title(name));
  await person.page.waitForFunction(() => document.querySelector('#sent')?.value > 0);
  yield 'sending';
  await person.press('button', t.sending.cancel);
  await person.heading(t.interrupted.title(name));
  yield 'interrupted';
  site.pause('extract', 'uppercase', ...stores);
  await person.press('button', t.interrupted.again);
  await person.heading(t.receipt.title(name));
  await person.reached('accepted');
  yield 'receipt';
  for (const [service, stage] of stageOf) {
    site.resume(service);
    await person.reached(stage);
    yield stage;
  }
}

/** Stored files, the list of uploads, and replacing a file. */
async function* laterStates(person, files) {
  const { t } = person;
  await person.press('link', t.receipt.openStored);
  await person.heading(t.stored.title(person.quoted(nameOf(files.cases))));
  await person.page.waitForSelector('table.data');
  yield 'storedFile';
  await person.press('link', t.navUploads);
  await person.heading(t.uploads.title);
  yield 'uploads';
  await person.press('link', t.navSend);
  await person.press('button', t.queue.removeName(person.quoted(nameOf(files.cases))));
  await person.check(files.cases, nameOf(files.cases));
  for (const sheet of ['Notes', 'Large']) await person.toggle(sheet);
  await person.worked();
  await person.review(nameOf(files.cases));
  yield 'replace';
  await person.press('button', t.review.send);
  await person.page.waitForSelector('.error-summary');
  yield 'replaceNotConfirmed';
  await person.press('button', t.queue.removeName(person.quoted(nameOf(files.cases))));
}

/** An upload that the pipeline puts aside. */
async function* deadLetterStates(person, files, site, door) {
  const { t } = person;
  await takeKeys(site, door, nameOf(files.taken));
  site.pause(...stores);
  await person.upload(files.taken, nameOf(files.taken));
  await person.reached('uppercased');
  await person.heard();
  site.resume('immudb-writer');
  await person.reached('ledgered');
  site.resume('kv-writer');
  await person.page.waitForSelector('.stages li.failed');
  yield 'deadLetter';
  await person.press('button', t.queue.removeName(person.quoted(nameOf(files.taken))));
}

/** The service away, and a send that a reload interrupts. */
async function* awayStates(person, files, door) {
  const { t } = person;
  await person.check(files.lost, nameOf(files.lost));
  door.link.cut();
  await person.review(nameOf(files.lost));
  yield 'away';
  await person.press('button', t.review.send);
  await person.heading(t.sending.title(person.quoted(nameOf(files.lost))));
  await person.sees(t.sending.announcePause);
  yield 'again';
  // By itself it gives up after some tries.
  await person.page.evaluate(() => document.querySelector('.panel-sending button')?.click());
  await person.heading(t.interrupted.title(person.quoted(nameOf(files.lost))));
  await person.press('link', t.navUploads);
  await person.go(`${door.origin}/#stored=${nameOf(files.cases)}`);
  await person.page.waitForSelector('.notice.danger');
  yield 'storedAway';
  door.link.mend();
  await person.page.reload();
  await person.press('link', t.navSend);
  await person.sees(t.unfinished.unknown(person.quoted(nameOf(files.lost))));
  yield 'unfinished';
  await person.check(files.lost, nameOf(files.lost));
  await person.review(nameOf(files.lost));
  yield 'resumed';
}

/** A service that asks for a token, and knows one: tokenText. */
export async function* walkToToken(person, door) {
  const { t } = person;
  await person.go(`${door.origin}/#stored=nothing`);
  await person.heading(t.token.title);
  yield 'token';
  await person.press('button', t.token.submit);
  await person.sees(t.token.empty);
  yield 'tokenEmpty';
  await person.page.focus('#token');
  await person.page.keyboard.type('wrong\n');
  await person.sees(t.token.refused);
  yield 'tokenRefused';
  await person.page.focus('#token');
  await person.page.keyboard.type(`${tokenText}\n`);
  await person.sees(person.failure({ code: 'unknown-file' }));
  yield 'nothingStored';
}

/** Goes through all other states and stops in each, with its name. `tag` is in the names of its files. */
export async function* walk(person, site, door, tag) {
  const files = choices(tag);
  yield* readingStates(person, files);
  yield* previewStates(person, files);
  yield* sendingStates(person, files, site, door);
  yield* laterStates(person, files);
  yield* deadLetterStates(person, files, site, door);
  yield* awayStates(person, files, door);
}
