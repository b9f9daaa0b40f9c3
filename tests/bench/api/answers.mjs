// Whether the answers that autocannon got are the expected one.
import assert from 'node:assert/strict';

/** Where two texts part; -1 where they are one. */
function partAt(one, other) {
  if (one === other) return -1;
  let at = 0;
  while (at < one.length && one[at] === other[at]) ++at;
  return at;
}

/**
 * Where a body differs from the answer, in UTF-16 code units; -1: nowhere. autocannon decodes each piece of a body as
 * it comes: a character whose bytes lie in two pieces is told as replacement characters, which stand for any one.
 */
export function differsAt(body, answer) {
  if (body === answer) return -1;
  let start = 0;
  for (const [i, part] of body.split(/\ufffd+/).entries()) {
    if (i > 0) ++start;
    const at = partAt(part, answer.slice(start, start + part.length));
    if (at >= 0) return start + at;
    start += part.length;
  }
  return start === answer.length ? -1 : start;
}

/** `verify` for autocannon's verifyBody; `check` fails where a body was another, and says of whom and where, not what. */
export function answerCheck(server, work) {
  let others = 0;
  let first;
  return {
    verify(body) {
      const at = differsAt(body, work.answer);
      if (at >= 0 && others++ === 0) first = { at, length: body.length };
      return at < 0;
    },
    check() {
      assert.equal(
        others,
        0,
        first &&
          `${others} answers of ${server} to ${work.name} differed; the first, of ${first.length} characters ` +
            `where ${work.answer.length} were expected, from character ${first.at} on`,
      );
    },
  };
}
