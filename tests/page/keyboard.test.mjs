// The whole way of a file with the keyboard alone; files that are dropped, and those that the page saves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notes, questionable, workbookOf } from './files.mjs';
import { fileOf, Person } from './person.mjs';
import { siteForTests } from './site.mjs';

const here = siteForTests();
const book = fileOf('keys.xlsx', workbookOf({ Cases: questionable(), Notes: notes }));

for (const language of ['en', 'fr']) {
  test(`a file is chosen, reviewed, sent and looked at with the keyboard alone, in ${language}`, async () => {
    const person = await Person.open(here.browser, here.door.origin, language);
    const { page, t } = person;
    const { keyboard } = page;
    assert.equal(await page.evaluate(() => isSecureContext), false);
    const stops = [];
    const goTo = async (wanted) => stops.push(...(await person.tabTo(wanted)));

    await goTo(`link: ${t.skip}`);
    await goTo(`field: ${t.choose.label}`);
    await person.chooseBy(() => keyboard.press('Enter'), book);
    await person.heading(t.preview.title(person.quoted('keys.xlsx')));
    await person.worked();

    // Leaves a sheet out and puts it back, and turns to the last page of the other.
    await goTo(`field: Notes ${t.preview.sheet(2, 2, person.f)}`);
    await keyboard.press('Space');
    await keyboard.press('Space');
    await person.worked();
    await goTo(`button: ${t.preview.next}`);
    await goTo(`region: ${t.table.region(person.quoted('Cases'))}`);
    await goTo(`button: ${t.table.last}`);
    await keyboard.press('Enter');
    await person.sees(t.table.pageOf('3', '3'));
    await goTo(`button: ${t.warnings.jump('Cases', 'D28')}`);
    await keyboard.press('Enter');
    await page.waitForSelector('td:focus');

    // From the cell round to the beginning.
    await goTo(`button: ${t.preview.next}`);
    await keyboard.press('Enter');
    await person.heading(t.review.title(person.quoted('keys.xlsx')));
    await goTo(`button: ${t.review.send}`);
    await keyboard.press('Enter');
    await person.heading(t.receipt.title(person.quoted('keys.xlsx')));
    await person.reached('stored');
    await person.reached('ledgered');
    await goTo(`link: ${t.receipt.openStored}`);
    await keyboard.press('Enter');
    await person.heading(t.stored.title(person.quoted('keys.xlsx')));
    await goTo(`region: ${t.table.region(person.quoted('Cases'))}`);
    await person.sees('MANY');
    assert.deepEqual(stops.filter(([, ...faults]) => faults.length > 0), []);
    assert.deepEqual(person.problems, []);
  });
}

test('files that are dropped anywhere on the page are read', async () => {
  const person = await Person.open(here.browser, here.door.origin, 'en');
  await person.drop(book, fileOf('second.csv', 'a,b\n1,2\n'));
  await person.heading('Check “\u2068keys.xlsx\u2069”');
  await person.show('second.csv');
  await person.heading('Check “\u2068second.csv\u2069”');
  assert.deepEqual(person.problems, []);
});

test('the list of what is questionable and the receipt can be saved', async () => {
  const person = await Person.open(here.browser, here.door.origin, 'fr');
  const { t } = person;
  const name = 'saved.xlsx';
  await person.check(fileOf(name, workbookOf({ Cases: questionable() })), name);
  const list = await person.save(() => person.press('button', t.warnings.csv));
  assert.equal(list.name, `saved-${t.warnings.csvName}`);
  assert.match(list.text, /^Cases,28,D,Code,leadingZeros,/m);
  await person.review(name);
  await person.press('button', t.review.send);
  await person.heading(t.receipt.title(person.quoted(name)));
  const receipt = await person.save(() => person.press('button', t.receipt.download));
  assert.equal(receipt.name, `saved-${t.receipt.downloadName}`);
  const shown = await person.receipt();
  const { uploadId, sha256, rows, duplicate } = JSON.parse(receipt.text);
  assert.deepEqual([uploadId, sha256], [shown[t.receipt.uploadId], shown[t.receipt.sha256]]);
  assert.deepEqual([rows, duplicate], [60, false]);
  assert.deepEqual(person.problems, []);
});

// Runs in the page: what could be pressed if it is seen.
function pressed() {
  const seen = [...document.querySelectorAll('button, nav a, input, select')].filter((one) => one.checkVisibility());
  return seen.map(({ innerText }) => innerText);
}

const motion = () => getComputedStyle(document.querySelector('button')).transitionDuration;

test('on paper is the receipt and nothing to press; and nothing moves for who wants no motion', async () => {
  const person = await Person.open(here.browser, here.door.origin, 'en');
  const { page } = person;
  await person.upload(fileOf('paper.csv', 'a,b\n1,2\n'), 'paper.csv');
  await person.reached('ledgered');
  const shown = await person.receipt();
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'no-preference' }]);
  assert.notEqual(await page.evaluate(motion), '0s');
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  assert.equal(await page.evaluate(motion), '0s');
  assert.notDeepEqual(await page.evaluate(pressed), []);
  await page.emulateMediaType('print');
  assert.deepEqual(await page.evaluate(pressed), []);
  assert.deepEqual(await person.receipt(), shown);
  assert.deepEqual(person.problems, []);
});
