import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const kPatienceMs = 120_000;

function run(program, args, env) {
  return new Promise((resolve) => {
    const options = { env, timeout: kPatienceMs, maxBuffer: 256 * 1024 * 1024 };
    execFile(program, args, options, (error, stdout, stderr) => {
      resolve({ error, stdout, stderr: stderr.trim() });
    });
  });
}

function jsonLines(text) {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** Runs a program to its end; the objects that it prints, one a line. */
export async function ask(program, args, env) {
  const { error, stdout, stderr } = await run(program, args, env);
  if (error) throw new Error(`${program} ${args.join(' ')}: ${stderr || error.message}`);
  return jsonLines(stdout);
}

/** Uploads every sample through the command line; one object a file, as it prints them. */
export async function uploadSamples(layout, env) {
  const files = readdirSync(layout.samples)
    .sort()
    .map((name) => join(layout.samples, name));
  const { stdout, stderr } = await run(
    layout.upload,
    [...files, '--wait', '--json', '--quiet'],
    env,
  );
  const uploads = jsonLines(stdout);
  if (uploads.length !== files.length) {
    throw new Error(
      `expected ${files.length} receipts of ${layout.upload}, got ${uploads.length}: ${stderr}`,
    );
  }
  return uploads;
}

function problems({ outcome, history, row }) {
  const found = [];
  for (const [store, { state, code, reason }] of Object.entries(outcome.stores)) {
    if (state !== 'stored')
      found.push(`${store}: ${[state, code, reason].filter(Boolean).join(', ')}`);
  }
  const { revision } = outcome.stores.kv;
  if (!history.some((entry) => entry.revision === revision)) {
    found.push(`kv: revision ${revision} is not in the key's history`);
  }
  if (row?.contentMatches !== true)
    found.push('ledger: the row, or the hash of its content, does not match');
  return found;
}

/**
 * Reads back what became of an upload: the key's history and the ledger's row. Returns {file,
 * upload, history, row, problems: [text]}; no problems mean it is in both stores as it should be.
 */
export async function readBack(upload, layout, env) {
  const { file, error, outcome } = upload;
  if (error || !outcome) {
    return { file, upload, problems: [`${error?.title}: ${error?.detail} (${error?.code})`] };
  }
  try {
    const key = outcome.stores.kv.key ?? upload.key;
    const history = await ask(layout.service('kv-reader'), ['history', key, '--json'], env);
    const [row] = await ask(layout.service('immudb-writer'), ['--show', upload.uploadId], env);
    return { file, upload, history, row, problems: problems({ outcome, history, row }) };
  } catch (failure) {
    return { file, upload, problems: [failure.message] };
  }
}
