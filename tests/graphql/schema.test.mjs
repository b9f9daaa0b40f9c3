// The engine's schemas against graphql-js: from valid SDL both build the same. The engine does not check
// the rules of SDL, because its schema is compiled in: api_schema.test.mjs has graphql-js check it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import * as graphql from 'graphql';
import { validateSDL } from 'graphql/validation/validate.js';
import { mutated, renamed } from './mutate.mjs';
import { syntaxError } from './policy.mjs';
import { Probe } from './probe.mjs';
import { Random } from './random.mjs';
import { corners, validSchemas } from './schemas.mjs';

const mutants = 3000;
const seed = 20261125;

const kinds = ['GraphQLScalarType', 'GraphQLObjectType', 'GraphQLInterfaceType', 'GraphQLUnionType',
  'GraphQLEnumType', 'GraphQLInputObjectType']; // prettier-ignore

const orNull = (value) => value ?? null;
const names = (types) => types.map(({ name }) => name);
const input = (it) => ({
  input: [it.name, orNull(it.description), String(it.type), orNull(it.deprecationReason)],
  default: orNull(it.defaultValue === undefined ? undefined : 'a default'),
});
const output = (it) => [it.name, orNull(it.description), it.args.map(input), String(it.type), orNull(it.deprecationReason)];
const valuesOf = (type, ofKind, get) => (ofKind(type) ? Object.values(get(type)) : []);
const hasFields = (type) => graphql.isObjectType(type) || graphql.isInterfaceType(type);

function typeOf(schema, type) {
  return {
    kind: kinds.indexOf(type.constructor.name),
    name: type.name,
    description: orNull(type.description),
    specifiedBy: orNull(type.specifiedByURL),
    fields: valuesOf(type, hasFields, (it) => it.getFields()).map(output),
    interfaces: names(valuesOf(type, hasFields, (it) => it.getInterfaces())),
    possibleTypes: names(valuesOf(type, graphql.isAbstractType, (it) => schema.getPossibleTypes(it))),
    implementing: names(valuesOf(type, graphql.isInterfaceType, (it) => schema.getImplementations(it).interfaces)),
    values: valuesOf(type, graphql.isEnumType, (it) => it.getValues())
      .map((it) => [it.name, orNull(it.description), orNull(it.deprecationReason)]),
    inputFields: valuesOf(type, graphql.isInputObjectType, (it) => it.getFields()).map(input),
    oneOf: Boolean(type.isOneOf),
  }; // prettier-ignore
}

function allOf(schema) {
  return {
    description: orNull(schema.description),
    roots: ['query', 'mutation', 'subscription'].map((root) => orNull(schema.getRootType(root)?.name)),
    types: Object.values(schema.getTypeMap()).map((type) => typeOf(schema, type)),
    directives: schema.getDirectives()
      .map((it) => [it.name, orNull(it.description), it.locations, it.args.map(input), it.isRepeatable]),
  }; // prettier-ignore
}

const builtIn = new Set([...graphql.specifiedScalarTypes, ...graphql.introspectionTypes].map(({ name }) => name));

/** The schema, or what the engine promises of SDL that makes none; `anything`: nothing but an answer. */
function expectedOf(sdl) {
  try {
    const document = graphql.parse(sdl);
    const wrong = validateSDL(document);
    // The engine ignores definitions of built-in types, and names within them.
    const ignored = document.definitions.some(({ name }) => builtIn.has(name?.value));
    const unknown = wrong.some(({ message }) => message.startsWith('Unknown type '));
    if (unknown && !ignored) return { unknown: true };
    if (wrong.length > 0) return { anything: true };
    const schema = graphql.buildASTSchema(document, { assumeValidSDL: true });
    return graphql.validateSchema(schema).length > 0 ? { anything: true } : { schema: allOf(schema) };
  } catch (error) {
    if (error.message.startsWith('Syntax Error')) return { error: syntaxError(error) };
    return { anything: true }; // The reference breaks over some that its rules do not refuse.
  }
}

/** A default is its literal's own text, which introspection.test.mjs compares. */
const withoutDefaults = ({ schema }) =>
  JSON.stringify(schema, (key, value) => (key === 'default' && value !== null ? 'a default' : value));

const probe = new Probe();
after(() => probe.stop());

function assertExpected({ schema, error }, expected, sdl) {
  const said = JSON.stringify(sdl);
  if (expected.schema) {
    assert.ok(schema, `${said}: ${error?.message}`);
    assert.equal(withoutDefaults({ schema }), withoutDefaults(expected), said);
  } else if (expected.error) {
    assert.deepEqual(error && syntaxError(error), expected.error, said);
  } else if (expected.unknown) {
    assert.match(error?.message ?? '', /^Unknown type "\w+"\.$/, said);
    assert.equal(error.locations.length, 1, said);
  } else {
    assert.ok(expected.anything && (schema || error), said);
  }
}

async function compareAll(schemas) {
  const answers = await Promise.all(schemas.map((schema) => probe.ask({ op: 'schema', schema })));
  schemas.forEach((sdl, i) => assertExpected(answers[i], expectedOf(sdl), sdl));
}

test(`builds what the reference builds (${validSchemas.length} schemas)`, async () => {
  for (const sdl of validSchemas) assert.ok('schema' in expectedOf(sdl), `${sdl}: ${JSON.stringify(expectedOf(sdl))}`);
  await compareAll(validSchemas);
});

test(`agrees on corners (${corners.length} schemas)`, () => compareAll(corners));

const others = ['Int', 'ID', 'String', 'Query', '__Type', '__a', 'deprecated', 'oneOf', 'repeatable', 'extend'];

test(`agrees on ${mutants} mutated schemas (seed ${seed})`, async () => {
  const random = new Random(seed);
  const one = () => random.pick(validSchemas);
  const made = [
    () => mutated(random, one()),
    () => renamed(random, one(), others),
    () => renamed(random, `${one()} ${one()}`, others),
  ];
  const schemas = Array.from({ length: mutants }, () => random.pick(made)());
  const built = schemas.filter((sdl) => 'schema' in expectedOf(sdl)).length;
  const unknown = schemas.filter((sdl) => 'unknown' in expectedOf(sdl)).length;
  assert.ok(built > mutants / 20 && unknown > mutants / 20, `${built} valid, ${unknown} with an unknown type`);
  await compareAll(schemas);
});
