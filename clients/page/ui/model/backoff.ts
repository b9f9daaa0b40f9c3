/**
 * The pause before try number `attempt` (from 0) of what failed, in milliseconds: between half and
 * all of one that doubles, so that many who failed together come back apart; never less than the
 * server asked for.
 */
export function pauseBefore(
  attempt: number,
  { firstMs = 500, longestMs = 15_000, askedMs = 0, random = Math.random } = {},
): number {
  const longest = Math.min(firstMs * 2 ** attempt, longestMs);
  return Math.max(longest * (0.5 + random() / 2), askedMs);
}

/** Milliseconds of a Retry-After header (RFC 9110 10.2.3: seconds or a date), or 0. */
export function retryAfterMs(header: string | null, now = Date.now()): number {
  if (header === null || header === '') return 0;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : 0;
}
