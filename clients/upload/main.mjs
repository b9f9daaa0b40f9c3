import { readFileSync } from 'node:fs';
import { wantsColour } from './colour.mjs';
import { parseOptions, usage, UsageError } from './options.mjs';
import { exitCodes, UploadRun } from './run.mjs';
import { Progress } from './terminal.mjs';

const { stdout, stderr, env } = process;

function version() {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

async function main(args) {
  const options = parseOptions(args, env);
  if (options.help || options.version) {
    stdout.write(`${options.help ? usage : `upload ${version()}`}\n`);
    return exitCodes.ok;
  }
  return new UploadRun(options, {
    out: (line) => stdout.write(`${line}\n`),
    err: (line) => stderr.write(`${line}\n`),
    progress: new Progress(stderr, options),
    colour: wantsColour(stdout, env),
  }).all();
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  stderr.write(`upload: ${error.message}\n\n${usage}\n`);
  process.exitCode = exitCodes.usage;
}
