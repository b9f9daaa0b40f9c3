// An installation's own secrets, on volumes that the development mode has used, and their renewal.
import assert from 'node:assert/strict';
import { chown, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError, run } from './compose.mjs';
import { natsLogin } from './nats_login.mjs';

const kSecure = ['-f', 'docker-compose.yml', '-f', 'deploy/compose.secure.yml'];
// Who made the secrets is not root, as on a server; 1000 has no account here and needs none.
const kSomebody = 1000;

/** The project of `compose` with deploy/compose.secure.yml and secrets in a folder of its own. */
export class SecureProject {
  static async create(compose) {
    const folder = await mkdtemp(join(tmpdir(), 'safe-inputs-secrets-'));
    if (process.getuid() === 0) await chown(folder, kSomebody, kSomebody);
    return new SecureProject(compose, folder);
  }

  constructor(compose, folder) {
    this.compose = compose;
    this.folder = folder;
    compose.env.SECRETS_DIR = folder;
  }

  run(...args) {
    return this.compose.run(...kSecure, ...args);
  }

  async makeSecrets(...options) {
    const as = process.getuid() === 0 ? ['setpriv', `--reuid=${kSomebody}`, `--regid=${kSomebody}`, '--clear-groups'] : [];
    await run([...as, 'scripts/secrets', '--host', 'pipeline.example', ...options], { env: this.compose.env });
  }

  async up() {
    await this.run('up', '-d', '--wait', '--no-build', '--force-recreate');
  }

  secret(name) {
    return readFile(join(this.folder, name), 'utf8');
  }

  async remove() {
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Of every user of NATS, by the files that hold them. */
  async natsPasswords() {
    const files = (await readdir(this.folder)).filter((name) => /^nats-.*\.password$/.test(name));
    const entries = files.map(async (file) => [file.slice(5, -9), await this.secret(file)]);
    return Object.fromEntries(await Promise.all(entries));
  }

  async natsAnswer(user, password) {
    const ca = await this.secret('ca.pem');
    return natsLogin({ port: Number(this.compose.env.NATS_PORT), ca, user, password });
  }

  /** Whether immudb lets a user in, asked by the writer's own program on the ledger's network. */
  async immudbLetsIn(user, password, id) {
    const variables = { IMMUDB_USER: user, IMMUDB_PASSWORD: password, IMMUDB_PASSWORD_FILE: '' };
    const env = Object.entries(variables).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
    try {
      await this.run('exec', '-T', ...env, 'immudb-writer', 'immudb-writer', '--show', id);
      return true;
    } catch (error) {
      if (!(error instanceof CommandError) || !error.message.includes('IMMUDB_PASSWORD')) throw error;
      return false;
    }
  }

  async upload(file) {
    const out = await this.run('run', '--rm', '-T', 'upload', '--wait', '--json', `/data/${file}`);
    return JSON.parse(out).uploadId;
  }
}

function getLimits(port, ca) {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path: '/limits', ca, servername: 'localhost' };
    request(options, (answer) => resolve(answer.resume().statusCode)).on('error', reject).end();
  });
}

/** The passwords that the development mode sets, as the compose file has them. */
async function developmentPasswords() {
  const text = await readFile('docker-compose.yml', 'utf8');
  const lines = text.matchAll(/^ +NATS_([A-Z_]+)_PASSWORD: (development-[a-z-]+)$/gm);
  return Object.fromEntries([...lines].map(([, user, password]) => [user.toLowerCase().replaceAll('_', '-'), password]));
}

async function refusesNats(project, passwords) {
  for (const [user, password] of Object.entries(passwords)) {
    assert.match(await project.natsAnswer(user, password), /^-ERR 'Authorization Violation'/, user);
  }
  return Object.keys(passwords).length;
}

async function acceptsNats(project) {
  const passwords = await project.natsPasswords();
  for (const [user, password] of Object.entries(passwords)) {
    assert.equal(await project.natsAnswer(user, password), 'PONG', user);
  }
  return passwords;
}

async function noSecretInAnEnvironment(project) {
  const text = JSON.stringify((await project.compose.containers()).map((c) => c.Config.Env));
  for (const password of Object.values(await project.natsPasswords())) assert.ok(!text.includes(password));
  for (const user of ['admin', 'writer', 'reader']) {
    assert.ok(!text.includes(await project.secret(`immudb-${user}.password`)), user);
  }
}

/** From development mode to secrets of one's own; how many old passwords were refused. */
export async function secureMode(project) {
  await project.makeSecrets();
  await project.up();
  const id = await project.upload('sample-two-sheets.csv');
  const port = Number(project.compose.env.SAFE_INPUTS_PORT);
  assert.equal(await getLimits(port, await project.secret('ca.pem')), 200);
  await assert.rejects(getLimits(port, undefined), /certificate/);
  assert.equal((await fetch(`http://127.0.0.1:${port}/limits`)).status, 400);
  await acceptsNats(project);
  await noSecretInAnEnvironment(project);
  let refused = await refusesNats(project, await developmentPasswords());
  assert.ok(await project.immudbLetsIn('ledgerwriter', await project.secret('immudb-writer.password'), id));
  assert.ok(await project.immudbLetsIn('immudb', await project.secret('immudb-admin.password'), id));
  for (const [user, old] of [['immudb', 'development-immudb'], ['ledgerwriter', 'Development-writer-1'], ['ledgerreader', 'Development-reader-1']]) {
    assert.equal(await project.immudbLetsIn(user, old, id), false, user);
    ++refused;
  }
  return `${refused} old passwords refused`;
}

export async function renewal(project) {
  const before = await project.natsPasswords();
  const admin = await project.secret('immudb-admin.password');
  await project.makeSecrets('--renew');
  await project.makeSecrets('--renew'); // Whose passwords never reached immudb.
  await project.up();
  const id = await project.upload('sample-two-sheets.xlsx');
  await acceptsNats(project);
  const refused = await refusesNats(project, before);
  assert.equal(await project.immudbLetsIn('immudb', admin, id), false);
  return `${refused + 1} old passwords refused`;
}
