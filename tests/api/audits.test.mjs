// The audits of graphql-http, which say whether a server speaks GraphQL over HTTP.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { serverAudits } from 'graphql-http';
import { startAll } from './servers.mjs';

const expected = 61;

const { api, stop } = await startAll();
after(stop);

test('the audits of graphql-http', async (t) => {
  const audits = serverAudits({ url: api.url, fetchFn: fetch });
  let passed = 0;
  for (const audit of audits) {
    await t.test(`${audit.id} ${audit.name}`, async () => {
      const { status, reason } = await audit.fn();
      assert.equal(status, 'ok', reason);
      ++passed;
    });
  }
  const score = `${passed} of ${audits.length}`;
  t.diagnostic(`audits passed: ${score}`);
  assert.equal(score, `${expected} of ${expected}`);
});
