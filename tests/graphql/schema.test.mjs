// The engine's schemas against graphql-js: the same SDL makes one, with the same in the same order;
// of the other the same is said first, at the same place.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import * as graphql from 'graphql';
import { validateSDL } from 'graphql/validation/validate.js';
import { mutated, renamed } from './mutate.mjs';
import { Probe } from './probe.mjs';
import { Random } from './random.mjs';
import { corners, validSchemas } from './schemas.mjs';

const mutants = 3000;
const seed = 20261125;

const kinds = ['GraphQLScalarType', 'GraphQLObjectType', 'GraphQLInterfaceType', 'GraphQLUnionType',
  'GraphQLEnumType', 'GraphQLInputObjectType']; // prettier-ignore
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const orNull = (value) => value ?? null;
const names = (types) => types.map(({ name }) => name);
const defaultOf = ({ defaultValue, type }) => {
  const node = graphql.astFromValue(defaultValue, type);
  return node ? graphql.print(node) : null;
};
const input = (it) => [it.name, orNull(it.description), String(it.type), defaultOf(it), orNull(it.deprecationReason)];
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

function refusal({ message, locations }) {
  const places = locations?.map(({ line, column }) => ({ line, column }));
  const said = message.replace(loneSurrogate, '\ufffd');
  return { error: places?.length ? { message: said, locations: places } : { message: said } };
}

function expectedOf(sdl) {
  try {
    const document = graphql.parse(sdl);
    const [wrong] = validateSDL(document);
    if (wrong) return refusal(wrong);
    const schema = graphql.buildASTSchema(document, { assumeValidSDL: true });
    const [invalid] = graphql.validateSchema(schema);
    return invalid ? refusal(invalid) : { schema: allOf(schema) };
  } catch (error) {
    return refusal(error);
  }
}

const executable = new Set(['OperationDefinition', 'FragmentDefinition']);

// Not compared: operations and fragments within SDL, at which the reference looks although they make
// no schema, and where it breaks: over a default of an argument that has no input type, over an
// infinite default, and over an input object whose defaults need one another.
function isComparable(sdl) {
  const { error } = expectedOf(sdl);
  if (/^Unexpected input type: |non numeric value: -?Infinity|^Maximum call stack size exceeded/.test(error?.message)) return false;
  return error?.message.startsWith('Syntax Error') ||
    !graphql.parse(sdl).definitions.some(({ kind }) => executable.has(kind));
}

const probe = new Probe();
after(() => probe.stop());

async function compareAll(schemas) {
  const answers = await Promise.all(schemas.map((schema) => probe.ask({ op: 'schema', schema })));
  schemas.forEach((sdl, i) => assert.deepEqual(answers[i], expectedOf(sdl), JSON.stringify(sdl)));
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
  await compareAll(schemas.filter(isComparable));
});
