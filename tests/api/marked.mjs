import assert from 'node:assert/strict';
import { address, ask, post } from './ask.mjs';

/** Every request has it somewhere, and no answer may. */
export const marker = 'mArKeR0815';
export const json = 'application/json; charset=utf-8';
export const modern = 'application/graphql-response+json; charset=utf-8';
export const problem = 'application/problem+json';

/** What holds for every answer: nothing of the request, no fault of ours, nothing for other origins. */
export function clean(answer) {
  const whole = JSON.stringify(answer.headers) + answer.body;
  assert.ok(!whole.includes(marker), `expected nothing of the request, got ${whole}`);
  assert.notEqual(answer.status, 500);
  const cors = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'));
  assert.deepEqual(cors, []);
  return answer;
}

export const headersOf = (accept) => ({
  Origin: 'https://elsewhere.example',
  'X-Marker': marker,
  ...(accept === undefined ? {} : { Accept: accept }),
});

/** `postAs(accept, body, headers)` and `getAs(accept, parameters)`, whose answers are clean. */
export const asking = (url) => ({
  postAs: async (accept, body, headers) =>
    clean(await post(url, body, { headers: { ...headersOf(accept), ...headers } })),
  getAs: async (accept, parameters) =>
    clean(await ask(address(url, parameters), { headers: headersOf(accept) })),
});
