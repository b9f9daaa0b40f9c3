// The comparison itself: it finds each difference that the policy does not allow.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'graphql';
import { assertSameAnswer, assertSameErrors, syntaxError } from './policy.mjs';

const error = (message, line = 1, column = 1) => ({ message, locations: [{ line, column }] });
const unknown = (name, more = '') => error(`Cannot query field "${name}" on type "Q".${more}`);
const query = parse('{ a }');
const sdl = parse('{ a } type B { c: D }');

const sameErrors = [
  ['order', [unknown('a'), unknown('b')], [unknown('b'), unknown('a')]],
  ['suggestions', [unknown('a', ' Did you mean "b" or "c"?')], [unknown('a', ' Did you mean "c"?')]],
  ['the text of a value', [error('Int cannot represent non-integer value: [1,2]')], [error('Int cannot represent non-integer value: [1, 2]')]],
]; // prettier-ignore
const otherErrors = [
  ['one too few', [], [unknown('a')]],
  ['one too many', [unknown('a'), unknown('a')], [unknown('a')]],
  ['another line', [error('Bad', 2)], [error('Bad', 1)]],
  ['another column', [error('Bad', 1, 2)], [error('Bad', 1, 1)]],
  ['another rule', [error('Bad')], [error('Worse')]],
  ['another type of value', [error('Int cannot represent non-integer value: 1.5')], [error('Float cannot represent non numeric value: 1.5')]],
]; // prettier-ignore

test('errors of documents', () => {
  for (const [what, ours, theirs] of sameErrors) assertSameErrors(ours, theirs, query, what);
  for (const [what, ours, theirs] of otherErrors) {
    assert.throws(() => assertSameErrors(ours, theirs, query), assert.AssertionError, what);
  }
});

test('errors of documents with definitions of types', () => {
  const refused = error('The "B" definition is not executable.', 1, 7);
  const inside = error('Unknown type "D".', 1, 19);
  assertSameErrors([refused], [refused, inside], sdl);
  for (const ours of [[], [inside], [refused, unknown('a')]]) {
    assert.throws(() => assertSameErrors(ours, [refused, inside], sdl), assert.AssertionError);
  }
});

test('syntax errors', () => {
  assert.notDeepEqual(syntaxError(error('Syntax Error: A.')), syntaxError(error('Syntax Error: B.')));
  assert.notDeepEqual(syntaxError(error('A', 1, 2)), syntaxError(error('A', 1, 3)));
});

const answer = (data, errors) => JSON.stringify({ errors, data });
const failed = (message, path = ['a']) => ({ ...error(message), path });
const ofResolvers = new Set(['resolver']);

test('answers', () => {
  const same = [
    [answer({ a: 1 }), '{"data":{"a":1.0}}'],
    [answer({ a: '{"v":1e-7}' }), answer({ a: '{"v":0.0000001}' })],
    [answer({ a: null }, [failed('ours')]), answer({ a: null }, [failed('theirs')])],
  ];
  const other = [
    [answer({ a: 1 }), answer({ a: 2 })],
    [answer({ a: 1, b: 2 }), answer({ b: 2, a: 1 })],
    [answer(null), answer(undefined)],
    [answer({ a: null }), answer({ a: null }, [failed('theirs')])],
    [answer({ a: null }, [failed('ours', ['a', 0])]), answer({ a: null }, [failed('theirs', ['a', 1])])],
    [answer({ a: null }, [failed('ours')]), answer({ a: null }, [failed('resolver')])],
  ];
  for (const [ours, theirs] of same) assertSameAnswer(ours, theirs, ofResolvers);
  for (const [ours, theirs] of other) {
    assert.throws(() => assertSameAnswer(ours, theirs, ofResolvers), assert.AssertionError, `${ours} ${theirs}`);
  }
});
