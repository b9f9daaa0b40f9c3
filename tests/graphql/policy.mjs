/**
 * Compares the engine with graphql-js by the policy of docs/graphql.md. Verdict, data, and paths and
 * locations of errors are equal. The order of errors, suggestions, and how a message shows a value are the
 * engine's own; the rest of the wording of syntax and validation errors follows graphql-js.
 */
import assert from 'node:assert/strict';
import { Kind } from 'graphql';

/** The number of errors after which graphql-js stops validating, and says so in one more. */
const maxErrors = 100;

/** Half of a surrogate pair, which graphql-js cuts out of a wrong escape, is U+FFFD in UTF-8. */
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A validation message without what is the engine's own; names over 256 bytes are clipped. */
function wording(message) {
  return message
    .replace(/ Did you mean .*\?$/s, '')
    .replace(/(cannot represent [^:]*: |, found ).*\.?$/s, '$1')
    .replace(/\w{257,}/g, (name) => `${name.slice(0, 256)}...`);
}

const place = ({ line, column }) => `${line}:${column}`;

/** An error of a document as text: its wording and its places. */
const documentError = ({ message, locations = [] }) => `${wording(message)} (${locations.map(place).sort()})`;

/** The error of a document that does not parse, as an object. */
export const syntaxError = ({ message, locations }) => ({
  message: message.replace(loneSurrogate, '\ufffd'),
  locations: locations.map(({ line, column }) => ({ line, column })),
});

const isExecutable = ({ kind }) => kind === Kind.OPERATION_DEFINITION || kind === Kind.FRAGMENT_DEFINITION;

/**
 * The errors of validating `document`. Definitions of types in a request are refused; the engine does not
 * look at what is inside them.
 */
export function assertSameErrors(actual, expected, document, message) {
  const [ours, theirs] = [actual, expected].map((errors) => errors.map(documentError).sort());
  if (!document.definitions.every(isExecutable)) {
    assert.ok(ours.some((error) => error.includes('definition is not executable')), message);
    assert.deepEqual(ours.filter((error) => !theirs.includes(error)), [], message);
  } else if (theirs.length > maxErrors) {
    assert.ok(ours.length >= maxErrors, `${ours.length} of at least ${maxErrors} errors: ${message}`);
  } else {
    assert.deepEqual(ours, theirs, message);
  }
}

/** An error of an answer as text: its path and places, and its message where a resolver gave it. */
const answerError = (ofResolvers) => ({ message, locations = [], path = [] }) =>
  JSON.stringify([path, locations.map(place).sort(), ofResolvers.has(message) ? message : null]);

/** JSON in a string becomes its value: how numbers are written there is the engine's own. */
function readEchoes(value) {
  if (Array.isArray(value)) return value.map(readEchoes);
  if (typeof value === 'string' && value.startsWith('{')) return JSON.parse(value);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, readEchoes(member)]));
}

/** The data of an answer as text: the order of its keys counts. */
const dataOf = (answer) => JSON.stringify(readEchoes(answer.data));

/** Two answers, as JSON text. `ofResolvers` is the set of messages that resolvers fail with. */
export function assertSameAnswer(actual, expected, ofResolvers, message) {
  const [ours, theirs] = [JSON.parse(actual), JSON.parse(expected)];
  assert.equal(dataOf(ours), dataOf(theirs), message);
  const errorsOf = ({ errors = [] }) => errors.map(answerError(ofResolvers)).sort();
  assert.deepEqual(errorsOf(ours), errorsOf(theirs), message);
}
