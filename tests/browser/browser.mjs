// A real browser for tests, here and in tests/page: Chromium without a window, which reaches nothing but this
// machine.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import puppeteer from 'puppeteer-core';

function findChromium() {
  const places = process.env.PATH.split(delimiter).map((folder) => join(folder, 'chromium'));
  const found = places.find((path) => existsSync(path));
  if (!found) throw new Error('expected chromium on PATH, found none: scripts/setup installs it');
  return found;
}

// names: host names that mean this machine, as a network's own name server would say.
export function openBrowser(names = []) {
  const ours = names.map((name) => `MAP ${name} 127.0.0.1`);
  const rules = [...ours, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'].join(' , ');
  const args = ['--disable-gpu', `--host-resolver-rules=${rules}`];
  // Chromium's sandbox does not start as root.
  if (process.getuid() === 0) args.push('--no-sandbox');
  return puppeteer.launch({ executablePath: findChromium(), args });
}

// Opens a tab that remembers nothing of others, or (context) one beside others. It writes down, from before its
// first request on, what should not happen there: requests to elsewhere than origin, what its security policy
// refused, and errors of its scripts.
export async function openWatchedPage(browser, origin, context) {
  const page = await (context ?? (await browser.createBrowserContext())).newPage();
  const troubles = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && new URL(url).origin !== origin) troubles.push(`request to ${url}`);
  });
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
  });
  return { page, troubles };
}
