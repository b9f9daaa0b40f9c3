import http from 'node:http';
import https from 'node:https';

/**
 * One request on a connection of its own, every byte as the test has it: fetch() would not send
 * some of them. Resolves to {status, type, headers, body}, with the body as text.
 */
export function ask(url, { method = 'GET', headers = {}, body, ...tls } = {}) {
  const { request } = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, ...tls, agent: false }, (answer) => {
      const pieces = [];
      answer.on('error', reject);
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode,
          type: answer.headers['content-type'],
          headers: answer.headers,
          body: Buffer.concat(pieces).toString(),
        }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** A POST of JSON; `parameters` is an object, or text that goes out as it is. */
export function post(url, parameters, { headers, ...rest } = {}) {
  const raw = typeof parameters === 'string' || Buffer.isBuffer(parameters);
  return ask(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: raw ? parameters : JSON.stringify(parameters),
    ...rest,
  });
}

/** The address of a GET with these parameters, those that are no text as JSON. */
export function address(url, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    query.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return `${url}?${query}`;
}

const rootsQuery = `{
  __schema {
    queryType { fields { name } }
    mutationType { name }
    subscriptionType { fields { name args { name type { kind } defaultValue } type { ofType { kind } kind } } }
  }
}`;

/** The roots of the schema, which the tests choose documents by. */
export async function readRoots(url) {
  const { data } = JSON.parse((await post(url, { query: rootsQuery })).body);
  const { queryType, mutationType, subscriptionType } = data.__schema;
  return {
    queries: queryType.fields.map(({ name }) => name),
    mutates: mutationType !== null,
    subscription: subscriptionType && openEnded(subscriptionType.fields),
  };
}

/** A subscription that needs nothing to be there: of a field without required arguments. */
function openEnded(fields) {
  const isRequired = ({ type, defaultValue }) => type.kind === 'NON_NULL' && defaultValue === null;
  const { name, type } = fields.find(({ args }) => !args.some(isRequired));
  const { kind } = type.ofType ?? type;
  return `subscription{${name}${['OBJECT', 'INTERFACE', 'UNION'].includes(kind) ? '{__typename}' : ''}}`;
}
