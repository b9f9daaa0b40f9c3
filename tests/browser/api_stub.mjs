// Stands in for the api service: its page, and a schema just large enough for the page's default query.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { buildSchema, graphql } from 'graphql';

const pagePath = fileURLToPath(
  new URL('../../build/tools/share/graphiql/graphiql.html.gz', import.meta.url),
);
const policy =
  "default-src 'self'; script-src 'self' 'unsafe-inline' blob:; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' data:; font-src 'self' data:; worker-src blob: 'self'; connect-src 'self'";
const schema = buildSchema(`
  type Query { hello: String, files(first: Int!): Files!, uploads(first: Int!): Uploads! }
  type Files { edges: [FileEdge!]! }
  type FileEdge { node: File! }
  type File { filename: String!, key: String!, revision: Int! }
  type Uploads { edges: [UploadEdge!]! }
  type UploadEdge { node: Upload! }
  type Upload { id: ID!, state: String! }
`);
const rootValue = {
  hello: 'world!',
  files: { edges: [{ node: { filename: 'cases.xlsx', key: 'cases', revision: 3 } }] },
  uploads: { edges: [{ node: { id: 'upload-1', state: 'STORED' } }] },
};

function sendPage(response) {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-encoding': 'gzip',
    'content-security-policy': policy,
  });
  response.end(readFileSync(pagePath));
}

async function sendAnswer(request, url, response) {
  const asked = request.method === 'POST' ? JSON.parse(await text(request)) : Object.fromEntries(url.searchParams);
  const answer = await graphql({ schema, rootValue, source: asked.query, operationName: asked.operationName });
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(answer));
}

// Where it listens, and how to end it.
export async function startApiStub() {
  if (!existsSync(pagePath)) throw new Error(`expected ${pagePath}: scripts/build-graphiql makes it`);
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://127.0.0.1');
    if (url.pathname === '/graphiql') return sendPage(response);
    if (url.pathname === '/graphql') return sendAnswer(request, url, response);
    return response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}
