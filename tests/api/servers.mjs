import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ask } from './ask.mjs';

const built = fileURLToPath(new URL('../../build', import.meta.url));
const programs = process.env.PIPELINE_BIN_DIR ?? `${built}/release/bin`;
const tools = `${built}/tools/bin`;
const deadline = 20_000;

/** A server as a child process; what it writes is its log. It ends with this process at the latest. */
export class Server {
  log = '';
  #process;
  #ended;
  #found;
  #killAtExit = () => this.#process.kill('SIGKILL');

  constructor(program, args, env = {}) {
    // The variables of whoever runs the tests would be options of the services.
    this.#process = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        this.log += `${line}\n`;
        this.#found?.();
      });
    }
    process.once('exit', this.#killAtExit);
    this.#ended = new Promise((resolve) => {
      this.#process.once('error', (error) => resolve(error.message));
      this.#process.once('close', (code, signal) => resolve(signal ?? code));
    });
    this.#ended.then(() => process.removeListener('exit', this.#killAtExit));
  }

  get pid() {
    return this.#process.pid;
  }

  /** The match of a pattern in the log, as soon as there is one. */
  async said(pattern) {
    const found = new Promise((resolve) => {
      this.#found = () => pattern.exec(this.log) && resolve(true);
      this.#found();
    });
    const timer = { id: 0 };
    const late = new Promise((resolve) => {
      timer.id = setTimeout(resolve, deadline, 'too late');
    });
    const how = await Promise.race([found, late, this.#ended.then((end) => `ended: ${end}`)]);
    clearTimeout(timer.id);
    assert.equal(how, true, `expected ${pattern} in the log (${how}):\n${this.log}`);
    return pattern.exec(this.log);
  }

  /** Its exit code, or the signal that ended it. */
  ended() {
    return this.#ended;
  }

  /** Ends it at once, as a crash does. */
  kill() {
    this.#process.kill('SIGKILL');
    return this.#ended;
  }

  /** Asks it to end; resolves to its exit code. */
  stop() {
    this.#process.kill('SIGTERM');
    return this.#ended;
  }
}

/** A folder that is gone with this process. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'api-tests-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** nats-server on a free port, `.url` says where; or at the port and with the streams of an earlier one. */
export async function startNats(earlier = { port: -1, folder: temporaryFolder() }) {
  const args = ['-a', '127.0.0.1', '-p', String(earlier.port), '-js', '-sd', earlier.folder];
  const nats = new Server(`${tools}/nats-server`, args);
  const [, port] = await nats.said(/Listening for client connections on 127\.0\.0\.1:(\d+)/);
  await nats.said(/Server is ready/);
  Object.assign(nats, { port, folder: earlier.folder, url: `nats://127.0.0.1:${port}` });
  return nats;
}

/** One of our services, whose options are environment variables. */
export const runService = (name, options) => new Server(`${programs}/${name}`, [], options);

/** api. It need not come up: startApi waits for that. */
export const runApi = (options) => runService('api', { LISTEN_ADDRESS: '127.0.0.1:0', ...options });

/** What the service reads first may take a moment. */
async function untilReady(api) {
  const url = new URL('/readyz', api.url).href;
  const end = performance.now() + deadline;
  while ((await ask(url, { rejectUnauthorized: false })).status !== 200) {
    assert.ok(performance.now() < end, `expected it to be ready:\n${api.log}`);
  }
}

/** api on a free port, ready; `.port` and `.url` say where it answers. */
export async function startApi(nats, options = {}) {
  const api = runApi({ NATS_URL: nats.url, ...options });
  const [, port, scheme] = await api.said(/answers GraphQL on port (\d+), over (HTTPS?)/);
  api.port = Number(port);
  api.url = `${scheme.toLowerCase()}://127.0.0.1:${port}/graphql`;
  await untilReady(api);
  return api;
}

/** Both, and how to end both: `const { api, stop } = await startAll();` */
export async function startAll(options = {}) {
  const nats = await startNats();
  const api = await startApi(nats, options);
  const stop = async () => {
    const code = await api.stop();
    await nats.stop();
    assert.equal(code, 0, `api ended with ${code}:\n${api.log}`);
  };
  return { api, nats, stop };
}
