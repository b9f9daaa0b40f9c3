// Who may ask the api service: tokens, pages of other origins, TLS.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { address, ask, post } from './ask.mjs';
import { runApi, startApi, startNats, temporaryFolder } from './servers.mjs';

const folder = temporaryFolder();
const token = 'first-token.0123456789';
const hello = { query: '{hello}' };
const world = '{"data":{"hello":"world!"}}';
const exitConfiguration = 2;

function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, content, { mode: 0o600 });
  return path;
}

const nats = await startNats();
const running = [];
after(async () => {
  for (const server of [...running, nats]) await server.stop();
});

async function start(options) {
  const api = await startApi(nats, options);
  running.push(api);
  return api;
}

/** How a start ends that cannot succeed: with exit code 2 and the reason. */
async function refused(options, reason) {
  const api = runApi({ NATS_URL: nats.url, ...options });
  assert.equal(await api.ended(), exitConfiguration, api.log);
  assert.match(api.log, reason);
}

test('tokens', async (t) => {
  const page = file('graphiql.html.gz', gzipSync('<title>GraphiQL</title>'));
  const tokens = file('tokens', `# two\n\n${token}\r\nsecond-token/=9876543\n`);
  const { url } = await start({ UPLOAD_TOKENS_FILE: tokens, GRAPHIQL_FILE: page });
  const origin = new URL(url).origin;

  const wrong = [undefined, 'Bearer', 'Bearer ', `Basic ${token}`, token, `Bearer${token}`,
    `Bearer ${token.slice(0, -1)}`, `Bearer ${token}x`, `Bearer ${token.toUpperCase()}`,
    `Bearer ${token} `.padEnd(60, 'x'), 'Bearer # two']; // prettier-ignore
  for (const Authorization of wrong) {
    await t.test(`Authorization: ${Authorization}: 401`, async () => {
      const headers = Authorization === undefined ? {} : { Authorization };
      for (const accept of ['*/*', 'text/event-stream']) {
        const both = { headers: { ...headers, Accept: accept } };
        for (const answer of [await post(url, hello, both), await ask(address(url, hello), both)]) {
          assert.equal(answer.status, 401);
          assert.equal(answer.headers['www-authenticate'], 'Bearer');
          assert.ok(!answer.body.includes(token.slice(0, 8)), answer.body);
        }
      }
    });
  }

  await t.test('the body of a stranger is not read', async () => {
    // It is announced and never comes: whoever waits for it gives no answer.
    const headers = { 'Content-Type': 'application/json', 'Content-Length': 1000 };
    const answer = await ask(url, { method: 'POST', headers, body: '{' });
    assert.deepEqual([answer.status, answer.headers.connection], [401, 'close']);
  });

  await t.test('a right token passes, whatever the case of its scheme', async () => {
    for (const Authorization of [
      `Bearer ${token}`,
      `bearer ${token}`,
      'Bearer second-token/=9876543',
    ]) {
      assert.equal((await post(url, hello, { headers: { Authorization } })).body, world);
    }
  });

  await t.test('health and the page of GraphiQL need none', async () => {
    assert.equal((await ask(`${origin}/livez`)).status, 200);
    assert.equal((await ask(`${origin}/readyz`)).status, 200);
    for (const path of ['/graphiql', '/graphql']) {
      const headers = { Accept: 'text/html', 'Accept-Encoding': 'gzip' };
      const answer = await ask(origin + path, { headers });
      assert.deepEqual([answer.status, answer.type], [200, 'text/html; charset=utf-8']);
    }
  });
});

test('a file of tokens that cannot be used ends the start', async (t) => {
  const files = [
    ['one that is not there', join(folder, 'nothing'), /UPLOAD_TOKENS_FILE: .*nothing/],
    ['an empty one', file('empty', ''), /UPLOAD_TOKENS_FILE: .*empty/],
    ['one of comments', file('comments', '# none\n'), /UPLOAD_TOKENS_FILE: .*comments has no token/],
    ['one with a short token', file('short', `${token}\nshort\n`), /UPLOAD_TOKENS_FILE: .*short line 2: expected a token/],
    ['one with a space', file('space', `${token} ${token}\n`), /UPLOAD_TOKENS_FILE: .*space line 1: expected a token/],
  ]; // prettier-ignore
  for (const [name, path, reason] of files) {
    await t.test(name, () => refused({ UPLOAD_TOKENS_FILE: path }, reason));
  }
});

test('pages of other origins', async (t) => {
  const origins = ['https://pages.example.org', 'http://localhost:3000'];
  const { url } = await start({ CORS_ORIGINS: origins.join(',') });
  const preflight = (Origin) =>
    ask(url, { method: 'OPTIONS', headers: { Origin, 'Access-Control-Request-Method': 'POST' } });

  for (const Origin of origins) {
    await t.test(`${Origin} may read`, async () => {
      const asked = await preflight(Origin);
      assert.equal(asked.status, 204);
      assert.equal(asked.headers['access-control-allow-origin'], Origin);
      assert.match(asked.headers['access-control-allow-methods'], /POST/);
      assert.match(asked.headers['access-control-allow-headers'], /Content-Type, Authorization/);
      for (const body of [hello, '{']) {
        const { headers } = await post(url, body, { headers: { Origin } });
        assert.equal(headers['access-control-allow-origin'], Origin);
        assert.match(headers.vary, /Origin/);
        assert.equal(headers['access-control-allow-credentials'], undefined);
      }
    });
  }

  const refusals = [
    ['405', { method: 'PUT' }],
    ['413', { method: 'POST', body: ' ', headers: { 'Content-Type': 'application/json', 'Content-Length': 1e9 } }],
    ['415', { method: 'POST', body: '{}' }],
  ]; // prettier-ignore
  for (const [status, { headers, ...request }] of refusals) {
    await t.test(`${status} can be read too`, async () => {
      const asked = { ...request, headers: { ...headers, Origin: origins[0] } };
      const answer = await ask(url, asked);
      assert.equal(String(answer.status), status);
      assert.equal(answer.headers['access-control-allow-origin'], origins[0]);
      assert.match(answer.headers.vary, /Origin/);
    });
  }

  for (const Origin of [
    'https://pages.example.org.evil.example',
    'http://pages.example.org',
    'null',
  ]) {
    await t.test(`${Origin} may not`, async () => {
      for (const answer of [
        await preflight(Origin),
        await post(url, hello, { headers: { Origin } }),
      ]) {
        const allowing = Object.keys(answer.headers).filter((name) => name.startsWith('access-'));
        assert.deepEqual(allowing, []);
        assert.match(answer.headers.vary, /Origin/);
      }
    });
  }

  await t.test('an origin that is none ends the start', async () => {
    for (const CORS_ORIGINS of ['*', 'pages.example.org', 'https://a.example/path']) {
      await refused({ CORS_ORIGINS }, /CORS_ORIGINS: expected origins such as/);
    }
  });
});

test('TLS', async (t) => {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256',
    '-nodes', '-days', '2', '-subj', '/CN=api', '-addext', 'subjectAltName=IP:127.0.0.1',
    '-keyout', key, '-out', cert], { stdio: 'ignore' }); // prettier-ignore
  const api = await start({ HTTP_TLS_CERT: cert, HTTP_TLS_KEY: key });
  const ca = readFileSync(cert);

  await t.test('answers over HTTPS', async () => {
    assert.equal(new URL(api.url).protocol, 'https:');
    assert.equal((await post(api.url, hello, { ca })).body, world);
    const events = await post(api.url, hello, { ca, headers: { Accept: 'text/event-stream' } });
    assert.equal(events.body, `:\n\nevent: next\ndata: ${world}\n\nevent: complete\ndata:\n\n`);
  });

  await t.test('tells who speaks HTTP to say https', async () => {
    const { status, body } = await post(api.url.replace('https', 'http'), hello);
    assert.deepEqual([status, JSON.parse(body).code], [400, 'https-expected']);
  });

  await t.test("half a pair, or a key that is another's, ends the start", async () => {
    await refused({ HTTP_TLS_CERT: cert }, /HTTP_TLS_(CERT|KEY)/);
    await refused({ HTTP_TLS_CERT: cert, HTTP_TLS_KEY: file('other.pem', 'none') }, /other\.pem/);
  });
});
