import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { Certificates } from '../testing/certificates.mjs';
import { FakeSafeInputs, receipt } from '../testing/fake_safe_inputs.mjs';
import { repositoryFile } from '../testing/workbooks.mjs';

const csv = repositoryFile('samples/sample-two-sheets.csv');

async function serve(t, tls) {
  const answers = { 'POST /uploads': [{ status: 202, body: receipt }] };
  const server = await new FakeSafeInputs(answers, tls).start();
  t.after(() => server.stop());
  return server;
}

function run(url, args = [], env = {}) {
  const main = repositoryFile('clients/upload/main.mjs');
  const options = { env: { ...process.env, SAFE_INPUTS_URL: url, SAFE_INPUTS_CA: '', ...env } };
  return new Promise((resolve) => {
    execFile(process.execPath, [main, csv, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr });
    });
  });
}

test('upload over https: trusts the authority in --ca or SAFE_INPUTS_CA', async (t) => {
  const certificates = new Certificates(t);
  const server = await serve(t, certificates.make());
  for (const { code, stderr } of [
    await run(server.url, ['--ca', certificates.ca]),
    await run(server.url, [], { SAFE_INPUTS_CA: certificates.ca }),
  ]) {
    assert.equal(code, 0, stderr);
  }
  assert.equal(server.to('POST /uploads').length, 2);
});

test('upload over https: sends nothing where it does not trust, and says what to do', async (t) => {
  const server = await serve(t, new Certificates(t).make());
  const unknown = await run(server.url);
  assert.equal(unknown.code, 1);
  assert.match(unknown.stderr, /not trusted.*--ca FILE or SAFE_INPUTS_CA \(untrusted\)/);
  const others = new Certificates(t);
  const wrong = await run(server.url, ['--ca', others.ca]);
  assert.equal(wrong.code, 1);
  assert.ok(wrong.stderr.includes(`not of an authority in ${others.ca}`), wrong.stderr);
  assert.deepEqual(server.requests, []);
});

test('upload over https: a certificate for another name is refused', async (t) => {
  const certificates = new Certificates(t);
  const server = await serve(t, certificates.make('DNS:example.org'));
  const { code, stderr } = await run(server.url, ['--ca', certificates.ca]);
  assert.equal(code, 1);
  assert.match(stderr, /the certificate is for DNS:example\.org: say --url .*\(untrusted\)/);
});

test('upload over https: a server without it is told apart', async (t) => {
  const server = await serve(t, null);
  const { code, stderr } = await run(server.url.replace('http:', 'https:'));
  assert.equal(code, 1);
  assert.match(stderr, /speaks no HTTPS: .*say --url http:\/\/\.\.\. \(noTls\)/);
});

test('upload --ca: a file that is none ends with 2', async () => {
  const absent = await run('https://127.0.0.1:1', ['--ca', '/nowhere/ca.pem']);
  assert.equal(absent.code, 2);
  assert.match(absent.stderr, /--ca: expected a file of certificates.*\/nowhere\/ca\.pem/);
  assert.equal((await run('https://127.0.0.1:1', ['--ca', csv])).code, 2);
});
