// The engine's parser against graphql-js: the same documents are right, and of the others the same
// is said at the same place.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { parse } from 'graphql';
import { corners, validDocuments } from './documents.mjs';
import { mutated } from './mutate.mjs';
import { Probe } from './probe.mjs';
import { Random } from './random.mjs';

const mutants = 4000;
const seed = 20261124;

// Half of a surrogate pair, which graphql-js cuts out where an escape is wrong, has no UTF-8.
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function expectedOf(query) {
  try {
    parse(query);
    return { ok: true };
  } catch (error) {
    const message = error.message.replace(loneSurrogate, '\ufffd');
    return { error: { message, locations: error.locations.map(({ line, column }) => ({ line, column })) } };
  }
}

const probe = new Probe();
after(() => probe.stop());

async function compareAll(documents) {
  const answers = await Promise.all(documents.map((query) => probe.ask({ op: 'parse', query })));
  documents.forEach((query, i) => assert.deepEqual(answers[i], expectedOf(query), JSON.stringify(query)));
}

test(`parses what the reference parses (${validDocuments.length} documents)`, async () => {
  for (const query of validDocuments) assert.deepEqual(expectedOf(query), { ok: true }, query);
  await compareAll(validDocuments);
});

test(`agrees on lexical and grammatical corners (${corners.length} documents)`, () => compareAll(corners));

test('agrees on every beginning of a valid document', async () => {
  await compareAll(validDocuments.flatMap((document) => {
    const characters = [...document];
    return characters.map((_, length) => characters.slice(0, length).join(''));
  }));
});

test(`agrees on ${mutants} mutated documents (seed ${seed})`, async () => {
  const random = new Random(seed);
  const documents = Array.from({ length: mutants }, () => mutated(random, random.pick(validDocuments)));
  const refused = documents.filter((query) => !expectedOf(query).ok).length;
  assert.ok(refused > mutants / 2 && refused < mutants, `${refused} of ${mutants} are refused`);
  await compareAll(documents);
});
