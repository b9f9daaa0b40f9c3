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

/** The JSON that a GET over HTTPS is answered with 200. */
function getJson(port, path, ca) {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, ca, servername: 'localhost' };
    const take = async (answer) => {
      assert.equal(answer.statusCode, 200, path);
      return JSON.parse((await answer.toArray()).join(''));
    };
    request(options, (answer) => take(answer).then(resolve, reject)).on('error', reject).end();
  });
}

/** It answers over TLS alone, with a certificate of the installation's authority. */
async function speaksTls(port, path, ca) {
  const answer = await getJson(port, path, ca);
  await assert.rejects(getJson(port, path, undefined), /certificate/);
  assert.equal((await fetch(`http://127.0.0.1:${port}${path}`)).status, 400);
  return answer;
}

async function asksOverTls(project, id) {
  const { env } = project.compose;
  const ca = await project.secret('ca.pem');
  assert.ok((await speaksTls(Number(env.SAFE_INPUTS_PORT), '/limits', ca)).maxBytes > 0);
  const query = encodeURIComponent(`{ upload(id: ${JSON.stringify(id)}) { bucket { state } } }`);
  const { data } = await speaksTls(Number(env.API_PORT), `/graphql?query=${query}`, ca);
  assert.deepEqual(data, { upload: { bucket: { state: 'STORED' } } });
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
  await asksOverTls(project, id);
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
  await asksOverTls(project, id);
  await acceptsNats(project);
  const refused = await refusesNats(project, before);
  assert.equal(await project.immudbLetsIn('immudb', admin, id), false);
  return `${refused + 1} old passwords refused`;
}
