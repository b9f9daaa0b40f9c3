import { basename } from 'node:path';
import { styleText } from '../../clients/upload/colour.mjs';

const kHashShown = 12;

function since(start, end) {
  const ms = Date.parse(end) - Date.parse(start);
  return Number.isFinite(ms) ? `${ms} ms` : '?';
}

function tableRow({ upload, history, row }) {
  const { kv, ledger } = upload.outcome.stores;
  return [
    kv.key ?? upload.key,
    String(kv.revision),
    String(history.length),
    row.contentSha256.slice(0, kHashShown),
    String(ledger.transaction),
    String(ledger.transactionHash).slice(0, kHashShown),
    since(upload.sentAt, kv.at),
    since(upload.sentAt, ledger.at),
  ];
}

function aligned(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
}

/** What arrived, as lines of a table: one upload a line. */
function arrivalTable(arrivals, colour) {
  const header = [
    'key',
    'revision',
    'history',
    'row sha256',
    'receipt tx',
    'receipt hash',
    'to kv',
    'to ledger',
  ];
  const good = arrivals.filter((arrival) => arrival.problems.length === 0);
  const [first, ...rest] = aligned([header, ...good.map(tableRow)]);
  return [styleText('bold', first, colour), ...rest];
}

/** What did not arrive, and why. */
function problemLines(arrivals) {
  return arrivals.flatMap(({ file, problems }) =>
    problems.map((problem) => `${basename(file)}: ${problem}`),
  );
}

/** {problems, text}: all of it, to show. */
export function arrivalReport(arrivals, colour) {
  const problems = problemLines(arrivals);
  const told = problems.length > 0 ? [...problems, ''] : [];
  const lines = ['', ...arrivalTable(arrivals, colour), '', ...told];
  return { problems, text: `${lines.join('\n')}\n` };
}

/** What a person may do next; `env` names the addresses. */
export function hints(env, colour) {
  const commands = [
    [`${env.SAFE_INPUTS_URL}/`, 'in a browser: the Safe Inputs page, to send a sheet and watch it arrive'],
    [env.GRAPHQL_URL, 'in a browser: ask the GraphQL API'],
    ['source build/demo/env', 'in another terminal, first'],
    ['build/release/bin/kv-reader keys', 'what is stored'],
    ['build/release/bin/kv-reader get sample-two-sheets.xlsx', 'the last revision, byte for byte'],
    ['build/release/bin/kv-reader history sample-two-sheets.xlsx', 'all its revisions'],
    ['build/release/bin/kv-reader watch', 'what changes from now on'],
    ['scripts/upload YOUR-FILE.xlsx --wait', 'send a sheet of your own'],
    ['build/release/bin/immudb-writer --show UPLOAD-ID', 'its row in the ledger, hash recomputed'],
  ];
  const lines = aligned(commands.map(([command, purpose]) => [`  ${command}`, purpose]));
  return [styleText('bold', 'Look for yourself:', colour), ...lines];
}
