import { spawn } from 'node:child_process';
import { choosePorts } from '../../scripts/supervisor/ports.mjs';

/** A command that did not end with 0: what it was, and the end of what it said. */
export class CommandError extends Error {
  constructor(command, code, output) {
    super(`${command.join(' ')}: exit code ${code}\n${output.slice(-4000)}`);
    this.code = code;
  }
}

/** Runs a command to its end; what it printed on standard output. */
export function run(command, { env = process.env, input = '' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command[0], command.slice(1), { env, stdio: ['pipe', 'pipe', 'pipe'] });
    const out = [];
    let error = '';
    child.stdout.on('data', (data) => out.push(data));
    child.stderr.on('data', (data) => (error += data));
    child.on('error', reject);
    child.on('close', (code) => {
      const output = Buffer.concat(out).toString('utf8');
      if (code === 0) resolve(output);
      else reject(new CommandError(command, code, error + output));
    });
    child.stdin.end(input);
  });
}

/** The project's compose file as a project of its own, on free ports, with empty volumes. */
export class Compose {
  static async create() {
    const ports = await choosePorts({ NATS_PORT: 0, SAFE_INPUTS_PORT: 0, API_PORT: 0 });
    return new Compose({
      ...process.env,
      ...ports,
      COMPOSE_PROJECT_NAME: `safe-inputs-test-${process.pid}`,
      COMPOSE_PROGRESS: 'plain',
    });
  }

  constructor(env) {
    this.env = env;
  }

  run(...args) {
    return run(['docker', 'compose', ...args], { env: this.env });
  }

  /** One of the tools, as README shows it. */
  tool(...args) {
    return this.run('run', '--rm', '-T', ...args);
  }

  async containers() {
    const ids = (await this.run('ps', '--all', '--quiet')).split('\n').filter(Boolean);
    return JSON.parse(await run(['docker', 'inspect', ...ids]));
  }

  async containersOf(service) {
    const all = await this.containers();
    return all.filter((c) => c.Config.Labels['com.docker.compose.service'] === service);
  }
}

/** Polls until `look` answers something true; fails after `seconds`, naming `what`. */
export async function until(what, seconds, look) {
  const deadline = Date.now() + seconds * 1000;
  let last = '';
  while (Date.now() < deadline) {
    try {
      const found = await look();
      if (found) return found;
    } catch (error) {
      last = error.message;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`${what}: not within ${seconds} s ${last}`);
}
