// Writes graphiql.html.gz, and LICENSES of what is in it, into the folder that is named.
// usage: node render.mjs FOLDER
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const folder = process.argv[2];
if (!folder) throw new Error('expected the folder to write into, got no argument');

const html = renderGraphiQL({
  title: 'Safe Inputs pipeline',
  endpoint: '/graphql',
  subscriptionsProtocol: 'SSE',
  defaultQuery: read('default-query.graphql'),
});
// node's gzip has no time in its header, so the same input makes the same bytes.
writeFileSync(join(folder, 'graphiql.html.gz'), gzipSync(html, { level: 9 }));

const ofPackage = read('node_modules/@graphql-yoga/render-graphiql/LICENSE').trimEnd();
const ofRest = read('third-party-licenses.txt');
writeFileSync(join(folder, 'LICENSES'), `@graphql-yoga/render-graphiql:\n\n${ofPackage}\n\n${ofRest}`);
