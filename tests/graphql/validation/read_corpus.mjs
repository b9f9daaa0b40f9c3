import { readFileSync, readdirSync } from 'node:fs';

const folder = new URL('corpus/', import.meta.url);

/**
 * Reads the documents of a file of corpus/. A document begins at the beginning of a line; lines that
 * begin with a space or "}" belong to it. These lines apply to the documents after them:
 *
 *   #valid             all rules accept them
 *   #invalid           the rule that the file is named after refuses them
 *   #any               neither is claimed
 *   #schema NAME       of schemas/NAME.graphql; at first: zoo
 *
 * Other lines that begin with "#" are comments.
 */
function readDocuments(rule) {
  const documents = [];
  let schema = 'zoo';
  let claim;
  for (const line of readFileSync(new URL(`${rule}.graphql`, folder), 'utf8').split('\n')) {
    const [command, argument] = line.split(' ');
    if (command === '#schema') schema = argument;
    else if (['#valid', '#invalid', '#any'].includes(command)) claim = command.slice(1);
    else if (/^[ }]/.test(line)) documents.at(-1).query += `\n${line}`;
    else if (line !== '' && !line.startsWith('#')) documents.push({ rule, schema, claim, query: line });
  }
  return documents;
}

/** All documents of the corpus, as {rule, schema, claim, query}. */
export function readCorpus() {
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphql')).sort();
  return files.flatMap((name) => readDocuments(name.slice(0, -'.graphql'.length)));
}
