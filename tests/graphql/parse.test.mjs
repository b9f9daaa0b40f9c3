// The engine's parser against graphql-js: both accept the same documents and read the same values, and
// refuse the others with the same words at the same place.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { parse, print, visit } from 'graphql';
import { corners, validDocuments } from './documents.mjs';
import { mutated } from './mutate.mjs';
import { syntaxError } from './policy.mjs';
import { Probe } from './probe.mjs';
import { Random } from './random.mjs';

const maxTokens = 2000; // ParseLimits' own.
const mutants = 4000;
const seed = 20261124;

/** As graphql_probe describes a value. */
function described({ kind, name, value, block, values, fields }) {
  switch (kind) {
    case 'Variable':
      return [kind, name.value];
    case 'StringValue':
      return [kind, value, block];
    case 'NullValue':
      return [kind];
    case 'ListValue':
      return [kind, values.map(described)];
    case 'ObjectValue':
      return [kind, fields.map((field) => [field.name.value, described(field.value)])];
    default:
      return [kind, value];
  }
}

function valuesOf(document) {
  const values = [];
  visit(document, {
    enter({ kind, type, value, defaultValue }) {
      if (kind === 'VariableDefinition') values.push(print(type));
      if (kind === 'Argument') values.push(JSON.stringify(described(value)));
      if (defaultValue) values.push(JSON.stringify(described(defaultValue)));
    },
  });
  return values.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function expectedOf(query) {
  try {
    return { values: valuesOf(parse(query, { maxTokens })) };
  } catch (error) {
    return { error: syntaxError(error) };
  }
}

const probe = new Probe();
after(() => probe.stop());

async function compareAll(documents) {
  const answers = await Promise.all(documents.map((query) => probe.ask({ op: 'parse', query })));
  documents.forEach((query, i) => {
    const answer = answers[i].error ? { error: syntaxError(answers[i].error) } : answers[i];
    assert.deepEqual(answer, expectedOf(query), JSON.stringify(query));
  });
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
