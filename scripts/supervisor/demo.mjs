import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readBack, uploadSamples } from './arrivals.mjs';
import { Child, Console } from './children.mjs';
import { takeLock } from './lock.mjs';
import { choosePorts, waitForPort, waitForReady } from './ports.mjs';
import {
  envFileText,
  folderInUse,
  immudbServer,
  natsServer,
  pipelineEnv,
  service,
  serviceNames,
  usualPorts,
} from './programs.mjs';
import { arrivalTable, hints, problemLines } from './report.mjs';

const kStartMs = 60_000;
const kStopMs = 15_000;

/**
 * The whole pipeline on this machine, from servers to services, with the samples sent through it.
 */
export class Demo {
  #servers = [];
  #services = [];
  #release = () => {};
  #started = false;
  #stopping = false;

  constructor({ layout, env, stream, colour }) {
    Object.assign(this, { layout, env, stream, colour });
    this.output = new Console(stream, colour);
    this.died = new Promise((_, reject) => {
      this.reportDeath = (error) => reject(error);
    });
    this.died.catch(() => {});
  }

  say(text) {
    this.output.line('demo', 'bold', text);
  }

  async start() {
    mkdirSync(this.layout.data, { recursive: true });
    this.#release = takeLock(this.layout.lock, (text) => this.say(text));
    this.#started = true;
    this.ports = await choosePorts(usualPorts, (text) => this.say(text));
    await this.#startServers();
    await this.#startServices();
    writeFileSync(this.layout.env, envFileText(this.ports));
    this.say('running; addresses are in build/demo/env');
  }

  /** Sends the samples and tells what arrived. Resolves to the problems found, as texts. */
  async check() {
    this.say('uploading samples/');
    const env = { ...this.env, ...pipelineEnv(this.ports) };
    const uploads = await uploadSamples(this.layout, env);
    const arrivals = [];
    for (const upload of uploads) arrivals.push(await readBack(upload, this.layout, env));
    const problems = problemLines(arrivals);
    const told = problems.length > 0 ? [...problems, ''] : [];
    const lines = ['', ...arrivalTable(arrivals, this.colour), '', ...told];
    this.stream.write(`${lines.join('\n')}\n`);
    return problems;
  }

  tellHints() {
    const lines = [...hints(this.colour), '', 'Ctrl-C stops everything.', ''];
    this.stream.write(`${lines.join('\n')}\n`);
  }

  /** Services first, so that none loses its servers while it works; then the servers. */
  async stop() {
    this.#stopping = true;
    if (!this.#started) return true;
    this.say('stopping');
    rmSync(this.layout.env, { force: true });
    const clean = [];
    for (const group of [this.#services, this.#servers]) {
      clean.push(...(await Promise.all(group.map((child) => child.stop(kStopMs)))));
    }
    this.#release();
    this.say(clean.every(Boolean) ? 'stopped' : 'stopped, not everything by itself');
    return clean.every(Boolean);
  }

  async #startServers() {
    for (const server of [natsServer, immudbServer]) {
      this.#servers.push(this.#spawn(server(this.layout, this.ports, this.env)));
    }
    const waits = [
      ['nats-server', this.ports.nats],
      ['immudb', this.ports.immudb],
    ];
    await this.#orDeath(waits.map(([name, port]) => waitForPort(name, port, kStartMs)));
  }

  async #startServices() {
    for (const name of serviceNames) {
      this.#services.push(this.#spawn(service(name, this.layout, this.ports, this.env)));
    }
    await this.#orDeath(serviceNames.map((name) => waitForReady(name, this.ports[name], kStartMs)));
  }

  #spawn(program) {
    if (this.#stopping) throw new Error('interrupted');
    return new Child(program, this.output, (child, how) => this.#tellDeath(child, how));
  }

  #tellDeath(child, how) {
    const held = how.endsWith(` ${folderInUse}`)
      ? ': another immudb still uses build/demo/immudb'
      : '';
    child.say(`${how} on its own${held}`);
    this.reportDeath(new Error(`${child.name} ${how} on its own${held}`));
  }

  #orDeath(waits) {
    return Promise.race([Promise.all(waits), this.died]);
  }
}
