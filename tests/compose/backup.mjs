// Backs both stores up and restores them by the very commands of docs/operations.md. By itself, with the images
// that are there: node tests/compose/backup.mjs
import assert from 'node:assert/strict';
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Compose, run, until } from './compose.mjs';
import { Sender } from './uploads.mjs';

const kRoot = fileURLToPath(new URL('../../', import.meta.url));
const kPatience = 120;
// Who owns each volume, as the servers run.
const kOwners = { 'nats-data': '10001:10001', 'immudb-data': '3322:3322' };

/** The sh block below a heading of docs/operations.md. */
async function documented(heading) {
  const text = await readFile(join(kRoot, 'docs/operations.md'), 'utf8');
  const [, below] = text.split(`\n### ${heading}\n`);
  assert.ok(below, `docs/operations.md has no heading "${heading}"`);
  const block = below.split(/\n##+ /)[0].match(/```sh\n(.*?)```/s);
  assert.ok(block, `docs/operations.md shows no command below "${heading}"`);
  return block[1];
}

/** Runs what the document shows, in a folder of its own: the compose file is named by COMPOSE_FILE. */
async function runDocumented(compose, heading, folder) {
  const files = compose.env.COMPOSE_FILE ?? 'docker-compose.yml';
  const env = {
    ...compose.env,
    COMPOSE_FILE: files.split(':').map((file) => join(kRoot, file)).join(':'),
  };
  const script = `cd "$0"\n${await documented(heading)}`;
  await run(['bash', '-euo', 'pipefail', '-c', script, folder], { env });
}

/** What a program says of each word, a JSON object a line: by one container for all words, since each takes a second. */
async function tellOfEach(start, program, words) {
  const each = `for word in "$@"; do ${program}; echo; done`;
  const out = await start('-ec', each, 'sh', ...words);
  return out.split('\n\n').slice(0, -1).map((told) => told.split('\n').filter(Boolean));
}

const kvReader = (compose) => (...args) =>
  compose.run('run', '--rm', '-T', '--entrypoint', 'sh', 'kv-reader', ...args);

/** The histories of files, in the order of their names. */
async function histories(compose, names) {
  const told = await tellOfEach(kvReader(compose), 'kv-reader history "$word" --json', names);
  return told.map((lines) => lines.map((line) => JSON.parse(line)));
}

/** The last values of files, likewise. */
async function lastValues(compose, names) {
  const told = await tellOfEach(kvReader(compose), 'kv-reader get "$word"; echo', names);
  return told.map((lines) => lines.join('\n'));
}

/** The rows of uploads, in the order of their ids. */
async function ledgerRows(compose, ids) {
  const start = (...args) => compose.run('exec', '-T', 'immudb-writer', 'sh', ...args);
  const told = await tellOfEach(start, 'immudb-writer --log-level warn --show "$word"', ids);
  return told.map((lines) => JSON.parse(lines.join('\n')));
}

/** Sends `count` uploads; when all of them are in both stores. */
async function sendSome(compose, name, count) {
  const url = `http://127.0.0.1:${compose.env.SAFE_INPUTS_PORT}`;
  const sender = new Sender(url, name, 3, count);
  await sender.finished;
  for (const id of sender.sent) {
    await until(`${id} in both stores`, kPatience, async () => {
      const { stores, ended } = await (await fetch(`${url}/uploads/${id}`)).json();
      return ended && stores.ledger.state === 'stored';
    });
  }
  return sender;
}

/** All that a reader of the stores sees of what was sent. */
async function everythingOf(compose, sender) {
  const names = [...sender.lastOf.keys()];
  const [told, values, rows] = await Promise.all([
    histories(compose, names), lastValues(compose, names), ledgerRows(compose, sender.sent),
  ]);
  for (const [i, name] of names.entries()) {
    assert.ok(values[i].includes(sender.lastOf.get(name).toUpperCase()), `${name}: its last value`);
  }
  return { histories: told, values, rows };
}

async function checkOwners(compose) {
  for (const [volume, owner] of Object.entries(kOwners)) {
    const mount = `${compose.env.COMPOSE_PROJECT_NAME}_${volume}:/volume:ro`;
    const image = ['--user', '0:0', '--entrypoint', 'find', '-v', mount, 'nats:2.15.1-alpine'];
    const command = ['docker', 'run', '--rm', '--network', 'none', ...image];
    const found = await run([...command, '/volume', '-exec', 'stat', '-c', '%u:%g', '{}', ';']);
    const owners = new Set(found.split('\n').filter(Boolean));
    assert.deepEqual([...owners], [owner], `owners in ${volume}`);
  }
}

/** A new upload of a file with a history becomes its last revision, and the old ones stay before it. */
async function checkOrder(compose, sender, before) {
  const more = await sendSome(compose, 'backup', sender.sent.length + 3);
  const added = more.sent.slice(sender.sent.length);
  const names = [...sender.lastOf.keys()];
  const after = await histories(compose, names);
  for (const [i, name] of names.entries()) {
    const old = before.histories[i];
    assert.deepEqual(after[i].slice(0, old.length), old, `${name}: its old revisions`);
    const ids = after[i].slice(old.length).map((revision) => revision.uploadId);
    assert.equal(ids.at(-1), more.lastOf.get(name), `${name}: its last revision`);
    assert.ok(ids.every((id) => added.includes(id)), `${name}: an old upload was stored again`);
  }
  const rows = await ledgerRows(compose, added);
  assert.deepEqual(rows.map(({ uploadId }) => uploadId), added);
  return added.length;
}

/** Uploads, backs up, forgets everything, restores, and sees the same; the services run before and after. */
export async function backUpAndRestore(compose) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'safe-inputs-backup-')));
  try {
    const sender = await sendSome(compose, 'backup', 9);
    await runDocumented(compose, 'Backup', folder);
    const before = await everythingOf(compose, sender);
    const later = await sendSome(compose, 'after-backup', 1);
    await runDocumented(compose, 'Restore', folder);
    await checkOwners(compose);
    assert.deepEqual(await everythingOf(compose, sender), before);
    const [lost] = later.lastOf.keys();
    await assert.rejects(compose.tool('kv-reader', 'history', lost, '--json'), { code: 1 });
    const added = await checkOrder(compose, sender, before);
    return `${sender.sent.length} uploads came back, ${added} new ones after them`;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function main() {
  const compose = await Compose.create();
  try {
    await compose.run('up', '-d', '--wait', '--no-build');
    console.log(await backUpAndRestore(compose));
  } finally {
    await compose.run('--profile', 'tools', 'down', '-v', '--remove-orphans');
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
