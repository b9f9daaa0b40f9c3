// A schema and data for executing requests, which both sides answer from.
import { buildSchema, graphqlSync, print } from 'graphql';

const strings = ['', ' ', '1', '1.5', 'Infinity', 'true', 'RED', 'PINK', 'text',
  'quote " slash \\ tab \t line \n bell \u0007 del \u007f é \u2028 😀']; // prettier-ignore
const integers = [0, 1, -1, 42, 2147483647, 2147483648, -2147483648, -2147483649, 4294967296];
const numbers = [
  ...integers, 1.5, -0.25, 4294967296.5, 1e20, 1e21, 123456789012345680000, 1e-6, 1e-7,
  1.7976931348623157e308, 5e-324, 0.1, 123456.789,
]; // prettier-ignore
const structures = [[], [1], [1, 'a', null, [2, [3, [4]]]], {}, { a: 1 }, { a: { b: { c: { d: 1 } } }, e: [[[1]]], f: 'g', h: {}, i: [] }];
const anything = [true, false, ...numbers, ...strings, ...structures];

/**
 * Answers of resolvers to leaves, by type: values of their types, and such that are out of its range. A
 * resolver that answers with another type is a mistake in the program, of which nothing is promised.
 */
export const leafValues = {
  Int: integers, Float: numbers, String: strings, Boolean: [true, false], ID: [...strings, 0, 1, -1, 42],
  Color: ['RED', 'BLUE', 'PINK', ''], JSON: anything, Date: anything, 'String!': strings,
}; // prettier-ignore

/** The fields of the query type that answer with them, as {name, type, value}. */
export const leaves = Object.entries(leafValues).flatMap(([type, values], t) =>
  values.flatMap((value, v) => [
    { name: `leaf${t}_${v}`, type, value },
    { name: `leaves${t}_${v}`, type: `[${type}]`, value: [null, value] },
  ]),
);

/** Types of variables and arguments; a field `in0(v: ...)` answers with what came. */
export const inputTypes = [
  'Int', 'Float', 'String', 'Boolean', 'ID', 'Color', 'JSON', 'Date', 'Point', 'Filter', 'Choice',
  'Int!', 'JSON!', 'Filter!', '[Int]', '[Int!]', '[[Int]]', '[[Int!]!]!', '[String!]!', '[Point]',
  '[Point!]!', '[Color!]', '[JSON]', '[Choice!]',
]; // prettier-ignore

export const sdl = `
"""
What the tests ask.
"""
schema { query: Query mutation: Mutation subscription: Subscription }

scalar JSON
"A day"
scalar Date @specifiedBy(url: "https://example.org/date")

directive @tag(name: String! = "x", old: Int @deprecated(reason: "no")) repeatable on FIELD | OBJECT
"Nothing"
directive @plain on INLINE_FRAGMENT | FRAGMENT_SPREAD | QUERY

enum Color { RED "like leaves" GREEN @deprecated(reason: "faded") BLUE @deprecated }

interface Node { id: ID! }
interface Named implements Node { id: ID! name: String! nick: String }
"Someone"
type Person implements Named & Node {
  id: ID! name: String! nick: String age: Int height: Float color: Color colors: [Color!] json: JSON
  friends: [Person!]! maybe: [Person] all: [Person!] friend: Person best: Person! pet: Pet pets: [Pet!]
  "no longer" old(a: Int @deprecated, b: [String] = ["x", null]): String @deprecated(reason: "gone")
  fails: String mustFail: String! echo(v: Int = 3, w: String): String list: [[Int!]]
}
type Dog implements Named & Node { id: ID! name: String! nick: String barks: Boolean owner: Person }
type Cat implements Node { id: ID! lives: Int owner: Person mood: Color! }
type Fish { id: ID! }
union Pet = Dog | Cat
union Any = Person | Dog | Cat | Fish

input Point { x: Int! y: Int = 2 tag: String }
"Which"
input Filter {
  color: Color = RED colors: [Color!] near: Point! = { x: 1 } points: [Point!] and: [Filter!] not: Filter
  text: String limit: Int! = 10 id: ID json: JSON ratio: Float exact: Boolean when: Date
  older: Int @deprecated(reason: "use limit")
}
input Choice @oneOf { one: Int two: String three: Point four: [Int!] }

type Query {
  hello: String
  person: Person people: [Person!]! someone: Person nobody: Person mustNobody: Person!
  node: Node nodes: [Node] named: [Named] pet: Pet pets: [Pet] any: [Any!] lost: Any wrong: [Any]
  matrix: [[Int]] strict: [[Int!]!]! loose: [[Int!]] notList: [Int] nullItems: [String!]
  fails: String mustFail: String! failsList: [String!]!
  defaults(a: Int = 1, b: String! = "b", c: [Color!] = [RED, BLUE], d: Filter = { text: "t", and: [{ limit: 3 }] },
    e: ID = 5, f: Float = 1e50, g: JSON = "json", h: [[Int]] = [[1], null], i: Point = { x: -1 },
    j: String = "quote \\" \\n \\u00e9", k: Boolean = true, l: String = null, m: Float = 3, n: Date = "2026-01-01"): String
  wanted(int: Int!, filter: Filter!, list: [Int!]!): String
${inputTypes.map((type, i) => `  in${i}(v: ${type}): String`).join('\n')}
${leaves.map(({ name, type }) => `  ${name}: ${type}`).join('\n')}
}
type Mutation {
  first: String second: String! third: Person fails: String mustFail: String! in(v: Filter): String
}
type Subscription { tick(from: Int = 1): Person }
`;

const error = (message) => ({ __error: message });
const echo = { __echo: true };
const name = (id, more = {}) => ({ __typename: 'Person', id, name: `Name ${id}`, echo, ...more });
const dog = { __typename: 'Dog', id: 'd1', name: 'Rex', barks: true, owner: name(7, { best: name(8) }) };
const cat = { __typename: 'Cat', id: 9, lives: 7, mood: 'BLUE', owner: null };

const person = name(1, {
  nick: null, age: 33, height: 1.75, color: 'GREEN', colors: ['RED', 'BLUE'], json: { b: [1, { c: null }], a: 'é' },
  friends: [name(2, { age: 5, friends: [] }), name(3, { friends: [name(4, { friends: [] })], best: name(5) })],
  maybe: [null, name(6, { mustFail: error('inner') }), name(7, { mustFail: 'fine', best: null })],
  all: [name(11), name(12, { fails: error('eleven') }), { id: 13 }, name(14, { fails: error('never') })],
  friend: name(20, { best: name(21, { best: name(22, { mustFail: error('deep') }) }) }),
  best: name(30, { fails: error('best fails'), friend: name(31, { mustFail: error('friend fails') }) }),
  pet: dog, pets: [dog, cat], old: echo, fails: error('person fails'), mustFail: error('must not'),
  list: [[1, 2], [3, null], null, []],
}); // prettier-ignore

export const data = {
  hello: 'wörld "😀"\n', person, people: [person, name(40, { friends: null }), name(41)], someone: name(50),
  nobody: null, mustNobody: null, node: person, nodes: [dog, null, cat, person, { __typename: 'Fish', id: 1 }],
  named: [person, dog, cat, { id: 3 }], pet: cat, pets: [cat, dog, null, { ...cat, mood: 'PINK' }, { ...dog, name: null }],
  any: [person, dog, cat, { __typename: 'Fish', id: 1 }], lost: { id: 1 },
  wrong: [{ __typename: 'Nothing' }, { __typename: 'Node' }, { __typename: 'Color' }, { __typename: 5 }, person,
    { __typename: 'Query' }],
  matrix: [[1, null], null, [], ['x', 2]], strict: [[1, 2], [null, 3], null], loose: [[1, null, 2], [3], null, ['no', 'way']],
  notList: 7, nullItems: ['a', null, 'b'], fails: error('top fails'), mustFail: error('top must not fail'),
  failsList: error('no list'), defaults: echo, wanted: echo,
  first: 'one', second: null, third: person, in: echo, tick: person,
  ...Object.fromEntries(inputTypes.map((_, i) => [`in${i}`, echo])),
  ...Object.fromEntries(leaves.map(({ name, value }) => [name, value])),
}; // prettier-ignore

/** The data with functions where it says __error or __echo. */
function withFunctions(value) {
  if (Array.isArray(value)) return value.map(withFunctions);
  if (value === null || typeof value !== 'object') return value;
  if ('__error' in value) return () => new Error(value.__error);
  if ('__echo' in value) return (args) => JSON.stringify(args);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withFunctions(member)]));
}

/** The schema of the reference; its JSON is that of graphql-type-json. */
export function referenceSchema(text) {
  const schema = buildSchema(text);
  const json = schema.getType('JSON');
  if (json) json.parseLiteral = (node, variables) => jsonOf(node, node, variables);
  return schema;
}

function jsonOf(node, whole, variables) {
  switch (node.kind) {
    case 'StringValue':
    case 'BooleanValue':
      return node.value;
    case 'IntValue':
    case 'FloatValue':
      return parseFloat(node.value);
    case 'NullValue':
      return null;
    case 'ListValue':
      return node.values.map((value) => jsonOf(value, whole, variables));
    case 'ObjectValue':
      return Object.fromEntries(
        node.fields.map((field) => [field.name.value, jsonOf(field.value, whole, variables)]),
      );
    case 'Variable':
      return variables?.[node.name.value];
    default:
      throw new TypeError(`JSON cannot represent value: ${print(node)}`);
  }
}

const rootValue = withFunctions(data);

/** The reference's answer, as its text. `variables` is JSON text. */
export function expectedAnswer(schema, { query, variables, operationName }) {
  const variableValues = variables === undefined ? undefined : JSON.parse(variables);
  return JSON.stringify(graphqlSync({ schema, source: query, rootValue, variableValues, operationName }));
}
