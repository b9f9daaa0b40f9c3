import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

export const usage = `usage: upload FILE... [options]

Reads sheets (.xlsx .xlsm .xlsb .xls .ods .fods .csv) on this computer and sends their rows, as
JSON, to safe-inputs. The files themselves are not sent.

  --sheet NAME             send only this sheet (repeat for several; default: all)
  --url URL                where safe-inputs is (default: SAFE_INPUTS_URL, else
                           http://127.0.0.1:8090)
  --ca FILE                trust the authorities in this file (PEM) for https://, and no others
                           (default: SAFE_INPUTS_CA, else those that node knows)
  --wait                   after sending, wait until the upload ended in both stores
  --timeout TIME           how long to go on trying to send each file and, with --wait, how long to
                           wait for its end: 500ms, 60s, 2m (default: 60s)
  --idempotency-key KEY    the upload's id, [A-Za-z0-9_-]{1,64}: the same key never makes a second
                           upload (one file only; default: a random one per file)
  --json                   print one JSON object a line for each file
  --quiet                  no progress and no warnings on standard error
  --help, --version

exit code: 0 everything arrived; 1 something could not be sent or did not arrive; 2 wrong use, or
a file that cannot be read`;

const specification = {
  sheet: { type: 'string', multiple: true },
  url: { type: 'string' },
  ca: { type: 'string' },
  timeout: { type: 'string', default: '60s' },
  'idempotency-key': { type: 'string' },
  wait: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  quiet: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  version: { type: 'boolean', default: false },
};

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** A wrong use of the command line: the message says what was expected. */
export class UsageError extends Error {}

/** Milliseconds of a text like 500ms, 60s, 2m; without a unit, seconds. */
export function parseDuration(text) {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text);
  const ms = match ? Number(match[1]) * unitMs[match[2] ?? 's'] : 0;
  if (!(ms > 0)) throw new UsageError(`--timeout: expected a time like 60s, got "${text}"`);
  return ms;
}

function tryUrl(text) {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function parseUrl(text) {
  const url = tryUrl(text);
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError(`--url: expected http://host:port or https://host, got "${text}"`);
  }
  return url.href.replace(/\/+$/, '');
}

/** {file, pem} of the authorities to trust, null without a file. */
function readCa(file) {
  if (!file) return null;
  try {
    const pem = readFileSync(file, 'utf8');
    // Throws what node would otherwise say nothing about: it skips what is no certificate.
    new X509Certificate(pem);
    return { file, pem };
  } catch (error) {
    throw new UsageError(`--ca: expected a file of certificates (PEM): ${file}: ${error.message}`);
  }
}

function checkKey(key, files) {
  if (key === undefined) return;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(key)) {
    throw new UsageError('--idempotency-key: expected 1 to 64 of A-Z a-z 0-9 _ -');
  }
  if (files.length > 1) {
    throw new UsageError(`--idempotency-key: names one upload, got ${files.length} files`);
  }
}

function parse(args) {
  try {
    return parseArgs({ args, options: specification, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error.message);
  }
}

/** The options of a command line; `env` gives defaults. Throws a UsageError. */
export function parseOptions(args, env) {
  const { values, positionals: files } = parse(args);
  if (values.help || values.version) return values;
  if (files.length === 0) throw new UsageError('expected at least one file');
  checkKey(values['idempotency-key'], files);
  return {
    files,
    sheets: values.sheet ?? null,
    url: parseUrl(values.url ?? (env.SAFE_INPUTS_URL || 'http://127.0.0.1:8090')),
    ca: readCa(values.ca ?? env.SAFE_INPUTS_CA),
    timeoutMs: parseDuration(values.timeout),
    key: values['idempotency-key'],
    wait: values.wait,
    json: values.json,
    quiet: values.quiet,
  };
}
