// GraphiQL as a person uses it: look at the query, press the button, read the answer.
import { setTimeout } from 'node:timers/promises';

const patience = 20_000;
const queryPane = '.graphiql-query-editor .view-lines';
const answerPane = '.result-window .view-lines';

// The text of a pane, without the lines that do not fit. The editor shows every space as one that
// does not break.
const textOf = (page, pane) =>
  page.evaluate((selector) => document.querySelector(selector)?.innerText.replaceAll('\u00a0', ' ') ?? '', pane);

// Waits until a pane shows what matches, and returns all that it shows.
async function shown(page, pane, pattern) {
  const deadline = Date.now() + patience;
  let text = await textOf(page, pane);
  while (!pattern.test(text)) {
    if (Date.now() > deadline) throw new Error(`expected ${pattern} in ${pane}, it shows: ${text}`);
    await setTimeout(100);
    text = await textOf(page, pane);
  }
  return text;
}

// Opens GraphiQL with a query, or with its own default one, and returns the answer of the server.
export async function openGraphiql(page, origin, query) {
  await page.setViewport({ width: 1280, height: 800 });
  const search = query ? `?${new URLSearchParams({ query })}` : '';
  const response = await page.goto(`${origin}/graphiql${search}`);
  await shown(page, queryPane, /\w/);
  return response;
}

export const shownQuery = (page, pattern) => shown(page, queryPane, pattern);
export const shownAnswer = (page, pattern) => shown(page, answerPane, pattern);

// Runs the query, or stops a subscription.
export const pressRun = (page) => page.click('.graphiql-execute-button');
