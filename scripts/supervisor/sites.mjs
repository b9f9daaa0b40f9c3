import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ask, readBack } from './arrivals.mjs';
import { Crew } from './crew.mjs';
import { takeLock } from './lock.mjs';
import { choosePorts, waitForPort, waitForReady } from './ports.mjs';
import { immudbServer } from './programs.mjs';
import { arrivalReport } from './report.mjs';
import {
  hubServer,
  hubService,
  hubServices,
  natsAs,
  siteNames,
  siteSafeInputs,
  siteServer,
  sitesPorts,
} from './site_programs.mjs';

const kStartMs = 60_000;
/** A hub that finds a site away asks again after pauses that grow to 40 s. */
const kArriveMs = 90_000;

/** A hub with the pipeline, and two sites that send to it, on this machine. */
export class Sites extends Crew {
  #release = () => {};
  #started = false;

  constructor({ layout, env, stream, colour }) {
    super('sites', stream, colour);
    Object.assign(this, { layout, env });
  }

  async start() {
    mkdirSync(this.layout.data, { recursive: true });
    this.#release = takeLock(this.layout.lock, (text) => this.say(text));
    this.#started = true;
    this.ports = await choosePorts(sitesPorts, (text) => this.say(text));
    await this.#startServers();
    await this.#startSites();
    await this.#joinSites();
    await this.#startServices();
    this.say('running');
  }

  /** Sends the same sheet at each site and tells what arrived at the hub. */
  async check() {
    const arrivals = [];
    for (const site of siteNames) {
      this.say(`uploading a sheet at ${site}`);
      const upload = await this.#uploadAt(site);
      arrivals.push(await readBack(upload, this.layout, this.#hubEnv()));
    }
    const { problems, text } = arrivalReport(arrivals, this.colour);
    this.stream.write(text);
    return problems;
  }

  tellHints() {
    const { NATS_URL, NATS_USER, NATS_PASSWORD } = this.#hubEnv();
    const lines = [
      'Look for yourself:',
      ...siteNames.flatMap((site) => [
        `  as ${site}:`,
        `    SAFE_INPUTS_URL=${this.#uploadsUrl(`${site} uploads`)} scripts/upload YOUR-FILE.xlsx`,
      ]),
      '  at the hub:',
      `    export NATS_URL=${NATS_URL} NATS_USER=${NATS_USER} NATS_PASSWORD=${NATS_PASSWORD}`,
      '    build/release/bin/kv-reader keys',
      '',
      'Ctrl-C stops everything.',
    ];
    this.stream.write(`${lines.join('\n')}\n`);
  }

  async stop() {
    if (!this.#started) return true;
    this.say('stopping');
    const clean = await this.stopAll();
    this.#release();
    this.say(clean ? 'stopped' : 'stopped, not everything by itself');
    return clean;
  }

  async #startServers() {
    const { layout, ports, env } = this;
    this.spawn([
      hubServer(layout, ports, env),
      ...siteNames.map((site) => siteServer(site, layout, ports, env)),
      immudbServer(layout, ports, env),
    ]);
    const names = ['hub', 'immudb', ...siteNames.map((site) => `${site} nats`)];
    await this.orDeath(names.map((name) => waitForPort(name, ports[name], kStartMs)));
  }

  async #startSites() {
    const { layout, ports, env } = this;
    this.spawn(siteNames.map((site) => siteSafeInputs(site, layout, ports, env)));
    await this.orDeath(
      siteNames.map((site) => waitForReady(site, ports[`${site} health`], kStartMs)),
    );
  }

  async #joinSites() {
    const env = { ...this.env, ...natsAs('provision', this.ports.hub) };
    const sources = join(this.layout.root, 'deploy', 'sites', 'sources.json');
    const program = this.layout.service('join-sites');
    await this.orDeath([promisify(execFile)(program, ['--sources', sources], { env })]);
  }

  async #startServices() {
    const { layout, ports, env } = this;
    this.spawn(hubServices.map((name) => hubService(name, layout, ports, env)));
    await this.orDeath(hubServices.map((name) => waitForReady(name, ports[name], kStartMs)));
  }

  #uploadsUrl(name) {
    return `http://127.0.0.1:${this.ports[name]}`;
  }

  #hubEnv() {
    return {
      ...this.env,
      ...natsAs('kv-reader', this.ports.hub),
      IMMUDB_ADDRESS: `127.0.0.1:${this.ports.immudb}`,
    };
  }

  async #uploadAt(site) {
    const sample = join(this.layout.samples, 'sample-two-sheets.xlsx');
    const env = { ...this.env, SAFE_INPUTS_URL: this.#uploadsUrl(`${site} uploads`) };
    const [upload] = await ask(this.layout.upload, [sample, '--json', '--quiet'], env);
    return { ...upload, outcome: await this.#outcomeAtHub(upload.uploadId) };
  }

  /** The site knows that it accepted a sheet; the hub, what became of it. */
  async #outcomeAtHub(uploadId) {
    const deadline = Date.now() + kArriveMs;
    for (;;) {
      const answer = await fetch(`${this.#uploadsUrl('uploads')}/uploads/${uploadId}`);
      const outcome = await answer.json();
      if (answer.ok && outcome.ended) return outcome;
      if (Date.now() > deadline) throw new Error(`${uploadId} did not arrive at the hub`);
      await pause(100);
    }
  }
}
