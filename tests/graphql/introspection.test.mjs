// The engine's introspection against graphql-js, with every option of its query on: the same data, but
// that a default is its literal's own text. A client builds the same schema from both.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { buildClientSchema, getIntrospectionQuery, graphqlSync, printSchema, validateSchema } from 'graphql';
import { Probe } from './probe.mjs';
import { expectedAnswer, referenceSchema, sdl } from './world.mjs';

const options = {
  descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true,
  inputValueDeprecation: true, experimentalDirectiveDeprecation: true, oneOf: true, typeDepth: 9,
}; // prettier-ignore

const schemas = {
  'of the tests': sdl,
  'with a query alone': 'type Query { a: String }',
  'with every kind of type': `
    "A schema" schema @a { query: Q subscription: S }
    directive @a on SCHEMA
    directive @b(c: [Int!]! = [1, 2], d: E = F, e: I = { j: { k: 1 } } @deprecated) repeatable on QUERY | ENUM | FIELD_DEFINITION
    interface A { a: ID } interface B implements A { a: ID b(c: Float = 1.5): [[B!]]! } union U = Q | T
    type Q implements A & B { a: ID b(c: Float = 1.5, d: Int): [[B!]]! u: U } type S { s: Int } type T { t(i: I): Date }
    enum E { "f" F G @deprecated(reason: "g") } input I { j: J k: Int = 1 @deprecated(reason: "k") } input J @oneOf { k: Int l: String }
    scalar Date @specifiedBy(url: "https://example.org") scalar JSON extend type T { u: [U!] @deprecated }`,
};

const queries = [
  '{ __schema { types { name } } }', '{ __type(name: "Nothing") { name } }', '{ __type(name: "Int") { kind name ofType { name } } }',
  '{ __type(name: "Person") { fields { name args { name } } a: fields(includeDeprecated: true) { name isDeprecated deprecationReason args(includeDeprecated: true) { name } } } }',
  '{ __type(name: "Color") { enumValues { name } a: enumValues(includeDeprecated: true) { name } b: enumValues(includeDeprecated: null) { name } } }',
  '{ __type(name: "Filter") { inputFields { name defaultValue type { kind name ofType { name } } } isOneOf fields { name } possibleTypes { name } } }',
  '{ __type(name: "Choice") { isOneOf } }', '{ __type(name: "Node") { possibleTypes { name } interfaces { name } isOneOf specifiedByURL } }',
  'query ($n: String!) { a: __type(name: $n) { ...T } } fragment T on __Type { name __typename kind description }',
  '{ __schema { __typename directives { name isDeprecated deprecationReason args { name defaultValue } } queryType { name } subscriptionType { fields { name } } } }',
]; // prettier-ignore

/** As text, in which every default is the same. */
const withoutDefaults = (data) =>
  JSON.stringify(data, (key, value) => (key === 'defaultValue' && value !== null ? 'a default' : value));

const probe = new Probe();
after(() => probe.stop());

for (const [name, text] of Object.entries(schemas)) {
  test(`introspects a schema ${name} as the reference`, async () => {
    const reference = referenceSchema(text);
    const query = getIntrospectionQuery(options);
    const { body } = await probe.ask({ op: 'execute', schema: text, query });
    const { data } = JSON.parse(body);
    const expected = graphqlSync({ schema: reference, source: query }).data;
    assert.equal(withoutDefaults(data), withoutDefaults(expected));

    const client = buildClientSchema(data);
    assert.deepEqual(validateSchema(client), []);
    assert.equal(printSchema(client), printSchema(buildClientSchema(expected)));
  });
}

test('answers parts of it as the reference', async () => {
  const schema = referenceSchema(sdl);
  for (const query of queries) {
    const variables = '{"n":"Query"}';
    const { body } = await probe.ask({ op: 'execute', schema: sdl, query }, { variables });
    const expected = JSON.parse(expectedAnswer(schema, { query, variables }));
    assert.equal(withoutDefaults(JSON.parse(body)), withoutDefaults(expected), query);
  }
});

test('says a default by the text of its literal', async () => {
  const sdl = 'scalar JSON type Query { a(b: JSON = { c: [1.0,"d"] } e: Float = 1.50): Int }';
  const query = '{ __type(name: "Query") { fields { args { defaultValue } } } }';
  const { body } = await probe.ask({ op: 'execute', schema: sdl, query });
  const defaults = JSON.parse(body).data.__type.fields[0].args.map(({ defaultValue }) => defaultValue);
  assert.deepEqual(defaults, ['{ c: [1.0,"d"] }', '1.50']);
});
