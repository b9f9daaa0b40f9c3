// Visual checks of a page: axe's findings, overflow, pictures.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const artifacts = fileURLToPath(new URL('../../build/test-artifacts/page', import.meta.url));
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const wide = { width: 1280, height: 800 };
const narrow = { width: 320, height: 800 };

async function axe(page, options) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const violations = await page.evaluate(async (given) => (await globalThis.axe.run(given)).violations, options);
  const told = ({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`);
  return violations.flatMap(told);
}

// Without motion: colours that are on their way to others would be found.
function schemeOf(page, scheme) {
  const features = { 'prefers-color-scheme': scheme, 'prefers-reduced-motion': 'reduce' };
  return page.emulateMediaFeatures(Object.entries(features).map(([name, value]) => ({ name, value })));
}

/** Findings of axe; in the dark scheme only colours differ. */
async function violations(page, wholly) {
  await schemeOf(page, 'light');
  const light = await axe(page, { resultTypes: ['violations'] });
  if (!wholly) return light;
  await schemeOf(page, 'dark');
  const dark = await axe(page, { resultTypes: ['violations'], runOnly: ['color-contrast'] });
  await schemeOf(page, 'light');
  return [...light, ...dark.map((finding) => `dark: ${finding}`)];
}

// Runs in the page: what is wider than the page, or is cut off, outside of what scrolls by itself.
function overflowing() {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const scrolls = '.table-scroll, .visually-hidden';
  const isBeyond = (element) => element.getBoundingClientRect().right > clientWidth + 1 && !element.closest(scrolls);
  const beyond = [...document.body.querySelectorAll('*')].filter(isBeyond);
  return [`${scrollWidth} px`, ...beyond.map((element) => element.outerHTML.slice(0, 100))];
}

async function picture(page, name) {
  mkdirSync(artifacts, { recursive: true });
  await page.screenshot({ path: `${artifacts}/${name}.png`, fullPage: true });
}

/** Elements that overflow at 1280 px with text of 200 %, and at 320 px. */
async function overflow(page, name) {
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  const large = await page.evaluate(overflowing);
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
  await page.setViewport(narrow);
  const small = await page.evaluate(overflowing);
  await picture(page, `${name}-320`);
  await page.setViewport(wide);
  return [...large.map((what) => `200 %: ${what}`), ...small.map((what) => `320 px: ${what}`)];
}

/**
 * {violations, overflow} of the page as it is, with pictures under `name`. `wholly`: in the dark scheme too, and a
 * picture at 1280 px; what they show does not depend on the language.
 */
export async function look(page, name, wholly) {
  await page.setViewport(wide);
  const found = await violations(page, wholly);
  if (wholly) await picture(page, `${name}-1280`);
  return { violations: found, overflow: await overflow(page, name) };
}
