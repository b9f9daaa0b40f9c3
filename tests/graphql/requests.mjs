// Requests whose answers the engine and the reference give from world.mjs.
import { inputTypes, leaves as leafFields } from './world.mjs';

const escapes = '"é \\u0000 \\ud83d\\ude00 \\" \\\\ /"';

const inputValues = [
  'null', 'true', 'false', '0', '1', '-1', '1.0', '1e3', '1.5', '-0', '2147483647', '2147483648', '-2147483649',
  '1e20', '1e21', '1e400', '12345678901234567', '0.000001', '1e-7', '""', '"a"', '"1"', '"RED"', '"red"', '"GREE"', '"PINK"',
  escapes, '[]', '[null]', '[1]', '[1,null,"x"]', '[[1],[null],null]', '[[[1]]]', '["RED","x"]',
  '[1,2,3,4,5,6,7,8,9,10,11]', '["a","b","c","d","e","f","g","h","i","j","k","l"]', '{}', '{"x":1}', '{"x":null}', '{"x":"1"}',
  '{"y":3}', '{"x":1,"y":null,"z":0}', '{"x":1,"X":2,"tagg":3}', '[{"x":1},{"x":2,"tag":"t"}]', '[{"x":1},{"y":"q"},5]',
  '{"one":1}', '{"two":null}', '{"one":1,"two":"b"}', '{"one":"x"}', '{"three":{"x":1}}', '{"three":{}}', '{"four":[1,null]}',
  '{"five":1}', '{"one":null,"two":null}', '[{"one":1},{"two":"b"},{}]',
  '{"color":"RED","near":{"x":5},"limit":1}', '{"colour":"RED"}', '{"limit":null}', '{"near":null}', '{"near":{"x":1.5}}',
  '{"and":[{"limit":1},{"not":{"and":[{"limit":"x"}]}}]}', '{"points":[{"x":1},{"x":{}},[]]}', '{"text":5,"limit":"y","id":{}}',
  '{"not":{"not":{"not":{"id":1}}},"json":{"b":1,"a":[true,{"c":"d"}]}}', '{"ratio":1,"exact":0,"when":"now","id":1.5}',
  '{"colors":["RED",["BLUE"],null]}', '{"older":1,"unknown1":{},"unknown2":[{"a":{"b":{"c":1}}}]}', '{"a":{"b":{"c":{"d":1}}},"e":[[[1]]]}',
]; // prettier-ignore

const literals = [
  'null', 'true', '1', '-1', '1.5', '1e3', '2147483648', '12345678901', '"a"', '"""block"""', 'RED', 'PINK', '[]', '[1, 2]',
  '[[1], [2, null]]', '[null]', '{}', '{ x: 1 }', '{ x: 1, y: null }', '{ one: 1 }', '{ two: null }', '{ one: 1, two: "a" }',
  '{ limit: 3, and: [{ color: BLUE }, {}] }', '{ json: { a: [1, "b", { c: null }] } }', '[{ x: 1 }, { x: 2, tag: "t" }]', '["a"]',
  '[RED, BLUE]', '{ a: RED }',
]; // prettier-ignore

/** What the engine keeps as it came and JavaScript does not: differences.test.mjs has these. */
const kept = [
  { types: /JSON|Date/, values: ['1.0', '1e3', '-0', '1e20', '1e21', '1e400', '12345678901234567', escapes] },
  { types: /ID/, values: ['12345678901234567'] },
];
const isKept = (type, value) => kept.some(({ types, values }) => types.test(type) && values.includes(value));

/** Each kind of value for each type, as a variable and as a literal. */
const coercions = inputTypes.flatMap((type, i) => [
  ...inputValues.filter((value) => !isKept(type, value)).map((value) => ({ query: `query ($v: ${type}) { in${i}(v: $v) }`, variables: `{"v":${value}}` })),
  { query: `query ($v: ${type}) { in${i}(v: $v) }` },
  { query: `query ($v: ${type}) { in${i}(v: $v) }`, variables: '{}' },
  ...literals.filter((value) => !(type.includes('JSON') && value === '1e3')).map((value) => ({ query: `{ in${i}(v: ${value}) }` })),
]);

const leaves = leafFields.map(({ name }) => `{ ${name} hello }`);

const several = 'query A { hello } query B { nobody { id } } fragment F on Query { hello } mutation C { first }';

const operations = [
  { query: several, operationName: 'A' }, { query: several, operationName: 'B' }, { query: several, operationName: 'C' },
  { query: several }, { query: several, operationName: 'D' }, { query: several, operationName: '' },
  { query: '{ hello }', operationName: '' }, { query: '{ hello }', operationName: 'x' }, { query: 'query A { hello }', operationName: 'A' },
  { query: 'fragment F on Query { hello }' }, { query: '{ hello' }, { query: '{ hallo }' }, { query: '' },
]; // prettier-ignore

const selections = [
  '{ hello }', '{ a: hello b: hello a: hello }', '{ __typename }', '{ t: __typename person { __typename u: __typename } }',
  '{ person { id name nick age height color colors json } }', '{ person { name } person { age } ... { person { id name } } }',
  '{ person { friends { id name age friends { name best { name } } } } }', '{ person { maybe { name mustFail } } }',
  '{ person { maybe { name best { name } } } }', '{ person { all { id name } } }', '{ person { all { id fails } } }',
  '{ person { all { fails name } } hello }', '{ person { friend { best { best { mustFail } } } } }',
  '{ person { fails friend { name best { name best { name mustFail fails } } } mustFail } hello }',
  '{ person { best { fails friend { name mustFail } } name } }', '{ person { mustFail fails } hello }', '{ person { fails mustFail name } hello }',
  '{ people { name friends { name } } }', '{ people { name } hello mustNobody { name } }', '{ hello mustNobody { name } fails }',
  '{ fails hello mustFail nobody { name } }', '{ nobody { name } fails failsList }', '{ failsList }', '{ someone { best { name } } hello }',
  '{ someone { friends { name } echo(v: 5) } }', '{ node { id } }', '{ node { id ... on Person { name } ... on Dog { barks } } }',
  '{ nodes { id __typename ... on Named { name nick } ... on Cat { lives mood owner { id } } } }', '{ named { id name } }', '{ named { __typename } }',
  '{ pet { ... on Cat { lives } ... on Dog { barks } } }', '{ pets { __typename ... on Cat { mood } ... on Named { name } } }',
  '{ any { ... on Person { name } ... on Dog { owner { best { name } } } ... on Cat { id } ... on Fish { id } } }', '{ lost { __typename } }',
  '{ lost { ... on Fish { id } } hello }', '{ wrong { __typename ... on Person { name } } }', '{ matrix strict }', '{ matrix }', '{ loose notList nullItems }',
  '{ strict }', '{ notList }', '{ person { list pets { ... on Cat { id } ... on Dog { name } } pet { ... on Node { id } } } }',
  '{ ...F } fragment F on Query { hello ...G person { ...P } } fragment G on Query { ...H hello } fragment H on Query { hello } fragment P on Person { name ...N } fragment N on Node { id }',
  '{ person { ...P ...P } ...Q } fragment Q on Query { person { ...P id } } fragment P on Person { name friends { ...N } } fragment N on Named { nick name }',
  '{ ... on Query { hello } ... @include(if: false) { nobody { id } } ... @skip(if: true) { fails } ...F @skip(if: true) } fragment F on Query { mustFail }',
  '{ ...F @skip(if: true) ...F } fragment F on Query { hello }', '{ ...F ...F @skip(if: true) } fragment F on Query { hello }',
  '{ hello @skip(if: true) }', '{ hello @include(if: false) }', '{ hello @skip(if: false) @include(if: true) }', '{ hello @skip(if: true) @include(if: true) }',
  '{ hello @include(if: false) hello }', '{ person @skip(if: true) { name } person { id } }', '{ person { name @skip(if: true) } }',
  '{ b: hello a: hello c: person { z: id y: name } }', '{ person { old } }', '{ person { old(a: 1, b: "y") echo } }', '{ person { echo(w: "q", v: null) a: echo(v: 1) } }',
  '{ defaults }', '{ defaults(a: 2, b: "c", c: [], d: {}, e: "x", f: 1, g: [1], h: [], i: {x: 2}, j: "", k: false, l: "l") }', '{ defaults(a: null, l: null, d: null) }',
  '{ wanted(int: 1, filter: {}, list: 1) }', '{ wanted(int: 1, filter: { near: { x: 2 } }, list: [1, 2]) }',
  'mutation { first second third { name } }', 'mutation { first third { name fails } a: first fails b: first }', 'mutation { first mustFail third { name } }', 'mutation { third { mustFail } in }',
  'mutation { in(v: { text: "x" }) }', 'subscription { tick { name } }', 'subscription { tick(from: 2) { name fails } }',
]; // prettier-ignore

const variables = [
  ['query ($a: Boolean!) { hello @skip(if: $a) }', '{"a":true}'], ['query ($a: Boolean!) { hello @skip(if: $a) }', '{"a":false}'],
  ['query ($a: Boolean!) { hello @skip(if: $a) }', '{"a":null}'], ['query ($a: Boolean!) { hello @skip(if: $a) }', '{}'],
  ['query ($a: Boolean = true) { hello @include(if: $a) }', '{"a":null}'], ['query ($a: Boolean = true) { hello @include(if: $a) }', '{}'],
  ['query ($a: Boolean = true) { hello person { name @skip(if: $a) } }', '{"a":null}'],
  ['query ($a: Boolean = true) { hello person { id friends { name @skip(if: $a) } } }', '{"a":null}'],
  ['query ($a: Boolean = true) { hello person { best { ... @skip(if: $a) { name } } } }', '{"a":null}'],
  ['query ($a: Int) { person { echo(v: $a) } }', '{}'], ['query ($a: Int) { person { echo(v: $a) } }', '{"a":null}'], ['query ($a: Int = 4) { person { echo(v: $a) } }', '{}'],
  ['query ($a: Int = 4) { wanted(int: $a, filter: {}, list: []) }', '{"a":null}'], ['query ($a: Int = 4) { wanted(int: $a, filter: {}, list: []) }', '{}'],
  ['query ($a: Int = 4) { hello wanted(int: $a, filter: {}, list: []) a: wanted(int: 1, filter: {}, list: [$a]) }', '{"a":null}'],
  ['query ($a: Int!) { wanted(int: $a, filter: { limit: $a, near: { x: $a, y: $a } }, list: [$a, 2, $a]) }', '{"a":3}'],
  ['query ($a: Int, $b: [Int]) { in14(v: [$a, 1]) in16(v: [$b, [$a]]) }', '{}'], ['query ($a: Int, $b: [Int]) { in14(v: [$a, 1]) in16(v: [$b, [$a]]) }', '{"a":null,"b":[1,null]}'],
  ['query ($p: Point, $s: String, $x: Int!) { in9(v: { text: $s, points: { x: $x, tag: $s } }) in8(v: $p) }', '{"x":1}'],
  ['query ($p: Point!, $s: String, $x: Int!) { in9(v: { near: $p, text: $s, points: { x: $x, tag: $s } }) }', '{"x":1,"s":null,"p":{"x":2}}'],
  ['query ($j: JSON, $k: Int) { in6(v: { a: $j, b: [$k, $j] }) }', '{"j":{"z":1,"y":[null]},"k":2}'], ['query ($j: JSON, $k: Int) { in6(v: [$k, $j]) }', '{"j":"s","k":null}'],
  ['query ($c: Int!) { in10(v: { one: $c }) }', '{"c":1}'], ['query ($c: Int! = 5) { in10(v: { one: $c }) }', '{}'], ['query ($c: Color = RED) { in5(v: $c) }', '{}'],
  ['query ($c: [Color!] = [RED, BLUE], $f: Filter = { limit: 2, and: {} }) { in21(v: $c) in9(v: $f) }', '{}'], ['query ($c: [Color!] = RED) { in21(v: $c) }', '{}'],
  ['query ($a: Int!, $b: String!, $c: Filter!) { in0(v: $a) in2(v: $b) in9(v: $c) }', '{}'], ['query ($a: Int!, $b: String!, $c: Filter!) { in0(v: $a) in2(v: $b) in9(v: $c) }', '{"a":"x","b":1,"c":{"limit":{},"near":{}}}'],
  ['query ($a: Int) { in0(v: $a) }', '{"a":1,"b":2,"c":{"d":[]}}'], ['query ($a: [Int]) { in14(v: $a) }', `{"a":[${'"x",'.repeat(49)}"x"]}`],
  ['query ($a: [Int]) { in14(v: $a) }', `{"a":[${'"x",'.repeat(50)}"x"]}`], ['query ($a: [Int], $b: Int!) { in14(v: $a) in0(v: $b) }', `{"a":[${'"x",'.repeat(49)}"x"]}`],
  ['query ($a: [Int], $b: Int!) { in14(v: $a) in0(v: $b) }', `{"a":[${'"x",'.repeat(60)}"x"]}`], ['\n  query (\n  $a: Int,\n    $b: Int!) { in0(v: $a) b: in0(v: $b) }', '{"a":"é"}'],
  ['query ($v: Person) { hello }', '{}'], ['query ($a: Int = 1, $a: Int) { in0(v: $a) }', '{}'],
]; // prettier-ignore

export const requests = [
  ...operations,
  ...[...selections, ...leaves].map((query) => ({ query })),
  ...variables.map(([query, text]) => ({ query, variables: text })),
  ...coercions,
];
