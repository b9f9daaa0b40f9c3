// Every state of the page in both languages: what axe finds, what a screen reader is told, where the focus is, what
// does not fit. Leaves a picture of each at 1280 and at 320 px in build/test-artifacts/page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser } from '../browser/browser.mjs';
import { look } from './look.mjs';
import { buildMarkedPage, unmarkedTexts } from './marked.mjs';
import { marked } from './marks.mjs';
import { fileOf, Person } from './person.mjs';
import { builtPage, Site, siteName } from './site.mjs';
import { toldIn } from './told.mjs';
import { mostBytes, tokenText, walk, walkToToken } from './walk.mjs';

const site = new Site();
let browser;
let door;
let tokenDoor;

before(async () => {
  await site.start();
  door = await site.open({ MAX_UPLOAD_BYTES: String(mostBytes) });
  tokenDoor = await site.open({ UPLOAD_TOKENS_FILE: fileOf('tokens', `${tokenText}\n`) });
  browser = await openBrowser([siteName]);
});

after(async () => {
  await browser?.close();
  await site.stop();
});

/** Looks at each state; resolves to [state, {focus, heard, violations, overflow}] of all, and problems. */
async function lookAtAll(person, states) {
  const seen = [];
  for await (const state of states) {
    const told = { focus: await person.focused(), heard: await person.heard() };
    const looks = await look(person.page, `${state}-${person.language}`, person.language === 'en');
    seen.push([state, { ...told, ...looks }]);
  }
  return { seen, problems: person.problems };
}

const each = (seen, what) => Object.fromEntries(seen.map(([state, { [what]: found }]) => [state, found]));
const some = (seen, what) => Object.entries(each(seen, what)).filter(([, found]) => found.length > 0);

for (const language of ['en', 'fr']) {
  test(`the page in ${language}`, async (t) => {
    const person = await Person.open(browser, door.origin, language);
    const first = await lookAtAll(person, walk(person, site, door, `-${language}`));
    const other = await Person.open(browser, tokenDoor.origin, language);
    const last = await lookAtAll(other, walkToToken(other, tokenDoor));
    const seen = [...first.seen, ...last.seen];

    await t.test('axe finds nothing in any state', () => assert.deepEqual(some(seen, 'violations'), []));
    await t.test('nothing is wider than 320 px, nor than 1280 px with text of 200 %', () =>
      assert.deepEqual(some(seen, 'overflow'), []));
    await t.test('the focus and what is announced are as written', () => {
      const told = seen.map(([state, { focus, heard }]) => [state, focus, ...heard]);
      assert.deepEqual(told, toldIn(language));
    });
    await t.test('nothing went wrong unseen', () => assert.deepEqual([...first.problems, ...last.problems], []));
  });
}

// Runs in the page: what it shows, but for the words.
function outline() {
  return [...document.querySelectorAll('main *, dialog *')].map(({ tagName, className, checked, value }) =>
    [tagName, className.baseVal ?? className, checked, value].join(' '),
  );
}

test('every text is one of the catalogue, and the language can be switched anywhere', async () => {
  const page = await buildMarkedPage(builtPage);
  const markedDoor = await site.open({ MAX_UPLOAD_BYTES: String(mostBytes), PAGE_DIR: page });
  const markedTokenDoor = await site.open({ UPLOAD_TOKENS_FILE: fileOf('tokens', `${tokenText}\n`), PAGE_DIR: page });
  const person = await Person.open(browser, markedDoor.origin, 'en', { change: marked });
  const other = await Person.open(browser, markedTokenDoor.origin, 'en', { change: marked });
  const strange = [];
  const lost = [];
  const switchIn = async (who, state) => {
    await who.settled();
    const before = await who.page.evaluate(outline);
    await who.switchLanguage();
    const texts = await unmarkedTexts(who.page, ['Cases', 'Notes', 'Large']);
    strange.push(...texts.map((text) => [state, who.language, text]));
    // A send that is tried again changes by itself.
    const after = await who.page.evaluate(outline);
    if (state !== 'again' && before.join('\n') !== after.join('\n')) lost.push([state, who.language]);
  };
  const switchInAll = async (who, states) => {
    for await (const state of states) for (const _ of ['to French', 'and back']) await switchIn(who, state);
  };
  await switchInAll(person, walk(person, site, markedDoor, '-marked'));
  await switchInAll(other, walkToToken(other, markedTokenDoor));
  assert.deepEqual(strange, []);
  assert.deepEqual(lost, []);
});
