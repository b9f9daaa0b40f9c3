import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const host = '127.0.0.1';
/** Below those that Linux takes for outgoing connections: one of these could take a port before its server does. */
const kLowestPort = 10_000;
const kHighestPort = 32_767;

function listen(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host }, () => resolve(server));
  });
}

async function listenAnywhere() {
  for (;;) {
    const port = kLowestPort + Math.floor(Math.random() * (kHighestPort - kLowestPort + 1));
    const server = await listen(port);
    if (server) return server;
  }
}

function close(server) {
  return new Promise((resolve) => server.close(resolve));
}

/**
 * A port of the loopback interface for each of `wanted` ({name: usual port, or 0 for any}): the
 * usual one if it is free, else any free one, of which `say` is told. All are held until all are
 * found, so they differ.
 */
export async function choosePorts(wanted, say) {
  const held = [];
  const ports = {};
  for (const [name, usual] of Object.entries(wanted)) {
    const server = (usual !== 0 && (await listen(usual))) || (await listenAnywhere());
    held.push(server);
    ports[name] = server.address().port;
    if (usual !== 0 && ports[name] !== usual)
      say(`port ${usual} (${name}) is in use: taking ${ports[name]}`);
  }
  await Promise.all(held.map(close));
  return ports;
}

function canConnect(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    const settle = (answer) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket
      .once('connect', settle(true))
      .once('error', settle(false))
      .setTimeout(1000, settle(false));
  });
}

async function readiness(port) {
  try {
    const answer = await fetch(`http://${host}:${port}/readyz`, {
      signal: AbortSignal.timeout(2000),
    });
    const text = (await answer.text()).trim();
    return { ready: answer.ok, why: text || `HTTP ${answer.status}` };
  } catch (error) {
    return { ready: false, why: error.cause?.message ?? error.message };
  }
}

async function until(deadlineMs, probe, complaint) {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const { ready, why } = await probe();
    if (ready) return;
    if (Date.now() > deadline) throw new Error(complaint(why));
    await pause(50);
  }
}

/** Resolves when something listens at the port; rejects after `deadlineMs`. */
export function waitForPort(name, port, deadlineMs) {
  const probe = async () => ({ ready: await canConnect(port) });
  return until(
    deadlineMs,
    probe,
    () => `${name} does not listen at ${port} after ${deadlineMs / 1000} s`,
  );
}

/**
 * Resolves when GET /readyz at the port answers 2xx; rejects after `deadlineMs` with its last
 * answer.
 */
export function waitForReady(name, port, deadlineMs) {
  const complaint = (why) => `${name} is not ready after ${deadlineMs / 1000} s: ${why}`;
  return until(deadlineMs, () => readiness(port), complaint);
}
