// The engine's parser against graphql-js: the same documents are right and their values print the
// same; of the others the same is said at the same place.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { parse, print, visit } from 'graphql';
import { corners, validDocuments } from './documents.mjs';
import { mutated } from './mutate.mjs';
import { Probe } from './probe.mjs';
import { Random } from './random.mjs';

const maxTokens = 2000; // ParseLimits' own.
const mutants = 4000;
const seed = 20261124;

// Half of a surrogate pair, which graphql-js cuts out where an escape is wrong, has no UTF-8.
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function valuesOf(document) {
  const values = [];
  visit(document, {
    enter({ kind, type, value, defaultValue }) {
      if (kind === 'VariableDefinition') values.push(print(type));
      if (kind === 'Argument') values.push(print(value));
      if (defaultValue) values.push(print(defaultValue));
    },
  });
  return values.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function expectedOf(query) {
  try {
    return { values: valuesOf(parse(query, { maxTokens })) };
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
  for (const query of validDocuments) assert.ok('values' in expectedOf(query), query);
  await compareAll(validDocuments);
});

test(`agrees on lexical and grammatical corners (${corners.length} documents)`, () => compareAll(corners));

test('agrees on how many tokens are too many', async () => {
  const fields = (count) => `{${' a'.repeat(count)}`;
  await compareAll([`${fields(1998)}}`, `${fields(1999)}}`, fields(1999), `${fields(1999)} ?`, `${fields(2000)} ?`,
    `${fields(1998)} #${' a'.repeat(3000)}\n}`, `{ a(b: [${' 1'.repeat(3000)}]) }`]); // prettier-ignore
});

test('agrees on every beginning of a valid document', async () => {
  await compareAll(validDocuments.flatMap((document) => {
    const characters = [...document];
    return characters.map((_, length) => characters.slice(0, length).join(''));
  }));
});

test(`agrees on ${mutants} mutated documents (seed ${seed})`, async () => {
  const random = new Random(seed);
  const documents = Array.from({ length: mutants }, () => mutated(random, random.pick(validDocuments)));
  const refused = documents.filter((query) => 'error' in expectedOf(query)).length;
  assert.ok(refused > mutants / 2 && refused < mutants, `${refused} of ${mutants} are refused`);
  await compareAll(documents);
});
