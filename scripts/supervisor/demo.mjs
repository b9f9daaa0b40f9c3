import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { readBack, uploadSamples } from './arrivals.mjs';
import { Crew } from './crew.mjs';
import { takeLock } from './lock.mjs';
import { choosePorts, waitForPort, waitForReady } from './ports.mjs';
import {
  envFileText,
  immudbServer,
  natsServer,
  pipelineEnv,
  service,
  serviceNames,
  usualPorts,
} from './programs.mjs';
import { arrivalReport, hints } from './report.mjs';

const kStartMs = 60_000;

/**
 * The whole pipeline on this machine, from servers to services, with the samples sent through it.
 */
export class Demo extends Crew {
  #release = () => {};
  #started = false;

  /** `wanted`: the port of each program, as choosePorts takes them. */
  constructor({ layout, env, stream, colour, wanted = usualPorts }) {
    super('demo', stream, colour);
    Object.assign(this, { layout, env, wanted });
  }

  async start() {
    mkdirSync(this.layout.data, { recursive: true });
    this.#release = takeLock(this.layout.lock, (text) => this.say(text));
    this.#started = true;
    this.ports = await choosePorts(this.wanted, (text) => this.say(text));
    await this.#startServers();
    await this.#startServices();
    writeFileSync(this.layout.env, envFileText(this.ports));
    this.say(`running; addresses are in ${relative(this.layout.root, this.layout.env)}`);
  }

  /** Sends the samples and tells what arrived. Resolves to the problems found, as texts. */
  async check() {
    this.say('uploading samples/');
    const env = { ...this.env, ...pipelineEnv(this.ports) };
    const uploads = await uploadSamples(this.layout, env);
    const arrivals = [];
    for (const upload of uploads) arrivals.push(await readBack(upload, this.layout, env));
    const { problems, text } = arrivalReport(arrivals, this.colour);
    this.stream.write(text);
    return problems;
  }

  tellHints() {
    const lines = [...hints(pipelineEnv(this.ports), this.colour), '', 'Ctrl-C stops everything.', ''];
    this.stream.write(`${lines.join('\n')}\n`);
  }

  async stop() {
    if (!this.#started) return true;
    this.say('stopping');
    rmSync(this.layout.env, { force: true });
    const clean = await this.stopAll();
    this.#release();
    this.say(clean ? 'stopped' : 'stopped, not everything by itself');
    return clean;
  }

  async #startServers() {
    this.spawn([natsServer, immudbServer].map((make) => make(this.layout, this.ports, this.env)));
    const waits = [
      ['nats-server', this.ports.nats],
      ['immudb', this.ports.immudb],
    ];
    await this.orDeath(waits.map(([name, port]) => waitForPort(name, port, kStartMs)));
  }

  async #startServices() {
    this.spawn(serviceNames.map((name) => service(name, this.layout, this.ports, this.env)));
    await this.orDeath(serviceNames.map((name) => waitForReady(name, this.ports[name], kStartMs)));
  }
}
