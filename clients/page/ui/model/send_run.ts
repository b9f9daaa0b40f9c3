import { pauseBefore } from './backoff';
import { FailureError, problemOf } from './failure';
import type { Receipt } from './server_types';

/** The answer to one try to send the body; `retryAfterMs` is 0 without Retry-After. */
export interface PostAnswer {
  status: number;
  body: string;
  retryAfterMs: number;
}

/** The dependencies of a run of tries. */
export interface SendTools {
  /** Sends the whole body once. Rejects with a FailureError where no answer came. */
  post(): Promise<PostAnswer>;
  /** Ends early where the network is back. Rejects where the person gave up. */
  pause(ms: number): Promise<void>;
  onPause(attempt: number, ms: number): void;
}

const kMostTries = 6;

/** "Later": safe-inputs's own 429 and 503, and a proxy's 502 and 504 in front of it. */
const kRetryStatuses = new Set([429, 502, 503, 504]);

function receiptOf(answer: PostAnswer): Receipt {
  try {
    return JSON.parse(answer.body) as Receipt;
  } catch {
    throw new FailureError({ code: 'unexpected-answer', text: `HTTP ${answer.status}` });
  }
}

/** A failure after which the same body may go again under the same key. */
export function isInterruption(code: string): boolean {
  return ['network', 'stream-full', 'stream-unavailable', 'busy', 'too-many-uploads'].includes(code);
}

async function tryOnce(tools: SendTools): Promise<PostAnswer | FailureError> {
  try {
    return await tools.post();
  } catch (thrown) {
    if (thrown instanceof FailureError && thrown.failure.code === 'network') return thrown;
    throw thrown;
  }
}

/**
 * Sends one body until it is accepted, refused, or has been tried often enough. Every try sends the
 * whole body under the same key, so however often an answer is lost there is one upload. Throws a
 * FailureError.
 */
export async function sendUntilAnswered(tools: SendTools): Promise<Receipt> {
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await tryOnce(tools);
    const answered = !(outcome instanceof FailureError);
    if (answered && outcome.status === 202) return receiptOf(outcome);
    const failure = answered ? problemOf(outcome.status, outcome.body) : outcome.failure;
    const later = !answered || kRetryStatuses.has(outcome.status);
    if (!later) throw new FailureError(failure);
    if (attempt + 1 >= kMostTries) {
      throw new FailureError(isInterruption(failure.code) ? failure : { ...failure, code: 'network' });
    }
    const ms = pauseBefore(attempt, { askedMs: answered ? outcome.retryAfterMs : 0 });
    tools.onPause(attempt, ms);
    await tools.pause(ms);
  }
}
