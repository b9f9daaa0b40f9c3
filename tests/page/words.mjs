// The page's own texts, by which tests find what a person reads: catalogues.en, catalogues.fr, and how numbers
// and names are written in each.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const ui = fileURLToPath(new URL('../../clients/page/ui', import.meta.url));
const { build } = createRequire(`${ui}/../package.json`)('esbuild');

const contents = `
export { catalogues, failureText, warningText } from './catalogue';
export { Formats } from './model/format';
`;
const options = { bundle: true, write: false, format: 'esm', platform: 'neutral' };
const { outputFiles } = await build({ stdin: { contents, resolveDir: ui, loader: 'ts' }, ...options });
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { catalogues, failureText, warningText, Formats } = await import(`data:text/javascript;base64,${code}`);

/** {t, f, failure(failure), warning(warning)} of a language; `change` is what the page's catalogue went through. */
export function wordsOf(language, change = (texts) => texts) {
  const [t, f] = [change(catalogues[language]), new Formats(language)];
  const failure = (told) => failureText(t, f, told);
  return { t, f, failure, warning: (told) => warningText(t, f, told) };
}

/** Text as a person reads it: plain spaces, without marks of the writing direction. */
export function plain(text) {
  return text.replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim();
}
