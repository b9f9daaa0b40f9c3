// Runs every *.test.mjs below this folder, and those of the end-to-end tests' reference, with
// node's own test runner. The files are listed here because node 18 knows no patterns and would
// otherwise search node_modules too. Those of page/ are bundled first: it runs them itself.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function testsBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !['node_modules', 'page'].includes(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return testsBelow(path);
      return entry.name.endsWith('.test.mjs') ? [path] : [];
    })
    .sort();
}

const here = dirname(fileURLToPath(import.meta.url));
const files = [here, join(here, '..', 'tests', 'e2e')].flatMap(testsBelow);
if (files.length === 0) throw new Error(`expected *.test.mjs files below ${here}, found none`);
const args = ['--test', ...process.argv.slice(2), ...files];
process.exit(spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1);
