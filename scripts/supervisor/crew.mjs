import { Child, Console } from './children.mjs';
import { folderInUse } from './programs.mjs';

const kStopMs = 15_000;

/**
 * Programs that run together. `died` rejects when one of them ends on its own; stop() ends those
 * that were started last first.
 */
export class Crew {
  #groups = [];
  #stopping = false;
  #reportDeath;

  constructor(name, stream, colour) {
    Object.assign(this, { name, stream, colour });
    this.output = new Console(stream, colour);
    this.died = new Promise((_, reject) => {
      this.#reportDeath = reject;
    });
    this.died.catch(() => {});
  }

  say(text) {
    this.output.line(this.name, 'bold', text);
  }

  /** Starts them side by side. */
  spawn(programs) {
    if (this.#stopping) throw new Error('interrupted');
    const group = [];
    this.#groups.push(group);
    for (const program of programs) {
      group.push(new Child(program, this.output, (child, how) => this.#tellDeath(child, how)));
    }
  }

  pidOf(name) {
    return this.#groups.flat().find((child) => child.name === name).pid;
  }

  /** Resolves when all `waits` do; rejects when one of them, or a program, fails. */
  orDeath(waits) {
    return Promise.race([Promise.all(waits), this.died]);
  }

  /** Resolves to whether everything ended by itself. */
  async stopAll() {
    this.#stopping = true;
    const clean = [];
    for (const group of this.#groups.reverse()) {
      clean.push(...(await Promise.all(group.map((child) => child.stop(kStopMs)))));
    }
    return clean.every(Boolean);
  }

  #tellDeath(child, how) {
    const held = how.endsWith(` ${folderInUse}`)
      ? ': another immudb still uses its data folder'
      : '';
    child.say(`${how} on its own${held}`);
    this.#reportDeath(new Error(`${child.name} ${how} on its own${held}`));
  }
}
