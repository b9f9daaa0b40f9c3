import { SheetError } from '../../sheets/errors.mjs';
import type { ReadFailure } from './protocol';

// Errors of V8 and other engines for an array or text above their limits.
const kTooLarge = /invalid (array|string) length|allocation failed|out of memory/i;

/** The failure in whatever was thrown. */
export function failureOf(error: unknown): ReadFailure {
  if (error instanceof SheetError) {
    return { code: error.code, details: error.details, message: error.message };
  }
  const reason = error instanceof Error ? error.message : String(error);
  const code = error instanceof RangeError && kTooLarge.test(reason) ? 'outOfMemory' : 'unreadable';
  return { code, details: { reason }, message: `the file cannot be read: ${reason}` };
}
