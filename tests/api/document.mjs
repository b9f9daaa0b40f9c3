import { readFileSync } from 'node:fs';

const path = new URL('../../docs/graphql.md', import.meta.url);

/** The blocks of docs/graphql.md in their order: [{section, language, text}]. */
export function readBlocks() {
  const blocks = [];
  let section = '';
  for (const [, heading, language, text] of readFileSync(path, 'utf8').matchAll(
    /^## (.*)$|^```(\w+)\n([\s\S]*?)^```$/gm,
  )) {
    if (heading) section = heading;
    else blocks.push({ section, language, text });
  }
  return blocks;
}

/** The codes of its table of errors. */
export const readCodes = () =>
  [...readFileSync(path, 'utf8').matchAll(/^\| ([A-Z_]{6,})/gm)].map(([, code]) => code);

/** What differs from run to run, by its form. */
const forms = [
  ['time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/],
  ['SHA-256', /^[0-9a-f]{64}$/],
  ['made id', /^[0-9a-f]{32}$/],
  ['origin', /^\d{19}-\d+$/],
  ['id of a raw message', /^\d+-\d{19}$/],
];

/** A document of JSON as text, its keys in their order, and in place of what differs its form. */
export function normalised(json) {
  return JSON.stringify(json, (key, value) => {
    if (key === 'transaction' && /^\d+$/.test(value)) return '<transaction>';
    const form = typeof value === 'string' && forms.find(([, pattern]) => pattern.test(value));
    return form ? `<${form[0]}>` : value;
  });
}

/** Answers one behind the other, as curl leaves them. */
export const readAnswers = (text) =>
  text.trim().split(/(?<=\})\s*(?=\{"data":)/).map((answer) => JSON.parse(answer));

/** Server-sent events without the comments: [{event, data}]. */
export const readEvents = (text) =>
  [...text.matchAll(/^event: (\w+)\ndata:(.*)$/gm)].map(([, event, data]) => ({
    event,
    data: data.trim() ? JSON.parse(data) : undefined,
  }));
