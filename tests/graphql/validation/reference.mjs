import { readFileSync } from 'node:fs';
import { buildSchema, Kind, print, specifiedRules, validate } from 'graphql';

/** The schemas of schemas/, as text and as the reference's. */
export const schemas = Object.fromEntries(
  ['zoo', 'pipeline', 'odd'].map((name) => {
    const sdl = readFileSync(new URL(`../schemas/${name}.graphql`, import.meta.url), 'utf8');
    return [name, { name, sdl, reference: withJson(buildSchema(sdl)) }];
  }),
);

/** graphql-js has no JSON scalar: this refuses literals as that of graphql-type-json does. */
function withJson(schema) {
  const refuse = (node) => {
    if (node.kind === Kind.ENUM) throw new TypeError(`JSON cannot represent value: ${print(node)}`);
    (node.values ?? node.fields ?? []).forEach((part) => refuse(part.value?.kind ? part.value : part));
    return null;
  };
  const json = schema.getType('JSON');
  if (json) json.parseLiteral = refuse;
  return schema;
}

function plain({ message, locations }) {
  const places = locations?.map(({ line, column }) => ({ line, column }));
  return { message, ...(places && { locations: places }) };
}

/** The errors of graphql-js's rules, as an answer has them. What a rule throws stands alone. */
export function referenceErrors(schema, document, rules = specifiedRules, options = {}) {
  try {
    return validate(schema.reference, document, rules, options).map(plain);
  } catch (error) {
    return [plain(error)];
  }
}
