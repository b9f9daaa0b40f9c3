import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { styleText } from '../../clients/upload/colour.mjs';

const kNameWidth = 13;

/** Prints the lines of several programs, each behind its program's name. */
export class Console {
  constructor(stream, colour) {
    Object.assign(this, { stream, colour });
  }

  line(name, style, text) {
    const plain = this.colour ? text : text.replace(/\x1b\[[\d;]*m/g, '');
    this.stream.write(`${styleText(style, name.padEnd(kNameWidth), this.colour)} | ${plain}\n`);
  }
}

function describeEnd(code, signal) {
  return signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
}

/**
 * One program. Each line that it writes goes to the console. It leads a process group of its own,
 * so that Ctrl-C reaches only the demo, which stops everything in order; and the kernel ends it
 * (SIGTERM) should the demo be killed.
 */
export class Child {
  #process;
  #stopping = false;

  /** `onDeath(child, how)` is called when the program ends without having been stopped. */
  constructor({ name, style, command, env }, output, onDeath) {
    Object.assign(this, { name, style, output });
    const args = ['--pdeathsig', 'TERM', '--', ...command];
    this.#process = spawn('setpriv', args, {
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      createInterface({ input: stream, crlfDelay: Infinity }).on('line', (text) => this.say(text));
    }
    this.ended = new Promise((resolve) => {
      this.#process.once('error', (error) =>
        resolve(this.#end(onDeath, `cannot be started: ${error.message}`)),
      );
      this.#process.once('close', (code, signal) =>
        resolve(this.#end(onDeath, describeEnd(code, signal))),
      );
    });
  }

  get pid() {
    return this.#process.pid;
  }

  say(text) {
    this.output.line(this.name, this.style, text);
  }

  /** SIGTERM, and after `graceMs` SIGKILL. Resolves to whether the first was enough. */
  async stop(graceMs) {
    this.#stopping = true;
    if (this.#isOver()) return true;
    this.#process.kill('SIGTERM');
    let clean = true;
    const timer = setTimeout(() => {
      clean = false;
      this.say(`does not stop within ${graceMs / 1000} s: killed`);
      this.#process.kill('SIGKILL');
    }, graceMs);
    await this.ended;
    clearTimeout(timer);
    return clean;
  }

  #isOver() {
    return (
      this.#process.pid === undefined ||
      this.#process.exitCode !== null ||
      this.#process.signalCode !== null
    );
  }

  #end(onDeath, how) {
    if (!this.#stopping) onDeath(this, how);
  }
}
