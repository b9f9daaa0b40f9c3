// docs/graphql.md, block by block: what it shows is what comes.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { post } from './ask.mjs';
import { normalised, readAnswers, readBlocks, readEvents } from './document.mjs';
import { publishRaw, startPipeline } from './pipeline.mjs';
import { startApi } from './servers.mjs';
import { openStream } from './streams.mjs';

const pipeline = await startPipeline();
const { url, env, folder, natsPort } = pipeline;
const servers = [pipeline];
after(async () => {
  for (const server of servers.reverse()) await server.stop();
});

const addFile = `mutation {
  addFileToKVStore(filename: "Cas été.csv", content: [{sheetName: "Sheet1", data: [{Province: "Ontario", Cases: 1301}]}])
}`;

/** What makes each subscription tell something. */
const happenings = {
  fileChanged: () => post(url, { query: addFile }),
  deadLetterAdded: () => publishRaw(natsPort, 'safeInputsRawSheetData', 'this is no JSON'),
};

/** Variables of the shell beside those of the demo, by section. */
let more = {};
const prepared = {
  async Tokens() {
    const options = { ...env, UPLOAD_TOKENS_FILE: join(folder, 'tokens') };
    const api = await startApi({ url: env.NATS_URL }, options);
    servers.push(api);
    const { status } = await post(api.url, { query: '{hello}' });
    assert.equal(status, 401);
    more = { GRAPHQL_URL: api.url };
  },
};

async function runShell(text) {
  const options = { cwd: folder, env: { ...env, ...more }, timeout: 20_000 };
  const run = promisify(execFile);
  return (await run('bash', ['-euo', 'pipefail', '-c', text], options)).stdout;
}

async function firstEvent(query) {
  const stream = await openStream(url, query);
  const [, field] = /\{\s*(\w+)/.exec(query);
  await happenings[field]();
  const [{ data }] = readEvents(await stream.until(/data: .*\n\n/));
  stream.close();
  return data;
}

async function answerOf({ language, text }) {
  if (language === 'sh') return runShell(text);
  if (text.startsWith('subscription')) return JSON.stringify(await firstEvent(text));
  return (await post(url, { query: text })).body;
}

/** Which of the states there were when it was asked for is for the machine to say: the last is sure. */
function checkEvents(answer, expected) {
  const [shown, came] = [readEvents(expected), readEvents(answer)];
  assert.deepEqual(came.slice(-2), shown.slice(-2), answer);
  for (const { event, data } of came.slice(0, -1)) {
    assert.equal(event, 'next');
    assert.equal(data.errors, undefined);
    assert.deepEqual(Object.keys(data.data.uploadProgress), Object.keys(shown[0].data.data.uploadProgress));
  }
}

function checkAnswer(answer, { language, text }) {
  if (language === 'text') return checkEvents(answer, text);
  assert.equal(language, 'json');
  return assert.equal(normalised(readAnswers(answer)), normalised(readAnswers(text)));
}

const blocks = readBlocks();
const asked = blocks.filter(({ language }) => ['graphql', 'sh'].includes(language));

test('docs/graphql.md has a query for each thing', () => {
  const all = asked.map(({ text }) => text).join('\n');
  for (const field of ['hello', 'getFile', 'files', 'file', 'upload', 'uploads', 'deadLetters',
    'addFileToKVStore', 'verifyJsonFormat', 'uploadSheet', 'uploadProgress', 'fileChanged', 'deadLetterAdded',
    'history', 'ledgerReceipt', 'rows']) { // prettier-ignore
    assert.match(all, new RegExp(`\\b${field}\\b`));
  }
});

let section;
for (const [at, block] of blocks.entries()) {
  if (!asked.includes(block)) continue;
  const expected = asked.includes(blocks[at + 1]) ? undefined : blocks[at + 1];
  test(`${block.section || 'the beginning'}: ${block.text.split('\n').slice(0, 2).join(' ').trim()}`, async () => {
    const answer = await answerOf(block);
    if (expected) checkAnswer(answer, expected);
    else assert.equal(answer, '');
    if (block.section !== section) await prepared[block.section]?.();
    section = block.section;
  });
}
