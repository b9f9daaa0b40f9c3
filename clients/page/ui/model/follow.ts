import { pauseBefore } from './backoff';
import { EventStreamParser } from './event_stream';
import type { UploadState } from './server_types';

/** An event about an upload: its whole present state, or that the service no longer knows it. */
export type UploadNews =
  | { uploadId: string; state: UploadState }
  | { uploadId: string; missing: 'unknown-upload' | 'upload-aged-out' };

/** An answer to a request for the event stream; `pieces` is its text as it comes (only with 200). */
export interface StreamAnswer {
  status: number;
  retryAfterMs: number;
  pieces: AsyncIterable<string>;
}

export interface FollowTools {
  /** Asks for the stream. Rejects where no answer came. */
  connect(ids: string[]): Promise<StreamAnswer>;
  /** Asks for one upload by itself; null: no answer worth telling. */
  ask(id: string): Promise<UploadNews | null>;
  pause(ms: number): Promise<void>;
  tell(news: UploadNews): void;
  /** Accepted only moments ago: the service may not know it yet. */
  isFresh(id: string): boolean;
}

/** The most ids that one stream takes. */
export const kMostIds = 50;

const kPollPauseMs = 3_000;
const kFreshPauseMs = 700;

function ended(news: UploadNews): boolean {
  return 'missing' in news || news.state.ended;
}

function newsOf(name: string, data: string): UploadNews | null {
  const value = JSON.parse(data) as { uploadId?: string; code?: string };
  if (typeof value.uploadId !== 'string') return null;
  if (name === 'state') return { uploadId: value.uploadId, state: value as UploadState };
  if (name !== 'missing') return null;
  const code = value.code === 'upload-aged-out' ? 'upload-aged-out' : 'unknown-upload';
  return { uploadId: value.uploadId, missing: code };
}

/**
 * Follows uploads until each has ended, over one event stream; where the service has none to spare
 * (503), by asking for each. A stream's first event of an upload is its whole present state, so
 * after a break nothing is lost.
 */
export class Follower {
  readonly #open: Set<string>;
  readonly #tools: FollowTools;
  readonly #signal: AbortSignal;
  #attempt = 0;
  #askAgain = false;

  constructor(ids: string[], tools: FollowTools, signal: AbortSignal) {
    this.#open = new Set(ids);
    this.#tools = tools;
    this.#signal = signal;
  }

  async run(): Promise<void> {
    while (this.#open.size > 0 && !this.#signal.aborted) {
      await this.#askThoseBeyond();
      const pauseMs = await this.#stream();
      if (this.#open.size > 0 && !this.#signal.aborted) await this.#tools.pause(pauseMs);
    }
  }

  /** Follows one stream to its end and returns how long to pause before the next. */
  async #stream(): Promise<number> {
    try {
      const answer = await this.#tools.connect([...this.#open].slice(0, kMostIds));
      if (answer.status !== 200) return await this.#pollInstead(answer.retryAfterMs);
      this.#askAgain = false;
      await this.#read(answer.pieces);
    } catch {
      // No answer, or it broke off: both come back.
    }
    if (this.#askAgain) return kFreshPauseMs;
    this.#attempt += 1;
    return pauseBefore(this.#attempt - 1);
  }

  async #read(pieces: AsyncIterable<string>): Promise<void> {
    const parser = new EventStreamParser();
    for await (const piece of pieces) {
      if (this.#signal.aborted) return;
      for (const { name, data } of parser.push(piece)) {
        if (name === 'end') return;
        this.#attempt = 0;
        this.#hear(newsOf(name, data));
      }
      if (this.#askAgain) return;
    }
  }

  #hear(news: UploadNews | null): void {
    if (news === null || this.#signal.aborted) return;
    const early = 'missing' in news && news.missing === 'unknown-upload';
    if (early && this.#tools.isFresh(news.uploadId)) {
      this.#askAgain = true;
      return;
    }
    if (ended(news)) this.#open.delete(news.uploadId);
    this.#tools.tell(news);
  }

  async #pollInstead(retryAfterMs: number): Promise<number> {
    for (const id of [...this.#open]) this.#hear(await this.#tools.ask(id));
    return Math.max(kPollPauseMs, retryAfterMs);
  }

  async #askThoseBeyond(): Promise<void> {
    for (const id of [...this.#open].slice(kMostIds)) this.#hear(await this.#tools.ask(id));
  }
}
