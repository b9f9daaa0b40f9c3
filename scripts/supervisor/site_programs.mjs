import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutPipelineVariables } from './programs.mjs';

export const siteNames = Object.freeze(['province', 'hospital']);
export const hubServices = Object.freeze([
  'safe-inputs',
  'extract',
  'uppercase',
  'kv-writer',
  'immudb-writer',
]);

const wanted = ['hub', 'leaf', 'uploads', 'immudb', 'immudbGrpc', ...hubServices];
const ofEachSite = siteNames.flatMap((site) =>
  ['nats', 'uploads', 'health'].map((what) => `${site} ${what}`),
);

/** All on any free port: these are not the usual servers of a machine. */
export const sitesPorts = Object.freeze(
  Object.fromEntries([...wanted, ...ofEachSite].map((name) => [name, 0])),
);

// For this machine alone: everything listens at its loopback interface.
const passwordOf = (user) => `development-${user}`;

/** The variables that a configuration takes its users' passwords from. */
function passwords(file) {
  const users = readFileSync(file, 'utf8').matchAll(/user: "([^"]+)", password: \$([A-Z_]+)/g);
  return Object.fromEntries([...users].map(([, user, variable]) => [variable, passwordOf(user)]));
}

const at = (port) => `127.0.0.1:${port}`;

export function natsAs(user, port) {
  return { NATS_URL: `nats://${at(port)}`, NATS_USER: user, NATS_PASSWORD: passwordOf(user) };
}

function natsServer(name, layout, port, env, own) {
  const config = join(layout.root, 'deploy', 'sites', `${name}.conf`);
  const flags = ['--addr=127.0.0.1', `--port=${port}`, '--http_port=-1'];
  return {
    name: `${name} nats`,
    style: 'dim',
    command: [layout.server('nats-server'), '--config', config, ...flags],
    env: {
      ...withoutPipelineVariables(env),
      ...passwords(config),
      ...own,
      NATS_STORE_DIR: JSON.stringify(join(layout.data, name)),
    },
  };
}

export function hubServer(layout, ports, env) {
  const users = passwords(join(layout.root, 'deploy', 'nats', 'users.conf'));
  return natsServer('hub', layout, ports.hub, env, { ...users, HUB_LEAF_LISTEN: at(ports.leaf) });
}

export function siteServer(site, layout, ports, env) {
  const user = `site-${site}`;
  const url = `nats-leaf://${user}:${passwordOf(user)}@${at(ports.leaf)}`;
  return natsServer(site, layout, ports[`${site} nats`], env, { HUB_URL: url });
}

export function siteSafeInputs(site, layout, ports, env) {
  return {
    name: site,
    style: 'green',
    command: [layout.service('safe-inputs')],
    env: {
      ...withoutPipelineVariables(env),
      ...natsAs('safe-inputs', ports[`${site} nats`]),
      SENDER: site,
      LISTEN_ADDRESS: at(ports[`${site} uploads`]),
      HEALTH_ADDRESS: at(ports[`${site} health`]),
    },
  };
}

export function hubService(name, layout, ports, env) {
  return {
    name,
    style: 'blue',
    command: [layout.service(name)],
    env: {
      ...withoutPipelineVariables(env),
      ...natsAs(name, ports.hub),
      AUTO_PROVISION: 'false',
      LISTEN_ADDRESS: at(ports.uploads),
      HEALTH_ADDRESS: at(ports[name]),
      IMMUDB_ADDRESS: at(ports.immudb),
    },
  };
}
