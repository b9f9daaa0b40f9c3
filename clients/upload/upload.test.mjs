import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FakeSafeInputs, receipt, uploadState } from '../testing/fake_safe_inputs.mjs';
import { repositoryFile } from '../testing/workbooks.mjs';

const csv = repositoryFile('samples/sample-two-sheets.csv');
const workbook = repositoryFile('samples/sample-two-sheets.xlsx');
const accepted = { status: 202, body: receipt };

function run(args, env = {}) {
  const main = repositoryFile('clients/upload/main.mjs');
  return new Promise((resolve) => {
    const options = { env: { ...process.env, SAFE_INPUTS_URL: '', SAFE_INPUTS_CA: '', ...env } };
    execFile(process.execPath, [main, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr });
    });
  });
}

async function upload(t, answers, args) {
  const server = await new FakeSafeInputs(answers).start();
  t.after(() => server.stop());
  return { server, ...(await run([...args, '--url', server.url])) };
}

test('upload: sends the lean message and prints the receipt', async (t) => {
  const { server, code, stdout, stderr } = await upload(t, { 'POST /uploads': [accepted] }, [csv]);
  assert.equal(code, 0, stderr);
  for (const part of [
    receipt.uploadId,
    receipt.key,
    receipt.sha256,
    'safeInputsRawSheetData 7',
    '5 rows',
  ]) {
    assert.ok(stdout.includes(part), `${part} in ${stdout}`);
  }
  const [{ headers, body }] = server.to('POST /uploads');
  assert.equal(headers['content-type'], 'application/json');
  assert.match(headers['idempotency-key'], /^[A-Za-z0-9_-]{1,64}$/);
  const message = JSON.parse(body);
  assert.deepEqual(
    [message.type, message.state, message.filename],
    ['ParseEvent', 'DONE', 'sample-two-sheets.csv'],
  );
  assert.equal(message.sheets[0].data.length, 5);
});

test('upload: no colours and no progress where nobody watches', async (t) => {
  const { stdout, stderr } = await upload(t, { 'POST /uploads': [accepted] }, [csv]);
  assert.doesNotMatch(stdout + stderr, /\x1b/);
  assert.match(stderr, /^\S+: warning: Sheet1 D7 is the first text in a column [^\n]*\(mixedTypes\)\n$/);
});

test('upload: hints are counted in one line, and --json has them all', async (t) => {
  const args = [workbook, '--json'];
  const { stdout, stderr } = await upload(t, { 'POST /uploads': [accepted] }, args);
  const { warnings, warningCount } = JSON.parse(stdout);
  assert.equal(warningCount, warnings.length);
  const dates = warnings.find(({ code }) => code === 'dateCell');
  assert.deepEqual([dates.column, dates.columnName, dates.details.count], ['E', 'Report date', 3]);
  assert.match(stderr, /\n\S+: note: sent as they stand: .*1 dateCell.* \(--json lists them\)\n$/);
  assert.doesNotMatch(stderr, /warning: [^\n]*\(dateCell\)/);
});

test('upload: turned away by 503 and 429 it comes again, same key, same bytes', async (t) => {
  const answers = { 'POST /uploads': [{ status: 503 }, { status: 429 }, accepted] };
  const { server, code, stderr } = await upload(t, answers, [csv]);
  assert.equal(code, 0, stderr);
  const posts = server.to('POST /uploads');
  assert.equal(posts.length, 3);
  assert.equal(new Set(posts.map(({ headers }) => headers['idempotency-key'])).size, 1);
  assert.equal(new Set(posts.map(({ body }) => body)).size, 1);
  assert.match(stderr, /HTTP 503: trying again/);
});

test('upload: an answer that was lost leads to another try with the same key', async (t) => {
  const answers = {
    'POST /uploads': [{ abort: true }, { status: 202, body: { ...receipt, duplicate: true } }],
  };
  const { server, code, stdout } = await upload(t, answers, [csv]);
  assert.equal(code, 0);
  const [first, second] = server
    .to('POST /uploads')
    .map(({ headers }) => headers['idempotency-key']);
  assert.equal(first, second);
  assert.match(stdout, /already accepted/);
});

test('upload: Retry-After is waited for, and one beyond the timeout ends the try', async (t) => {
  const waited = { 'POST /uploads': [{ status: 503, headers: { 'Retry-After': '1' } }, accepted] };
  const start = Date.now();
  assert.equal((await upload(t, waited, [csv])).code, 0);
  assert.ok(Date.now() - start >= 1000, 'came back before it was asked to');
  const body = { title: 'Busy', detail: 'the stream is full', code: 'streamFull' };
  const never = { 'POST /uploads': [{ status: 503, headers: { 'Retry-After': '3600' }, body }] };
  const { server, code, stderr } = await upload(t, never, [csv]);
  assert.equal(code, 1);
  assert.equal(server.to('POST /uploads').length, 1);
  assert.match(stderr, /Busy: the stream is full.*--idempotency-key \S+ \(streamFull\)/);
});

test('upload: a refusal is not tried again and tells title, detail and code', async (t) => {
  const problem = {
    type: 'about:blank',
    title: 'Unusable',
    status: 422,
    detail: 'no sheets',
    code: 'missing_sheets',
  };
  const { server, code, stderr, stdout } = await upload(
    t,
    { 'POST /uploads': [{ status: 422, body: problem }] },
    [csv, '--json'],
  );
  assert.equal(code, 1);
  assert.equal(server.to('POST /uploads').length, 1);
  assert.match(stderr, /Unusable: no sheets \(missing_sheets\)/);
  assert.deepEqual(JSON.parse(stdout).error, {
    code: 'missing_sheets',
    title: 'Unusable',
    detail: 'no sheets',
    status: 422,
  });
});

test("upload: a message over the server's limit is not sent, and --sheet is offered", async (t) => {
  const answers = {
    'GET /limits': [{ status: 200, body: { maxBytes: 900 } }],
    'POST /uploads': [accepted],
  };
  const { server, code, stderr } = await upload(t, answers, [workbook]);
  assert.equal(code, 1);
  assert.equal(server.to('POST /uploads').length, 0);
  assert.match(
    stderr,
    /takes 900; choose sheets with --sheet NAME .*"Cas – Cases" \d+, "Notes" \d+.*\(tooLarge\)/,
  );
  const chosen = await run([workbook, '--sheet', 'Notes', '--url', server.url]);
  assert.equal(chosen.code, 0, chosen.stderr);
  assert.deepEqual(JSON.parse(server.to('POST /uploads')[0].body).workbook.Props.SheetNames, [
    'Notes',
  ]);
});

test('upload --wait: follows through 404 until both stores ended', async (t) => {
  const stored = { state: 'stored', revision: 3 };
  const hash = { state: 'stored', transaction: 9, transactionHash: 'ff' };
  const states = [
    { status: 404 },
    { status: 200, body: uploadState(stored, { state: 'pending' }, false) },
    { status: 200, body: uploadState(stored, hash, true) },
  ];
  const answers = { 'POST /uploads': [accepted], 'GET /uploads/u-1': states };
  const { server, code, stdout } = await upload(t, answers, [csv, '--wait', '--json']);
  assert.equal(code, 0);
  assert.equal(server.to('GET /uploads/u-1').length, 3);
  const line = JSON.parse(stdout);
  assert.equal(line.uploadId, 'u-1');
  assert.deepEqual(line.outcome.stores, { kv: stored, ledger: hash });
  assert.ok(Date.parse(line.sentAt) <= Date.now());
});

for (const [state, expected] of [
  ['superseded', 0],
  ['deadLettered', 1],
  ['skipped', 1],
]) {
  test(`upload --wait: ${state} ends with ${expected}`, async (t) => {
    const body = uploadState({ state, code: 'why', reason: 'because' }, { state: 'stored' }, true);
    const answers = { 'POST /uploads': [accepted], 'GET /uploads/u-1': [{ status: 200, body }] };
    const { code, stdout } = await upload(t, answers, [csv, '--wait']);
    assert.equal(code, expected);
    assert.ok(stdout.includes(state) && stdout.includes('why: because'), stdout);
  });
}

test('upload --wait: no end in time is a failure that names the upload', async (t) => {
  const body = uploadState({ state: 'stored' }, { state: 'pending' }, false);
  const answers = { 'POST /uploads': [accepted], 'GET /uploads/u-1': [{ status: 200, body }] };
  const { code, stderr } = await upload(t, answers, [csv, '--wait', '--timeout', '3s']);
  assert.equal(code, 1);
  assert.match(stderr, /ledger had not ended.*\n.*accepted as upload u-1/);
});

test('upload --wait: aged out is a failure', async (t) => {
  const answers = {
    'POST /uploads': [accepted],
    'GET /uploads/u-1': [{ status: 410, body: { title: 'Gone', code: 'aged_out' } }],
  };
  const { code, stderr } = await upload(t, answers, [csv, '--wait']);
  assert.equal(code, 1);
  assert.match(stderr, /aged_out/);
});

test('upload: several files are each sent, and the worst exit code counts', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'upload-test-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const pdf = join(folder, 'a.xlsx');
  writeFileSync(pdf, '%PDF-1.7 not a workbook');
  const args = [csv, pdf, join(folder, 'absent.csv'), folder, workbook, '--json', '--quiet'];
  const { server, code, stdout } = await upload(t, { 'POST /uploads': [accepted] }, args);
  assert.equal(code, 2);
  assert.equal(server.to('GET /limits').length, 1);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    lines.map(({ error }) => error?.code),
    [undefined, 'contentMismatch', 'ENOENT', 'notAFile', undefined],
  );
  const keys = server.to('POST /uploads').map(({ headers }) => headers['idempotency-key']);
  assert.equal(new Set(keys).size, 2);
});

test('upload: a server that is away ends with 1 after the timeout', async () => {
  const { code, stderr } = await run([csv, '--timeout', '300ms'], {
    SAFE_INPUTS_URL: 'http://127.0.0.1:1',
  });
  assert.equal(code, 1);
  assert.match(stderr, /http:\/\/127\.0\.0\.1:1: .*\(unreachable\)/);
});

test('upload: wrong use ends with 2 and says what was expected', async () => {
  const cases = [
    [[], /at least one file/],
    [[csv, '--timeout', 'soon'], /time like 60s/],
    [[csv, '--url', 'ftp://x'], /http:/],
    [[csv, '--idempotency-key', 'a b'], /1 to 64/],
    [[csv, workbook, '--idempotency-key', 'k'], /one upload/],
    [['--nope'], /nope/],
  ];
  for (const [args, message] of cases) {
    const { code, stderr } = await run(args);
    assert.equal(code, 2, args.join(' '));
    assert.match(stderr, message);
  }
});

test('upload: --idempotency-key is the key that is sent', async (t) => {
  const { server } = await upload(t, { 'POST /uploads': [accepted] }, [
    csv,
    '--idempotency-key',
    'my_key-1',
  ]);
  assert.equal(server.to('POST /uploads')[0].headers['idempotency-key'], 'my_key-1');
});
