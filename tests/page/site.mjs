// The whole pipeline with the Safe Inputs page in front of it, on a plain-http name: no secure context, as on an
// internal network.
import { existsSync } from 'node:fs';
import { after, before } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ask } from '../api/ask.mjs';
import { startPipeline } from '../api/pipeline.mjs';
import { runService } from '../api/servers.mjs';
import { openBrowser } from '../browser/browser.mjs';
import { Link } from './link.mjs';

/** Output folder of scripts/build-page. */
export const builtPage = fileURLToPath(new URL('../../build/tools/share/page', import.meta.url));

export const siteName = 'sheets.internal';

/** A safe-inputs that serves the page; it may be ended and started again behind its link. */
export class Door {
  #options;
  #server;

  constructor(natsUrl, options = {}) {
    this.#options = { NATS_URL: natsUrl, PAGE_DIR: builtPage, ALLOWED_HOSTS: siteName, ...options };
  }

  async start() {
    await this.#run(0);
    this.link = await new Link(this.port).start();
    this.origin = `http://${siteName}:${this.link.port}`;
    return this;
  }

  /** Ends it as a crash does, and starts it where it was. */
  async restart() {
    await this.#server.kill();
    await this.#run(this.port);
  }

  stop() {
    this.link.stop();
    return this.#server.stop();
  }

  async get(path) {
    const { status, body } = await ask(`http://127.0.0.1:${this.port}${path}`);
    return { status, ...JSON.parse(body) };
  }

  async #run(port) {
    if (!existsSync(builtPage)) throw new Error(`expected ${builtPage}: scripts/build-page makes it`);
    this.#server = runService('safe-inputs', { ...this.#options, LISTEN_ADDRESS: `127.0.0.1:${port}` });
    const [, taken] = await this.#server.said(/takes uploads of up to \d+ bytes on port (\d+)/);
    this.port = Number(taken);
    while ((await ask(`http://127.0.0.1:${this.port}/readyz`)).status !== 200) await setTimeout(50);
  }
}

/** The pipeline, and doors to it. */
export class Site {
  #pipeline;
  #doors = [];
  #paused = new Set();

  async start() {
    this.#pipeline = await startPipeline();
    this.natsPort = this.#pipeline.natsPort;
    return this;
  }

  /** A safe-inputs of its own, with options that are environment variables. */
  async open(options) {
    const door = await new Door(this.#pipeline.env.NATS_URL, options).start();
    this.#doors.push(door);
    return door;
  }

  /** Lets services stand still, so that uploads wait before them. */
  pause(...names) {
    for (const name of names) this.#signal(name, 'SIGSTOP');
  }

  resume(...names) {
    for (const name of names) this.#signal(name, 'SIGCONT');
  }

  async stop() {
    this.resume(...this.#paused);
    for (const door of this.#doors) await door.stop();
    await this.#pipeline?.stop();
  }

  #signal(name, signal) {
    process.kill(this.#pipeline.pidOf(name), signal);
    if (signal === 'SIGSTOP') this.#paused.add(name);
    else this.#paused.delete(name);
  }
}

/** A site with one door, and a browser: there for all tests of the file that calls this. */
export function siteForTests() {
  const here = { site: new Site() };
  before(async () => {
    await here.site.start();
    here.door = await here.site.open();
    here.browser = await openBrowser([siteName]);
  });
  after(async () => {
    await here.browser?.close();
    await here.site.stop();
  });
  return here;
}
