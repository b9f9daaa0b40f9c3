// The scenario of scripts/test-compose, which has built the images, step by step; any step that fails ends it with 1.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { Api } from './api.mjs';
import { backUpAndRestore } from './backup.mjs';
import { Compose, run, until } from './compose.mjs';
import { checkHardening } from './hardening.mjs';
import { sendByPage } from './page.mjs';
import { SecureProject, renewal, secureMode } from './secure.mjs';
import { Sender, message, sha256 } from './uploads.mjs';

const kServices = ['safe-inputs', 'extract', 'uppercase', 'kv-writer', 'immudb-writer', 'api'];
const kOthers = ['provision', 'kv-reader', 'upload'];
const kScaled = { extract: 3, uppercase: 2, 'kv-writer': 2, 'immudb-writer': 2 };
const kPatience = 120;

const compose = await Compose.create();
const api = new Api(compose);
const url = `http://127.0.0.1:${compose.env.SAFE_INPUTS_PORT}`;

async function step(name, work) {
  const began = Date.now();
  const found = await work();
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${name}: ${seconds} s${found === undefined ? '' : `, ${found}`}`);
}

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

async function imageSizes() {
  const base = `debian:${compose.env.DEBIAN}-slim`;
  const sizeOf = async (image) => Number(await run(['docker', 'image', 'inspect', '-f', '{{.Size}}', image]));
  const standIn = await run(['docker', 'image', 'inspect', '-f', '{{index .Config.Labels "standin"}}', base]);
  const baseSize = await sizeOf(base);
  for (const name of [...kServices, ...kOthers]) {
    const size = await sizeOf(`safe-inputs-pipeline/${name}`);
    console.log(`  ${name}: ${megabytes(size - baseSize)} on top of ${base} (${megabytes(baseSize)})`);
    if (name !== 'upload') assert.ok(size - baseSize <= 60e6, `${name} is larger than 60 MB`);
  }
  if (standIn.trim()) console.log('  the base images are local stand-ins, not the published ones');
}

async function history(name) {
  const lines = (await compose.tool('kv-reader', 'history', name, '--json')).split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}

async function ledgerRow(id) {
  return JSON.parse(
    await compose.run('exec', '-T', 'immudb-writer', 'immudb-writer', '--log-level', 'warn', '--show', id),
  );
}

/** An upload is in the bucket, in the ledger and in the api's answer, the same in each. */
async function inBothStores({ uploadId, filename }) {
  const value = await compose.tool('kv-reader', 'get', filename);
  assert.equal((await ledgerRow(uploadId)).contentSha256, sha256(value), filename);
  const { content, file } = await api.find(filename);
  assert.deepEqual(content, JSON.parse(value), filename);
  const ledgerReceipt = { database: 'ledger', sha256: sha256(value) };
  assert.deepEqual(file, { uploadId, sha256: sha256(value), ledgerReceipt }, filename);
}

async function uploadSamples() {
  const files = (await readdir('samples')).filter((file) => !file.endsWith('.md'));
  const out = await compose.tool('upload', '--wait', '--json', ...files.map((file) => `/data/${file}`));
  const receipts = out.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  assert.equal(receipts.length, files.length);
  await Promise.all(receipts.map(inBothStores));
  return `${files.length} files in both stores, and found by the api`;
}

/** By a mutation into both stores, as those see it. */
async function uploadThroughApi() {
  const sheet = message('by-api.csv', 'sent');
  await api.send('by-api', JSON.parse(sheet));
  const value = await compose.tool('kv-reader', 'get', 'by-api.csv');
  assert.match(value, /"SENT"/);
  assert.equal((await ledgerRow('by-api')).contentSha256, sha256(value));
}

/**
 * Everything that the sender sent is in the ledger, and every file's last revision is its last upload: by the api for
 * all of them, by kv-reader for one, since a container is started each time.
 */
async function nothingLost(sender) {
  await sender.stop();
  for (const [filename, id] of sender.lastOf) {
    await api.waitForLast(filename, id);
    noneTwice(filename, await api.uploadsOf(filename), id);
  }
  const [filename, id] = [...sender.lastOf].at(-1);
  noneTwice(filename, (await history(filename)).map((revision) => revision.uploadId), id);
  for (const sent of sender.sent) {
    await until(`${sent} in the ledger`, kPatience, () => ledgerHas(sent));
  }
  return `${sender.sent.length} uploads`;
}

function noneTwice(filename, ids, last) {
  assert.equal(new Set(ids).size, ids.length, `${filename}: an upload has two revisions`);
  assert.equal(ids.at(-1), last, `the last revision of ${filename}`);
}

async function ledgerHas(id) {
  const state = await (await fetch(`${url}/uploads/${id}`)).json();
  return state.stores?.ledger?.state === 'stored';
}

async function running(service) {
  return until(`${service} to be healthy`, kPatience, async () => {
    const containers = await compose.containersOf(service);
    return containers.length > 0 && containers.every((c) => c.State.Health?.Status === 'healthy');
  });
}

async function restartEach(sender) {
  for (const service of kServices) {
    await compose.run('restart', service);
    await running(service);
  }
  assert.ok(sender.sent.length > 0);
}

/** By its pid on this machine, because Docker does not restart what `docker kill` killed. */
async function killEach() {
  for (const service of kServices) {
    const [container] = await compose.containersOf(service);
    process.kill(container.State.Pid, 'SIGKILL');
    await until(`${service} to come back by itself`, kPatience, async () => {
      const [now] = await compose.containersOf(service);
      return now.RestartCount > container.RestartCount && now.State.Health?.Status === 'healthy';
    });
  }
}

async function stopAndStart(server) {
  await compose.run('stop', server);
  await compose.run('start', server);
  await running(server);
  for (const service of kServices) await running(service);
}

async function up(...options) {
  await compose.run('up', '-d', '--wait', '--no-build', ...options);
}

async function down(...options) {
  await compose.run('--profile', 'tools', 'down', ...options);
}

/** What README shows below "In containers", word for word; it ends with the containers down. */
async function readmeCommands() {
  const [, below] = (await readFile('README.md', 'utf8')).split('\n## In containers\n');
  const [, block] = below.match(/```sh\n(.*?)```/s);
  await run(['bash', '-euo', 'pipefail', '-c', block], { env: compose.env });
  assert.equal((await compose.run('ps', '--all', '--quiet')).trim(), '');
}

async function scaleOut() {
  const scale = Object.entries(kScaled).flatMap(([name, count]) => ['--scale', `${name}=${count}`]);
  await up(...scale);
}

/** --version of a service and of upload, and the images' label: the project's one version. */
async function oneVersion() {
  const [, version] = (await compose.tool('--no-deps', 'kv-reader', '--version')).trim().split(' ');
  assert.match(await compose.tool('--no-deps', 'upload', '--version'), new RegExp(`\\b${version}\\b`));
  for (const name of [...kServices, ...kOthers]) {
    const format = '{{index .Config.Labels "org.opencontainers.image.version"}}';
    const image = `safe-inputs-pipeline/${name}`;
    assert.equal((await run(['docker', 'image', 'inspect', '-f', format, image])).trim(), version, name);
  }
  return version;
}

async function main() {
  await compose.run('config', '--quiet');
  await imageSizes();
  await step('one version', oneVersion);
  await step('up --wait', () => up());
  await step('hardening', async () => `${await checkHardening(compose)} containers`);
  await step('upload samples/', uploadSamples);
  await step('upload through the api', uploadThroughApi);
  await step('GraphiQL', () => api.page());
  await step('a sheet by the page', () => sendByPage(url, 'samples/sample-two-sheets.xlsx'));
  await step('many subscribers', () => api.tellMany('told', JSON.parse(message('told.csv', 'told'))));
  const sender = new Sender(url, 'faults');
  await step('restart each', () => restartEach(sender));
  await step('kill -9 each', killEach);
  await step('stop and start nats', () => stopAndStart('nats'));
  await step('stop and start immudb', () => stopAndStart('immudb'));
  await step('nothing was lost', () => nothingLost(sender));
  await step('scale out', scaleOut);
  const more = new Sender(url, 'scaled', 20);
  await until('100 uploads', kPatience, () => more.sent.length >= 100);
  await step('nothing was lost over several replicas', () => nothingLost(more));
  await step("README's commands, down included", readmeCommands);
  await step('up --wait on the same volumes', () => up());
  await step('the data is there', async () => {
    assert.equal((await history('faults-0.csv')).at(-1).uploadId, sender.lastOf.get('faults-0.csv'));
    assert.ok(await ledgerRow(sender.sent[0]));
  });
  await step('back up and restore', () => backUpAndRestore(compose));
}

async function ownSecrets() {
  const project = await SecureProject.create(compose);
  try {
    await step('secrets of its own', () => secureMode(project));
    await step('renewed secrets', () => renewal(project));
  } finally {
    await project.remove();
  }
}

let code = 0;
try {
  await main();
  await ownSecrets();
} catch (error) {
  console.error(error.stack);
  console.error((await compose.run('logs', '--no-color', '--tail', '40').catch(() => '')).slice(-20000));
  code = 1;
} finally {
  await step('down -v', () => down('-v', '--remove-orphans'));
}
process.exitCode = code;
