// The engine's validation against graphql-js: for each document the same errors at the same places.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { parse, specifiedRules } from 'graphql';
import { mutated } from './mutate.mjs';
import { assertSameErrors } from './policy.mjs';
import { Probe } from './probe.mjs';
import { Random } from './random.mjs';
import { Generator } from './validation/generate.mjs';
import { hostileDocuments } from './validation/hostile.mjs';
import { readCorpus } from './validation/read_corpus.mjs';
import { referenceErrors, schemas } from './validation/reference.mjs';

const generated = Number(process.env.GRAPHQL_DOCUMENTS ?? 2000);
const seed = Number(process.env.GRAPHQL_SEED ?? 20261124);

function parses(query) {
  try {
    parse(query);
    return true;
  } catch {
    return false;
  }
}

const probe = new Probe();
after(() => probe.stop());

/** Compares documents, {schema, query}. */
async function compareAll(documents, op = 'validate') {
  const answers = await Promise.all(documents.map(({ schema, query }) =>
    probe.ask({ op, schema: schemas[schema].sdl, query })));
  const hideSuggestions = op === 'validateBriefly';
  documents.forEach(({ schema, query }, i) => {
    const document = parse(query);
    const expected = referenceErrors(schemas[schema], document, specifiedRules, { hideSuggestions });
    assertSameErrors(answers[i].errors, expected, document, `${schema}: ${query}`);
  });
}

const corpus = readCorpus();

test('the corpus has for each rule at least five documents that it accepts and five that it refuses', () => {
  assert.deepEqual([...new Set(corpus.map(({ rule }) => rule))], specifiedRules.map(({ name }) => name).sort());
  for (const rule of specifiedRules) {
    const of = (claim) => corpus.filter((document) => document.rule === rule.name && document.claim === claim);
    assert.ok(of('valid').length >= 5 && of('invalid').length >= 5, rule.name);
    for (const { schema, query } of of('valid')) {
      assert.deepEqual(referenceErrors(schemas[schema], parse(query)), [], query);
    }
    for (const { schema, query } of of('invalid')) {
      assert.notDeepEqual(referenceErrors(schemas[schema], parse(query), [rule]), [], query);
    }
  }
});

test(`agrees on the corpus (${corpus.length} documents)`, () => compareAll(corpus));

test('agrees on the corpus without suggestions', async () => {
  await compareAll(corpus, 'validateBriefly');
  const schema = schemas.zoo.sdl;
  const query = '{ __schema { quertyType { name } } }';
  const message = 'Cannot query field "quertyType" on type "__Schema".';
  const suggestion = ' Did you mean "queryType"?';
  assert.equal((await probe.ask({ op: 'validateBriefly', schema, query })).errors[0].message, message);
  assert.equal((await probe.ask({ op: 'validate', schema, query })).errors[0].message, message + suggestion);
});

test(`agrees on ${generated} generated documents (seed ${seed})`, async () => {
  const random = new Random(seed);
  const documents = Array.from({ length: generated }, () => {
    const schema = random.pick(Object.keys(schemas));
    const faults = random.pick([0, 0, 10, 40, 150]);
    return { schema, query: new Generator(random, schemas[schema].reference, faults).document() };
  });
  const refused = documents.filter(({ schema, query }) =>
    referenceErrors(schemas[schema], parse(query)).length > 0).length;
  assert.ok(refused > generated / 2 && refused < generated * 0.9, `${refused} of ${generated} are refused`);
  await compareAll(documents);
});

test(`agrees on ${generated} mutated documents (seed ${seed})`, async () => {
  const random = new Random(seed);
  const documents = [];
  while (documents.length < generated) {
    const { schema, query } = random.pick(corpus);
    const changed = mutated(random, query);
    const moved = random.below(20) === 0 ? random.pick(Object.keys(schemas)) : schema;
    if (parses(changed)) documents.push({ schema: moved, query: changed });
  }
  await compareAll(documents);
});

test(`agrees on ${hostileDocuments.length} documents that are made to be expensive`, () =>
  compareAll(hostileDocuments.map((query) => ({ schema: 'zoo', query }))));
