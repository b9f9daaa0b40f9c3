// A page whose every text from the catalogue is marked, so that what comes from elsewhere stands out.
import { cpSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../api/servers.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const page = here('../../clients/page');
const { build } = createRequire(`${page}/package.json`)('esbuild');

/** Puts marked catalogues in the place of those that the page imports. */
const markedCatalogues = {
  name: 'marked-catalogues',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/(en|fr)$/ }, ({ path, importer }) =>
      importer.endsWith('catalogue/index.ts') ? { path: path.slice(2), namespace: 'marked' } : null,
    );
    onLoad({ filter: /.*/, namespace: 'marked' }, ({ path }) => ({
      resolveDir: here('.'),
      contents: `import { ${path} as texts } from '${page}/ui/catalogue/${path}.ts';
        import { marked } from './marks.mjs';
        export const ${path} = marked(texts);`,
    }));
  },
};

/** A folder as scripts/build-page makes it, with the marked page; `builtPage` is the one to take the rest from. */
export async function buildMarkedPage(builtPage) {
  const folder = join(temporaryFolder(), 'page');
  cpSync(builtPage, folder, { recursive: true, filter: (path) => !path.endsWith('.gz') });
  await build({
    entryPoints: [`${page}/ui/main.tsx`],
    outfile: join(folder, 'page.js'),
    bundle: true,
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    target: 'es2022',
    define: { kDateModified: '"2026-01-31"' },
    plugins: [markedCatalogues],
  });
  return folder;
}

// Runs in the page. Where the texts of files and of the service stand, and what they may be elsewhere: the names of
// sheets to choose from.
function strangeTexts(sheets) {
  const data = 'noscript, bdi, code, time, .size, .facts dd, table.data, details [lang=en]';
  const bare = (text) => {
    const inner = text.replace(/⟦[^⟦⟧]*⟧/g, '');
    return inner === text ? inner : bare(inner);
  };
  const strange = (text) => /\p{L}/u.test(bare(text)) && !sheets.includes(text);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [document.title];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest(data)) found.push(walker.currentNode.data);
  }
  for (const element of document.querySelectorAll('*')) {
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) found.push(element.getAttribute(name) ?? '');
  }
  return found.filter(strange);
}

/** The texts that a person can read, or hear, and that no catalogue has. */
export const unmarkedTexts = (page, sheets) => page.evaluate(strangeTexts, sheets);
