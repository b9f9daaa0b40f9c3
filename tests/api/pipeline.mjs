import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { Demo } from '../../scripts/supervisor/demo.mjs';
import { layoutOf } from '../../scripts/supervisor/layout.mjs';
import { graphqlUrl, pipelineEnv, usualPorts } from '../../scripts/supervisor/programs.mjs';
import { temporaryFolder } from './servers.mjs';

const anyPorts = Object.fromEntries(Object.keys(usualPorts).map((name) => [name, 0]));

function layoutIn(data) {
  const { PIPELINE_BIN_DIR, PIPELINE_TOOLS_DIR } = process.env;
  const layout = layoutOf({ PIPELINE_BIN_DIR, PIPELINE_TOOLS_DIR }, 'tests');
  mkdirSync(join(data, 'build', 'demo'), { recursive: true });
  return { ...layout, data, lock: join(data, 'pid'), env: join(data, 'build', 'demo', 'env') };
}

/**
 * What scripts/demo runs (both servers and every service, with the samples sent through them), begun anew on
 * free ports. `url` is the api's, `env` what another program needs to find it all; in `folder` there is
 * build/demo/env. `pidOf(name)` is the process of a server or service.
 */
export async function startPipeline() {
  // The variables of whoever runs the tests would be options of the services.
  const { PATH, HOME } = process.env;
  const folder = temporaryFolder();
  const log = [];
  const demo = new Demo({
    layout: layoutIn(folder),
    env: { PATH, HOME },
    stream: { write: (text) => log.push(text) },
    colour: false,
    wanted: anyPorts,
  });
  const stop = async () => assert.ok(await demo.stop(), log.join(''));
  try {
    await demo.start();
    assert.deepEqual(await demo.check(), [], log.join(''));
  } catch (error) {
    await demo.stop();
    throw new Error(`${error.message}\n${log.join('')}`);
  }
  const env = { PATH, HOME, ...pipelineEnv(demo.ports) };
  const url = graphqlUrl(demo.ports);
  const pidOf = (name) => demo.pidOf(name);
  return { url, origin: new URL(url).origin, env, folder, natsPort: demo.ports.nats, pidOf, stop };
}

const inbox = '_INBOX.tests';

function publication({ subject, body, headers }) {
  const bytes = Buffer.byteLength(body);
  if (!headers) return `PUB ${subject} ${inbox} ${bytes}\r\n${body}\r\n`;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `NATS/1.0\r\n${lines.join('')}\r\n`;
  return `HPUB ${subject} ${inbox} ${head.length} ${head.length + bytes}\r\n${head}${body}\r\n`;
}

/**
 * Publishes [{subject, body, headers}] past every check, as any client of NATS with the right to may, until JetStream
 * has answered each of them.
 */
export function publishAll(port, messages) {
  return new Promise((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.on('error', reject);
    socket.write(`CONNECT {"verbose":false,"headers":true}\r\nSUB ${inbox} 1\r\n`);
    for (const message of messages) socket.write(publication(message));
    let answers = '';
    socket.on('data', (piece) => {
      answers += piece;
      const refusal = /^.*"error":.*$|^-ERR.*$/m.exec(answers);
      if (refusal) reject(new Error(`JetStream refused what a test publishes: ${refusal[0]}`));
      else if (answers.split(`\nMSG ${inbox} `).length <= messages.length) return;
      socket.end();
      resolve();
    });
  });
}

export const publishRaw = (port, subject, body) => publishAll(port, [{ subject, body }]);
