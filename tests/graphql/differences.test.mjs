// The only differences of the engine's execution from the reference, and why: where JavaScript
// loses digits, the order of keys or the spelling of a JSON scalar's text, the engine does not;
// where the reference fails, it answers; and it does not send a request's large values back.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { buildSchema, graphqlSync } from 'graphql';
import { Probe } from './probe.mjs';

const probe = new Probe();
after(() => probe.stop());

const schema = 'scalar JSON scalar Date type Query { id(v: ID): String json(v: JSON): String date(v: Date): String }';
const data = { id: { __echo: true }, json: { __echo: true }, date: { __echo: true } };
const rootValue = Object.fromEntries(Object.keys(data).map((key) => [key, (args) => JSON.stringify(args)]));

const variables = [
  // The type, what comes, and what JavaScript makes of it; the engine keeps it as it came.
  ['JSON', '1.0', '1'],
  ['JSON', '1e3', '1000'],
  ['JSON', '-0', '0'],
  ['JSON', '1e21', '1e+21'],
  ['JSON', '1e400', 'null'],
  ['JSON', '12345678901234567890', '12345678901234567000'],
  ['JSON', '[0.10,{"b":1, "a":2}]', '[0.1,{"b":1,"a":2}]'],
  ['JSON', '{"2":1,"1":2}', '{"1":2,"2":1}'],
  ['JSON', '"\\u00e9\\/"', '"é/"'],
  ['Date', '2026.0', '2026'],
];

for (const [type, value, javascript] of variables) {
  test(`keeps the ${type} ${value} as it came`, async () => {
    const field = type.toLowerCase();
    const query = `query ($v: ${type}) { ${field}(v: $v) }`;
    const { body } = await probe.ask({ op: 'execute', schema, data, query }, { variables: `{"v":${value}}` });
    assert.equal(JSON.parse(body).data[field], `{"v":${value}}`);
    const there = graphqlSync({
      schema: buildSchema(schema), source: query, rootValue, variableValues: { v: JSON.parse(value) },
    }); // prettier-ignore
    assert.equal(there.data[field], `{"v":${javascript}}`);
  });
}

test('keeps the digits of an integer that becomes an ID', async () => {
  const query = 'query ($v: ID) { id(v: $v) }';
  const request = { op: 'execute', schema, data, query };
  const { body } = await probe.ask(request, { variables: '{"v":12345678901234567890}' });
  assert.equal(JSON.parse(body).data.id, '{"v":"12345678901234567890"}');
});

test('keeps the digits of numbers in a literal of JSON', async () => {
  const query = '{ json(v: [1e3, 12345678901234567890]) }';
  const { body } = await probe.ask({ op: 'execute', schema, data, query });
  assert.equal(JSON.parse(body).data.json, '{"v":[1e3,12345678901234567890]}');
});

test('introspects a default of JSON that is an object, where the reference fails', async () => {
  const sdl = 'scalar JSON type Query { a(b: JSON = { c: [1, "d"] }): Int }';
  const query = '{ __type(name: "Query") { fields { args { defaultValue } } } }';
  const { body } = await probe.ask({ op: 'execute', schema: sdl, query });
  assert.equal(JSON.parse(body).data.__type.fields[0].args[0].defaultValue, '{c: [1, "d"]}');
  const there = graphqlSync({ schema: buildSchema(sdl), source: query });
  assert.equal(there.errors[0].message, 'Cannot convert value to AST: { c: [1, "d"] }.');
});

test('clips the value of a variable that is refused, where the reference repeats all of it', async () => {
  const sdl = 'type Query { a(i: Int): Int }';
  const query = 'query ($i: Int) { a(i: $i) }';
  const variables = { i: 'é'.repeat(500) };
  const request = { op: 'execute', schema: sdl, query };
  const { body } = await probe.ask(request, { variables: JSON.stringify(variables) });
  const { message } = JSON.parse(body).errors[0];
  const [, value] = /got invalid value (.*); Int cannot represent non-integer value: /.exec(message);
  assert.equal(value, `"${'é'.repeat(127)}...`, '256 bytes and no half of a character');
  const there = graphqlSync({ schema: buildSchema(sdl), source: query, variableValues: variables });
  assert.ok(there.errors[0].message.includes(`got invalid value "${variables.i}";`));
});

test('takes keys that look like indices in the order they came', async () => {
  const sdl = 'input I { a: Int } type Query { a(i: I): Int }';
  const query = 'query ($i: I) { a(i: $i) }';
  const { body } = await probe.ask({ op: 'execute', schema: sdl, query }, { variables: '{"i":{"b":1,"1":2}}' });
  assert.match(JSON.parse(body).errors[0].message, /got invalid value \{ b: 1, 1: 2 \}; Field "b"/);
});
