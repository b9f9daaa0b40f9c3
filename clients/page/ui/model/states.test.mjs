import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { catalogues, failureText } from '../catalogue';
import { announcementOf } from './announcements';
import { firstState, nextState, obstacleOf } from './app_state';
import { columnIndex, sheetsLost } from './book';
import { downloadName } from './csv_name';
import { findRow } from './find_row';
import { Formats, languageOf, shownName } from './format';
import { emptyQueue, nextQueue, selectedFile } from './queue';
import { Digits } from './server_types';
import { overallOf, stagesOf } from './stages';
import { cellsOf, parseStoredPage, rowsAPage } from './stored_page';
import { hashOf, viewOf } from './view';

const sheet = (name, rows) => ({ name, rows, columns: ['a'], warnings: 0 });
const book = { sheets: [sheet('A', 2), sheet('B', 0)], warnings: { total: 0, kept: [] } };
const message = { bytes: 10, sha256: 'aa', rows: 2, sheets: 1 };
const receipt = { uploadId: 'k', filename: 'a.csv' };

const added = (...names) => ({
  type: 'added',
  files: names.map((name, i) => ({ id: i + 1, name, size: 1 })),
});
const file = (action, id = 1) => ({ type: 'file', id, action });

function after(...actions) {
  return actions.reduce(nextQueue, emptyQueue);
}

const toReview = [
  added('a.csv'),
  file({ type: 'phase', phase: 'reading', done: 0, total: 1 }),
  file({ type: 'read', book }),
  file({ type: 'messageMade', message }),
  file({ type: 'reviewed', key: 'k', resumed: false }),
];

test('a file goes from choosing to its receipt', () => {
  const ats = [];
  let queue = emptyQueue;
  for (const action of [...toReview, file({ type: 'sendStarted' }), file({ type: 'accepted', receipt })]) {
    queue = nextQueue(queue, action);
    ats.push(selectedFile(queue).step.at);
  }
  assert.deepEqual(ats, ['waiting', 'reading', 'preview', 'preview', 'review', 'sending', 'sent']);
});

test('sheets without rows are left out at first, a changed choice makes the message again', () => {
  const { step } = selectedFile(after(...toReview.slice(0, 4)));
  assert.deepEqual([...step.left], ['B']);
  const toggled = selectedFile(after(...toReview.slice(0, 4), file({ type: 'sheetToggled', sheet: 'B' })));
  assert.deepEqual([...toggled.step.left], []);
  assert.equal(toggled.step.message.at, 'making');
});

test('a late answer changes nothing', () => {
  const queue = after(...toReview, file({ type: 'sendStarted' }));
  for (const action of [{ type: 'messageMade', message }, { type: 'destination', destination: {} }]) {
    assert.deepEqual(nextQueue(queue, file(action)), queue);
  }
});

test('an interrupted send goes again under its key, a refused one gets another', () => {
  const sending = [...toReview, file({ type: 'sendStarted' })];
  const failure = { code: 'network' };
  const again = after(...sending, file({ type: 'interrupted', failure }), file({ type: 'sendStarted' }));
  assert.equal(selectedFile(again).step.key, 'k');
  const refused = selectedFile(after(...sending, file({ type: 'refused', failure, key: 'k2' })));
  assert.deepEqual([refused.step.at, refused.step.key], ['review', 'k2']);
});

test('a new file does not push away one that a person works on; removing shows the next', () => {
  const queue = after(...toReview, { type: 'added', files: [{ id: 2, name: 'b', size: 1 }] });
  assert.equal(queue.selected, 1);
  assert.equal(nextQueue(queue, { type: 'removed', id: 1 }).selected, 2);
  assert.equal(after(added('a', 'b'), { type: 'removed', id: 2 }).selected, 1);
  assert.equal(after(added('a'), { type: 'removed', id: 1 }).selected, null);
});

test('what cannot be sent says why', () => {
  assert.equal(obstacleOf(0, 0, null).code, 'noSheetChosen');
  assert.deepEqual(obstacleOf(11, 1, { maxBytes: 10 }).details, { bytes: 11, most: 10 });
  assert.equal(obstacleOf(10, 1, { maxBytes: 10 }), null);
  assert.deepEqual(sheetsLost([{ name: 'A' }, { name: 'B' }], ['A', 'C']), ['B']);
});

test('a column of a warning is found by its name, the empty name too', () => {
  assert.equal(columnIndex(['a', ''], { columnName: '' }), 1);
  assert.equal(columnIndex(['a'], {}), null);
});

test('a row of the spreadsheet is found among those that hold something', async () => {
  const numbers = [2, 3, 9, 10, 5000, 5001];
  const asked = [];
  const reader = {
    rows: async ({ first }) => {
      asked.push(first);
      return { rows: numbers.slice(first, first + 1).map((row) => ({ row })), total: numbers.length };
    },
  };
  for (const [place, row] of numbers.entries()) assert.equal(await findRow(reader, 's', row), place);
  assert.equal(await findRow(reader, 's', 1), 0);
  assert.equal(await findRow(reader, 's', 9999), 5);
  assert.ok(asked.length < 50);
});

test('views survive their address', () => {
  for (const view of [{ at: 'send' }, { at: 'uploads' }, { at: 'upload', id: 'a-1' }, { at: 'stored', key: 'x/y=é.z' }]) {
    assert.deepEqual(viewOf(hashOf(view)), view);
  }
  assert.deepEqual(viewOf('#stored=%'), { at: 'stored', key: '%' });
  assert.deepEqual(viewOf('#nonsense'), { at: 'send' });
});

test('names of downloads are safe, whatever the file is called', () => {
  assert.equal(downloadName('cases.xlsx', 'w.csv'), 'cases-w.csv');
  assert.equal(downloadName('a/../b\u202egpj.csv', 'w.csv'), 'a_.._b_gpj-w.csv');
  assert.equal(downloadName('.csv', 'w.csv'), 'sheet-w.csv');
});

test('names that would turn round are shown as what they are', () => {
  assert.equal(shownName('cases\u202egpj.csv'), 'cases\ufffdgpj.csv');
  assert.equal(shownName('تقرير 😀.xlsx'), 'تقرير 😀.xlsx');
});

test('numbers, sizes and quotation marks are those of the language', () => {
  const [en, fr] = [new Formats('en'), new Formats('fr')];
  assert.equal(en.number(10000), '10,000');
  assert.match(fr.number(10000), /^10\s000$/);
  assert.match(en.bytes(1_234_567), /^1\.2\sMB$/);
  assert.match(fr.bytes(1_234_567), /^1,2\sMo$/);
  assert.match(en.bytes(999_600), /^1\sMB$/);
  assert.equal(en.count(1, 'row', 'rows'), '1 row');
  assert.equal(fr.count(0, 'ligne', 'lignes'), '0 ligne');
  assert.equal(fr.quoted('a').replace(/[\u2068\u2069]/g, ''), '«\u00a0a\u00a0»');
  assert.equal(languageOf(['de', 'fr-CA', 'en']), 'fr');
  assert.equal(languageOf([]), 'en');
});

const stage = (name) => ({ stage: name, at: '2026-01-01T00:00:00Z' });
const pending = { state: 'pending' };
const stored = { state: 'stored' };

function uploadState(names, kv = pending, ledger = pending) {
  const ended = kv.state !== 'pending' && ledger.state !== 'pending';
  return { uploadId: 'u', stages: names.map(stage), stores: { kv, ledger }, ended };
}

test('stages: each store ends for itself', () => {
  const kv = { state: 'superseded', revision: 7 };
  const ledger = { state: 'deadLettered', code: 'ledger-limit', service: 'immudb-writer' };
  const state = uploadState(['accepted', 'extracted', 'uppercased'], kv, ledger);
  assert.deepEqual(stagesOf(state).map(({ status }) => status), ['done', 'done', 'done', 'superseded', 'failed']);
  assert.equal(overallOf({ receipt, state, missing: null }), 'failed');
});

test('stages: a dead letter before the stores is shown where it happened, and nothing after', () => {
  const dead = { state: 'deadLettered', code: 'too-large', service: 'uppercase' };
  const stages = stagesOf(uploadState(['accepted', 'extracted'], dead, dead));
  assert.deepEqual(stages.map(({ name, status }) => [name, status]), [
    ['accepted', 'done'],
    ['extracted', 'done'],
    ['uppercased', 'failed'],
  ]);
});

test('stages: what became of an upload in a word', () => {
  const cases = [
    [{ receipt: null, state: null, missing: null }, 'sending'],
    [{ receipt, state: null, missing: null }, 'onItsWay'],
    [{ receipt: null, state: null, missing: 'unknown-upload' }, 'unknown'],
    [{ receipt, state: uploadState([]), missing: 'upload-aged-out' }, 'agedOut'],
    [{ receipt, state: uploadState([], stored, pending), missing: null }, 'onItsWay'],
    [{ receipt, state: uploadState([], stored, stored), missing: null }, 'arrived'],
  ];
  for (const [upload, expected] of cases) assert.equal(overallOf(upload), expected);
});

test('a screen reader hears a phase once, and nothing that a heading tells', () => {
  const words = { t: catalogues.en, f: new Formats('en') };
  let state = firstState('en', '');
  const heard = [];
  const act = (action) => {
    const next = nextState(state, action);
    heard.push(announcementOf(state, next, words));
    state = next;
  };
  const phase = (name, id = 1) => file({ type: 'phase', phase: name, done: 0, total: 1 }, id);
  const steps = [added('a.csv', 'b.csv'), phase('reading'), phase('reading'), phase('parsing'), file({ type: 'read', book })];
  for (const action of [...steps, phase('reading', 2), file({ type: 'read', book }, 2)]) act({ type: 'queue', action });
  const plain = heard.map((text) => text?.replace(/[\u2068\u2069]/g, '') ?? null);
  const expected = [null, null, null, '“a.csv”: Opening the workbook', null, null];
  assert.deepEqual(plain, [...expected, '“b.csv” has been read and can be checked']);
});

test('a screen reader hears what became of a send that a reload interrupted', () => {
  const words = { t: catalogues.en, f: new Formats('en') };
  const send = { key: 'k', sha256: 'aa', filename: 'a.csv', told: 'asking' };
  const before = nextState(firstState('en', ''), { type: 'unfinished', unfinished: [send] });
  const now = nextState(before, { type: 'told', key: 'k', told: 'unknown' });
  assert.match(announcementOf(before, now, words), /a\.csv.* did not arrive/);
  assert.equal(announcementOf(now, now, words), null);
});

test('a screen reader hears each stage of the upload in front', () => {
  const words = { t: catalogues.fr, f: new Formats('fr') };
  const view = (state) => ({
    ...firstState('fr', '#upload=u'),
    uploads: [{ uploadId: 'u', filename: 'a', receipt, state, missing: null }],
  });
  const hear = (before, now) => announcementOf(view(before), view(now), words)?.replace(/[\u2068\u2069\u00a0]/g, '') ?? null;
  const extracted = uploadState(['accepted', 'extracted']);
  assert.equal(hear(uploadState(['accepted']), extracted), '«a»: Extrait');
  assert.equal(hear(extracted, extracted), null);
  const both = uploadState(['accepted', 'extracted', 'uppercased', 'stored', 'ledgered'], stored, stored);
  assert.equal(hear(uploadState(['accepted', 'extracted', 'uppercased', 'ledgered'], pending, stored), both), '«a»: Conservé');
  assert.match(hear(extracted, both), /Mis en majuscules. Conservé. Inscrit au registre$/);
  const dead = { state: 'deadLettered', code: 'step-crashed', service: 'uppercase' };
  assert.match(hear(extracted, uploadState(['accepted', 'extracted'], dead, dead)), /Mis en majuscules.*responsables/);
});

/** Every text of a catalogue, functions called with something. */
function texts(value, path = '') {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const f = new Formats('fr');
    const details = { limit: 1, seconds: 1, row: 1, bytes: 1, most: 1, status: 1, range: 'A1', name: 'x', shown: '1', value: 1, numbers: 2, texts: 1 };
    const numbers = { title: [2, f], sheet: [1, 2, f], questionable: [2, f] };
    const last = path.split('.').at(-1);
    const ofDetails = /problems\.|warnings\.details\./.test(path);
    const counted = /^(errors|preview|warnings)\./.test(path) && Object.hasOwn(numbers, last);
    const given = ofDetails ? [details, f] : counted && value.length > 1 ? numbers[last] : ['1', '2', '3', '4'];
    return [[path, value(...given)]];
  }
  return Object.entries(value).flatMap(([name, part]) => texts(part, path ? `${path}.${name}` : name));
}

test('texts: none is empty, and French never downloads what it uploads', () => {
  for (const [language, catalogue] of Object.entries(catalogues)) {
    for (const [path, text] of texts(catalogue)) {
      assert.ok(text.trim().length > 0 || path.endsWith('.text'), `${language} ${path}`);
      assert.doesNotMatch(text, /undefined|télécharg|NaN/i, `${language} ${path}`);
    }
  }
});

test('texts: French puts no-break spaces before a colon and inside quotation marks', () => {
  for (const [path, text] of texts(catalogues.fr)) {
    assert.doesNotMatch(text, /[^\u00a0\d:]:(?!\d)| :|« | »/, `${path}: ${text}`);
  }
});

test('texts: a code that the page does not know is still told', () => {
  const f = new Formats('en');
  assert.match(failureText(catalogues.en, f, { code: 'new-code' }), /new-code/);
  assert.match(failureText(catalogues.en, f, { code: 'constructor' }), /constructor/);
});

test('texts: every code of docs/message-contract.md has one', () => {
  const contract = readFileSync('../../docs/message-contract.md', 'utf8');
  const rows = contract.split('\n').filter((line) => line.startsWith('|'));
  const section = rows.slice(rows.findIndex((row) => row.startsWith('| code | meaning')));
  const codes = section.flatMap((row) => {
    const bare = /^\| ([a-z]+(?:-[a-z]+)+) \|/.exec(row)?.[1] ?? [];
    return [bare, ...[...row.matchAll(/\| ((?:`[a-z0-9-]+`(?:, )?)+) \|/g)].map((m) => m[1].split(', '))].flat(2);
  });
  const hyphened = codes.map((code) => code.replaceAll('`', '')).filter((code) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(code));
  const unlike = new Set(['accepted', 'skipped', 'state', 'missing', 'end']);
  const missing = hyphened.filter((code) => !unlike.has(code) && !(code in catalogues.en.problems));
  assert.ok(hyphened.length > 40, `${hyphened.length} codes found`);
  assert.deepEqual(missing, []);
});

test('stored pages: numbers keep the digits that they were sent with', () => {
  const text = '{"page":{"rows":[[12345678901234567890,1.50,7,1e400]]}}';
  const [row] = parseStoredPage(text).page.rows;
  // Without the source text in JSON.parse (node before 21) the value is rounded.
  const knows = JSON.parse('1', (_, value, context) => context?.source ?? value) === '1';
  const shown = row.map((cell) => (cell instanceof Digits ? cell.text : cell));
  if (knows) assert.deepEqual(shown, ['12345678901234567890', '1.50', 7, '1e400']);
  else assert.equal(shown[2], 7);
  assert.deepEqual(cellsOf({ value: 'x' }), ['x']);
  assert.deepEqual([1, 10_000, 90_000].map(rowsAPage), [50, 5, 1]);
});
