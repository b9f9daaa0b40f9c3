// The schema of the api service, which is compiled in unchecked, and those of the tests: valid by graphql-js.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { buildClientSchema, buildSchema, getIntrospectionQuery, printSchema, validateSchema } from 'graphql';
import { Probe } from './probe.mjs';
import { schemas } from './validation/reference.mjs';
import { sdl as world } from './world.mjs';

const api = readFileSync(new URL('../../services/api/schema.graphql', import.meta.url), 'utf8');
const probe = new Probe();
after(() => probe.stop());

for (const [name, sdl] of [['the api', api], ['world.mjs', world], ...Object.entries(schemas).map(([name, { sdl }]) => [name, sdl])]) {
  test(`the schema of ${name} is valid, and a client of the engine sees it`, async () => {
    const reference = buildSchema(sdl); // Throws where the SDL breaks a rule.
    assert.deepEqual(validateSchema(reference), []);
    const options = { specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true };
    const { body } = await probe.ask({ op: 'execute', schema: sdl, query: getIntrospectionQuery(options) });
    assert.equal(printSchema(buildClientSchema(JSON.parse(body).data)), printSchema(reference));
  });
}
