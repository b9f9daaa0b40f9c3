// Puts the page's files into the folder that is named, each with its .gz beside it.
// usage: node build.mjs FOLDER DATE, the day (2026-01-31) that the page tells as its last change
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const [folder, date = ''] = process.argv.slice(2);
if (!folder) throw new Error('expected the folder to write into, got no argument');
if (!/^\d{4}-\d\d-\d\d$/.test(date)) throw new Error(`expected a day such as 2026-01-31, got "${date}"`);

/** One file that loads no other: a classic script, since the worker fetches SheetJS by importScripts. */
async function bundle(entry, name) {
  await build({
    entryPoints: [here(entry)],
    outfile: join(folder, name),
    bundle: true,
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    target: 'es2022',
    define: { kDateModified: JSON.stringify(date) },
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  });
}

const libraries = [
  ['@e965/xlsx (SheetJS)', '../node_modules/@e965/xlsx/LICENSE'],
  ['fflate', '../node_modules/fflate/LICENSE'],
  ['@noble/hashes', 'node_modules/@noble/hashes/LICENSE'],
  ['preact', 'node_modules/preact/LICENSE'],
];

function licenses() {
  const texts = libraries.map(([name, path]) => `${name}:\n\n${readFileSync(here(path), 'utf8').trim()}\n`);
  return texts.join('\n');
}

mkdirSync(folder, { recursive: true });
await bundle('ui/main.tsx', 'page.js');
await bundle('ui/styles/page.css', 'page.css');
await bundle('worker/worker.ts', 'worker.js');
copyFileSync(here('ui/index.html'), join(folder, 'index.html'));
copyFileSync(here('../node_modules/@e965/xlsx/dist/xlsx.full.min.js'), join(folder, 'xlsx.full.min.js'));
writeFileSync(join(folder, 'LICENSES'), licenses());
for (const name of readdirSync(folder)) {
  const path = join(folder, name);
  // node's gzip has no time in its header, so the same input makes the same bytes.
  writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
}
