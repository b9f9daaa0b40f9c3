// A person at the Safe Inputs page: finds things by their roles and visible names, in the page's language.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../api/servers.mjs';
import { openWatchedPage } from '../browser/browser.mjs';
import { plain, wordsOf } from './words.mjs';

const patience = 60_000;
const folder = temporaryFolder();

/** A file of a test's own, for a file chooser; returns its path. */
export function fileOf(name, bytes) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

// Runs in the page, before its own script: what its live regions said, one text for each change. An alert is told
// when it appears, a status only when it changes.
function listen() {
  globalThis.heard = [];
  const regions = '[role=status], [role=alert], [aria-live]';
  const elementOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
  new MutationObserver((changes) => {
    const told = new Set();
    for (const { target, addedNodes } of changes) {
      told.add(elementOf(target)?.closest(regions));
      for (const node of addedNodes) if (node.matches?.('[role=alert]')) told.add(node);
    }
    for (const region of told) if (region?.isConnected && region.textContent) heard.push(region.innerText);
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

// Runs in the page: what has the focus, as a screen reader would say it.
function focused() {
  const element = document.activeElement;
  if (element === document.body) return 'page';
  const kinds = { H1: 'heading', H2: 'heading', A: 'link', BUTTON: 'button', TD: 'cell', TH: 'header', INPUT: 'field' };
  const kind = element.getAttribute('role') ?? kinds[element.tagName] ?? element.tagName.toLowerCase();
  const ids = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
  const labels = ids.length > 0 ? ids.map((id) => document.getElementById(id)) : [element.labels?.[0] ?? element];
  return `${kind}: ${element.getAttribute('aria-label') ?? labels.map(({ innerText }) => innerText).join(': ')}`;
}

// Runs in the page: what is wrong with how the focus is shown, and with the size of what has it (WCAG 2.4.7, 2.5.8).
function faultsOfFocus() {
  const { activeElement } = document;
  const isChooser = activeElement.type === 'file';
  const shown = isChooser ? activeElement.closest('.drop').querySelector('.button') : activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  const { width, height } = shown.getBoundingClientRect();
  const isInText = activeElement.tagName === 'A' || activeElement.classList.contains('link');
  const seen = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  const large = isInText || Math.min(width, height) >= 24;
  return [...(seen ? [] : ['no outline']), ...(large ? [] : [`${width} x ${height}`])];
}

/** Messages that a watched page logged, without the browser's own about answers that the page handles. */
export function problemsOf(troubles) {
  const expected = /^console: (Failed to load resource|The Cross-Origin-Opener-Policy header has been ignored)/;
  return troubles.filter((trouble) => !expected.test(trouble));
}

export class Person {
  #change;

  constructor(page, troubles, language, change) {
    Object.assign(this, { page, troubles });
    this.#change = change;
    this.speak(language);
  }

  /** Opens the page in a browser of its own, or (`beside`) in another tab of a person's. */
  static async open(browser, origin, language, { beside, change } = {}) {
    const { page, troubles } = await openWatchedPage(browser, origin, beside?.page.browserContext());
    page.setDefaultTimeout(patience);
    page.on('dialog', (dialog) => dialog.accept());
    const person = new Person(page, troubles, language, change);
    await page.evaluateOnNewDocument(listen);
    const userAgent = await browser.userAgent();
    const browserItself = await page.createCDPSession();
    await browserItself.send('Emulation.setUserAgentOverride', { userAgent, acceptLanguage: `${language}-CA` });
    await person.go(origin);
    return person;
  }

  /** From now on names are those of a language. */
  speak(language) {
    this.language = language;
    Object.assign(this, wordsOf(language, this.#change));
  }

  /** In the tab that is in front from now on: one behind it draws nothing. */
  async go(address) {
    await this.page.bringToFront();
    await this.page.goto(address);
    await this.find('heading');
  }

  /** `name` in the quotation marks of the language. */
  quoted(name) {
    return this.f.quoted(name);
  }

  /** Waits for the element with this role and name. */
  find(role, name) {
    return this.page.waitForSelector(`aria/${name ?? ''}[role="${role}"]`);
  }

  async press(role, name) {
    const element = await this.find(role, name);
    await element.click();
  }

  heading(name) {
    return this.find('heading', name);
  }

  async shows(text) {
    return plain(await this.page.evaluate(() => document.body.innerText)).includes(plain(text));
  }

  /** Waits until the page shows a text. */
  sees(text) {
    const shows = (wanted) => {
      const shown = document.body.innerText.replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ');
      return shown.includes(wanted);
    };
    return this.page.waitForFunction(shows, {}, plain(text));
  }

  /** By the button, in the system's own window. */
  async choose(...paths) {
    const label = await this.page.waitForSelector(`label ::-p-text(${this.t.choose.label})`);
    await this.chooseBy(() => label.click(), ...paths);
  }

  /** In the system's own window, which an action opens. */
  async chooseBy(open, ...paths) {
    // Once the page has answered, its browser has heard that a window is waited for.
    const [chooser] = await Promise.all([this.page.waitForFileChooser(), this.settled().then(open)]);
    await chooser.accept(paths);
  }

  /** Turns to another file of the queue. */
  async show(name) {
    const button = await this.page.waitForSelector(`.queue .open ::-p-text(${name})`);
    await button.click();
  }

  /** By dragging it from the system's own window over the page, and dropping it there. */
  async drop(...files) {
    const mouse = await this.page.createCDPSession();
    const data = { items: [], files, dragOperationsMask: 1 };
    const send = (type) => mouse.send('Input.dispatchDragEvent', { type, x: 600, y: 500, data });
    await send('dragEnter');
    await send('dragOver');
    await this.sees(this.t.choose.dropNow);
    await send('drop');
  }

  /** Chooses a file, and waits until it can be checked. */
  async check(path, name) {
    await this.choose(path);
    await this.heading(this.t.preview.title(this.quoted(name)));
    await this.worked();
  }

  /** Takes a sheet out of what goes, or puts it back. */
  async toggle(sheet) {
    const label = await this.page.waitForSelector(`.sheets label ::-p-text(${sheet})`);
    await label.click();
  }

  /** Waits until the page has worked out how much data would be sent. */
  async worked() {
    await this.page.waitForSelector('button.primary[aria-disabled=false]');
  }

  async review(name) {
    await this.press('button', this.t.preview.next);
    await this.heading(this.t.review.title(this.quoted(name)));
    await this.page.waitForFunction((asking) => !document.body.innerText.includes(asking), {}, this.t.review.asking);
  }

  /** From the file to the receipt. */
  async upload(path, name) {
    await this.check(path, name);
    await this.review(name);
    await this.press('button', this.t.review.send);
    await this.heading(this.t.receipt.title(this.quoted(name)));
  }

  /** Waits until a stage has been reached. */
  reached(stage) {
    const name = this.t.stages[stage];
    const isReached = (wanted) =>
      [...document.querySelectorAll('.stages li.done strong')].some(({ textContent }) => textContent === wanted);
    return this.page.waitForFunction(isReached, {}, name);
  }

  /** Entries of the receipt, by name. */
  receipt() {
    const pairs = (facts) => facts.map(({ children }) => [...children].map(({ innerText }) => innerText));
    return this.page.$$eval('.receipt .facts > div', pairs).then(Object.fromEntries);
  }

  async switchLanguage() {
    await this.press('button', this.t.otherLanguage);
    this.speak(this.language === 'en' ? 'fr' : 'en');
    await this.page.waitForSelector(`html[lang=${this.language}]`);
  }

  /** Saves the file that an action offers; resolves to its {name, text}. */
  async save(ask) {
    const session = await this.page.browser().target().createCDPSession();
    const options = { behavior: 'allow', downloadPath: folder, eventsEnabled: true };
    await session.send('Browser.setDownloadBehavior', { ...options, browserContextId: this.page.browserContext().id });
    const begun = new Promise((resolve) => session.once('Browser.downloadWillBegin', resolve));
    const saved = new Promise((resolve) => {
      session.on('Browser.downloadProgress', ({ state }) => state === 'completed' && resolve());
    });
    await ask();
    const { suggestedFilename: name } = await begun;
    await saved;
    await session.detach();
    return { name, text: readFileSync(join(folder, name), 'utf8') };
  }

  /** By the tabulator key alone; every stop on the way must be seen, and be large enough to be hit. */
  async tabTo(wanted) {
    const stops = [];
    while (stops.length < 80) {
      await this.page.keyboard.press('Tab');
      const stop = plain(await this.page.evaluate(focused));
      if (stop !== 'page') stops.push([stop, ...(await this.page.evaluate(faultsOfFocus))]);
      if (stop === plain(wanted)) return stops;
    }
    throw new Error(`expected ${wanted} among ${stops.map(([stop]) => stop).join(', ')}`);
  }

  /** Errors that should not have happened. */
  get problems() {
    return problemsOf(this.troubles);
  }

  /** Waits until the page has drawn what it has, and done what follows from that: it moves the focus, and announces. */
  async settled() {
    await this.page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
    await this.page.evaluate(async () => {
      const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      for (const _ of ['the state', 'what its effects change']) await drawn();
    });
  }

  async focused() {
    await this.settled();
    return plain(await this.page.evaluate(focused));
  }

  /** Announcements since the last call. */
  async heard() {
    await this.settled();
    return (await this.page.evaluate(() => heard.splice(0))).map(plain);
  }
}
