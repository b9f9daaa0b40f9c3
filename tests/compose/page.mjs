// The Safe Inputs page as its container serves it, in a real browser.
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { openBrowser } from '../browser/browser.mjs';
import { Person } from '../page/person.mjs';

/** Sends a file as a person does, and waits until the page shows it in both stores. */
export async function sendByPage(url, path) {
  const browser = await openBrowser();
  try {
    const person = await Person.open(browser, url, 'fr');
    await person.upload(path, basename(path));
    await person.reached('stored');
    await person.reached('ledgered');
    assert.deepEqual(person.problems, []);
  } finally {
    await browser.close();
  }
}
