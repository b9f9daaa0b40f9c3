// The api service beside graphql-yoga: {hello}, and getFile of a small and a large file, which both read from
// the same bucket of the same nats-server. In turns, over 32 connections. The load shares the cores with the
// servers, so the measure is the server's own CPU time for a request.
//
//   node tests/bench/api_bench.mjs build/bench/api_bench.json
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Server, startApi, startNats } from '../api/servers.mjs';
import { answerCheck } from './api/answers.mjs';
import { storeFiles } from './api/stored_files.mjs';

const autocannon = createRequire(new URL('api/package.json', import.meta.url))('autocannon');

const goal = 1 / 5;
const connections = 32;
const warmUpSeconds = 3;
const seconds = 8;
const rounds = 3;
const ticks = Number(execFileSync('getconf', ['CLK_TCK']));
const files = [
  { name: 'getFile, 6 KB', filename: 'small.json', bytes: 6_000 },
  { name: 'getFile, 457 KB', filename: 'large.json', bytes: 457_000 },
];

/** User and system time of a process: the 14th and 15th field, counted after the bracketed name. */
function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticks;
}

async function startYoga(nats) {
  const program = fileURLToPath(new URL('api/yoga.mjs', import.meta.url));
  const yoga = new Server(process.execPath, [program], { NODE_ENV: 'production', NATS_URL: nats.url });
  const [, port] = await yoga.said(/answers on port (\d+)/);
  yoga.url = `http://127.0.0.1:${port}/graphql`;
  return yoga;
}

async function load({ name, url }, work, duration) {
  const answers = answerCheck(name, work);
  const result = await autocannon({
    url,
    duration,
    connections,
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query: work.query }),
    verifyBody: answers.verify,
  });
  answers.check();
  const { errors, timeouts, non2xx } = result;
  const failed = { server: name, work: work.name, errors, timeouts, non2xx };
  assert.deepEqual(failed, { ...failed, errors: 0, timeouts: 0, non2xx: 0 });
  return result;
}

async function measure(server, work) {
  const before = cpuSeconds(server.pid);
  const result = await load(server, work, seconds);
  const used = cpuSeconds(server.pid) - before;
  const requests = result['2xx'];
  return {
    requests_per_second: Math.round(requests / result.duration),
    p50_ms: result.latency.p50,
    p99_ms: result.latency.p99,
    cpu_us_per_request: Math.round((used / requests) * 1e7) / 10,
  };
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

const mediansOf = (measured) =>
  Object.fromEntries(
    Object.keys(measured[0]).map((key) => [key, median(measured.map((row) => row[key]))]),
  );

/** One work on both servers: every round, their medians and how much less CPU time api takes. */
async function compare(servers, work) {
  for (const server of servers) await load(server, work, warmUpSeconds);
  const all = Object.fromEntries(servers.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; ++round) {
    for (const server of servers) all[server.name].push(await measure(server, work));
  }
  const medians = Object.fromEntries(
    Object.entries(all).map(([name, rows]) => [name, mediansOf(rows)]),
  );
  const ratio = medians.api.cpu_us_per_request / medians['graphql-yoga'].cpu_us_per_request;
  console.log(`${work.name} (an answer of ${Buffer.byteLength(work.answer)} bytes)`);
  console.table(medians);
  console.log(`CPU time per request, of graphql-yoga's: ${ratio.toFixed(3)}\n`);
  return { name: work.name, rounds: all, medians, cpu_ratio: ratio };
}

const nats = await startNats();
const api = await startApi(nats);
const answers = await storeFiles(api, nats, files);
const servers = [
  Object.assign(api, { name: 'api' }),
  Object.assign(await startYoga(nats), { name: 'graphql-yoga' }),
];
const works = [
  { name: '{hello}', query: '{hello}', answer: '{"data":{"hello":"world!"}}' },
  ...files.map(({ name, filename }, i) => ({
    name,
    query: `{getFile(filename:"${filename}")}`,
    answer: answers[i],
  })),
];
console.log(`${connections} connections, medians of ${rounds} times ${seconds} s; goal: at most ${goal}`);
const compared = [];
for (const work of works) compared.push(await compare(servers, work));
for (const server of [...servers, nats]) await server.stop();
const written = { connections, seconds, goal, works: compared };
if (process.argv[2]) writeFileSync(process.argv[2], `${JSON.stringify(written, null, 2)}\n`);
