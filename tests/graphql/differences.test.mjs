// Data that differs from the reference's on purpose: JavaScript loses digits, the order of
// keys and the spelling of a JSON scalar's text; the engine keeps them. And it does not repeat a request's
// large values in a message.
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
