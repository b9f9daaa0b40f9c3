import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const bin =
  process.env.PIPELINE_BIN_DIR ?? fileURLToPath(new URL('../../build/release/bin', import.meta.url));

/**
 * The engine as a process: graphql_probe.cpp beside this says what it can be asked.
 *
 *   const probe = new Probe();
 *   const answer = await probe.ask({ op: 'parse', query: '{ a }' });
 *   await probe.stop();
 */
export class Probe {
  #process = spawn(`${bin}/graphql_probe`, { stdio: ['pipe', 'pipe', 'inherit'] });
  #waiting = [];
  #ended;

  constructor() {
    createInterface({ input: this.#process.stdout }).on('line', (line) => {
      this.#waiting.shift().resolve(JSON.parse(line));
    });
    this.#ended = new Promise((resolve) => {
      this.#process.on('error', (error) => resolve(error.message));
      this.#process.on('close', (code, signal) => resolve(signal ?? code));
    });
    this.#ended.then((how) => {
      for (const { reject } of this.#waiting.splice(0)) reject(new Error(`the probe ended: ${how}`));
    });
    this.#process.stdin.on('error', () => {}); // Said by how it ended.
  }

  /**
   * The engine's answer. Any number may be under way. `raw` has members that are JSON text already
   * and go out as they are.
   */
  ask(request, raw = {}) {
    const members = Object.entries(raw).map(([key, text]) => `,${JSON.stringify(key)}:${text}`);
    const line = `${JSON.stringify(request).slice(0, -1)}${members.join('')}}\n`;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#process.stdin.write(line);
    });
  }

  /** Resolves to its exit code. */
  stop() {
    this.#process.stdin.end();
    return this.#ended;
  }
}
