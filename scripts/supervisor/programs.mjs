import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The ports that each program has when it runs alone; 0 is any. */
export const usualPorts = Object.freeze({
  nats: 4222,
  immudb: 5432,
  immudbGrpc: 3322,
  safeInputs: 8090,
  graphql: 4000,
  'safe-inputs': 0,
  extract: 0,
  uppercase: 0,
  'kv-writer': 0,
  'immudb-writer': 0,
  api: 0,
});

const styles = {
  'safe-inputs': 'green',
  extract: 'yellow',
  uppercase: 'blue',
  'kv-writer': 'magenta',
  'immudb-writer': 'cyan',
  api: 'white',
};

export const serviceNames = Object.freeze(Object.keys(styles));

/** flock's exit code where another immudb has the data folder. */
export const folderInUse = 75;

export function graphqlUrl(ports) {
  return `http://127.0.0.1:${ports.graphql}/graphql`;
}

/** What our programs, and a person in another terminal, need to find the servers. */
export function pipelineEnv(ports) {
  return {
    NATS_URL: `nats://127.0.0.1:${ports.nats}`,
    IMMUDB_ADDRESS: `127.0.0.1:${ports.immudb}`,
    IMMUDB_DATABASE: 'defaultdb',
    IMMUDB_USER: 'immudb',
    IMMUDB_PASSWORD: 'immudb',
    SAFE_INPUTS_URL: `http://127.0.0.1:${ports.safeInputs}`,
    GRAPHQL_URL: graphqlUrl(ports),
  };
}

export function envFileText(ports) {
  const lines = Object.entries(pipelineEnv(ports)).map(
    ([name, value]) => `export ${name}=${value}`,
  );
  return `# The demo that runs now. Use: source build/demo/env\n${lines.join('\n')}\n`;
}

// The servers' own variables begin like ours (IMMUDB_ADDRESS is where immudb listens).
export function withoutPipelineVariables(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(IMMUDB|NATS)_/.test(name)));
}

// sync_interval: what an acknowledged publish can lose when the machine (not the process) dies.
function natsConfig(ports, folder) {
  return `server_name: demo
listen: "127.0.0.1:${ports.nats}"
max_payload: 8MB
jetstream {
  store_dir: ${JSON.stringify(folder)}
  sync_interval: "1s"
}
`;
}

export function natsServer(layout, ports, env) {
  const config = join(layout.data, 'nats.conf');
  writeFileSync(config, natsConfig(ports, join(layout.data, 'nats')));
  const command = [layout.server('nats-server'), '--config', config];
  return { name: 'nats-server', style: 'dim', command, env: withoutPipelineVariables(env) };
}

// immudb itself does not keep a second one from opening, and repairing, the files of a running one.
export function immudbServer(layout, ports, env) {
  const folder = join(layout.data, 'immudb');
  mkdirSync(folder, { recursive: true });
  const lock = [
    'flock',
    '--nonblock',
    '--no-fork',
    '--conflict-exit-code',
    String(folderInUse),
    folder,
  ];
  const flags = [
    `--dir=${folder}`,
    '--address=127.0.0.1',
    `--port=${ports.immudbGrpc}`,
    `--pgsql-server-port=${ports.immudb}`,
    '--web-server=false',
    '--metrics-server=false',
    '--swaggerui=false',
    '--grpc-reflection=false',
  ];
  const own = { USER: 'immudb', HOME: layout.data, LOG_LEVEL: 'warn' };
  const command = [...lock, layout.server('immudb'), ...flags];
  return {
    name: 'immudb',
    style: 'dim',
    command,
    env: { ...withoutPipelineVariables(env), ...own },
  };
}

export function service(name, layout, ports, env) {
  const own = { ...pipelineEnv(ports), HEALTH_ADDRESS: `127.0.0.1:${ports[name]}` };
  if (name === 'safe-inputs') own.LISTEN_ADDRESS = `127.0.0.1:${ports.safeInputs}`;
  if (name === 'api') own.LISTEN_ADDRESS = `127.0.0.1:${ports.graphql}`;
  return { name, style: styles[name], command: [layout.service(name)], env: { ...env, ...own } };
}
