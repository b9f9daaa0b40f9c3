import { setTimeout as pause } from 'node:timers/promises';
import { exchange } from './http.mjs';
import { trustProblem } from './trust.mjs';

const kFirstPauseMs = 200;
const kLongestPauseMs = 10_000;
const kFollowPauseMs = 100;
const kLongestFollowPauseMs = 1_000;

/** 429 and 503 are safe-inputs's own "later"; 502 and 504 are a proxy's in front of it. */
const kRetryStatuses = new Set([429, 502, 503, 504]);

/** Why an upload did not work: title, detail and code, as in RFC 9457. */
export class UploadError extends Error {
  constructor(code, title, detail, status = null) {
    super(`${title}: ${detail}`);
    Object.assign(this, { name: 'UploadError', code, title, detail, status });
  }
}

function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function problemOf({ status, text }) {
  const problem = parseJson(text) ?? {};
  const title = problem.title ?? `HTTP ${status}`;
  const detail = problem.detail ?? 'the server gave no reason';
  return new UploadError(problem.code ?? `http${status}`, title, detail, status);
}

function answerObject(answer) {
  const value = parseJson(answer.text);
  if (value !== null && typeof value === 'object') return value;
  const detail = `expected a JSON object, got ${answer.text.length} characters of something else`;
  throw new UploadError('unexpectedAnswer', `HTTP ${answer.status}`, detail, answer.status);
}

/** Milliseconds of a Retry-After header (RFC 9110 10.2.3: seconds or a date), or 0. */
export function retryAfterMs(header, now = Date.now()) {
  if (header === undefined) return 0;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : 0;
}

/**
 * Talks to one safe-inputs. `ca` is that of the options. `onRetry({reason, pauseMs})` is called
 * before each pause.
 */
export class UploadClient {
  constructor({ url, ca = null, timeoutMs, onRetry = () => {} }) {
    Object.assign(this, { url, ca, timeoutMs, onRetry });
  }

  /** The limits of the server: {maxBytes, ...}. */
  async limits() {
    const answer = await this.#exchangeUntil(`${this.url}/limits`, {});
    if (answer.status !== 200) throw problemOf(answer);
    return answerObject(answer);
  }

  /**
   * Sends one message and returns its receipt. `key` is the same on every try, so however often the
   * answer is lost there is one upload.
   */
  async upload(text, key, onProgress = () => {}) {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key };
    const body = Buffer.from(text, 'utf8');
    const options = { method: 'POST', headers, body, onProgress };
    const answer = await this.#exchangeUntil(`${this.url}/uploads`, options).catch((error) => {
      error.detail += `; it may have arrived: send it again with --idempotency-key ${key}`;
      throw error;
    });
    if (answer.status !== 202) throw problemOf(answer);
    return answerObject(answer);
  }

  /** Asks for the state of an upload until it ended; `onState(state)` is called with each answer. */
  async follow(uploadId, onState = () => {}) {
    const deadline = Date.now() + this.timeoutMs;
    for (let pauseMs = kFollowPauseMs; ; pauseMs = Math.min(pauseMs * 1.5, kLongestFollowPauseMs)) {
      const state = await this.#state(uploadId, deadline);
      if (state) onState(state);
      if (state?.ended) return state;
      if (Date.now() + pauseMs > deadline) throw this.#notEnded(state);
      await pause(pauseMs);
    }
  }

  // null while there is nothing to tell: just after sending the index may not know the upload yet.
  async #state(uploadId, deadline) {
    const url = `${this.url}/uploads/${uploadId}`;
    const timeoutMs = Math.max(1, deadline - Date.now());
    const answer = await this.#exchange(url, { timeoutMs }).catch(() => null);
    if (answer === null || answer.status === 404 || kRetryStatuses.has(answer.status)) return null;
    if (answer.status !== 200) throw problemOf(answer);
    return answerObject(answer);
  }

  #notEnded(state) {
    const pending = Object.entries(state?.stores ?? {}).filter(
      ([, store]) => store.state === 'pending',
    );
    const names = pending.map(([name]) => name).join(' and ') || 'the stores';
    const waited = `after ${this.timeoutMs / 1000} s ${names} had not ended`;
    const detail = `${waited}; the upload may still arrive`;
    return new UploadError('notEnded', 'Not arrived in time', detail);
  }

  #exchange(url, options) {
    return exchange(url, { ...options, ca: this.ca?.pem });
  }

  async #exchangeUntil(url, options) {
    const deadline = Date.now() + this.timeoutMs;
    for (let attempt = 0; ; attempt += 1) {
      const timeoutMs = Math.max(1, deadline - Date.now());
      const exchanged = this.#exchange(url, { ...options, timeoutMs });
      const outcome = await exchanged.catch((error) => ({ error }));
      if (!outcome.error && !kRetryStatuses.has(outcome.status)) return outcome;
      this.#throwIfUntrusted(outcome);
      const pauseMs = pauseBefore(attempt, outcome);
      if (Date.now() + pauseMs >= deadline) throw this.#gaveUp(outcome);
      this.onRetry({ reason: outcome.error?.message || `HTTP ${outcome.status}`, pauseMs });
      await pause(pauseMs);
    }
  }

  #throwIfUntrusted({ error }) {
    const problem = error ? trustProblem(error, this.ca) : null;
    if (problem === null) return;
    throw new UploadError(problem.code, problem.title, `${this.url}: ${problem.detail}`);
  }

  #gaveUp({ error, ...answer }) {
    if (!error) return problemOf(answer);
    const reason = error.message || error.code || 'no connection';
    return new UploadError(
      'unreachable',
      'safe-inputs cannot be reached',
      `${this.url}: ${reason}`,
    );
  }
}

// Between half and all of a pause that doubles, so that senders turned away together come back
// apart; never earlier than the server asked for.
function pauseBefore(attempt, { headers }) {
  const longest = Math.min(kFirstPauseMs * 2 ** attempt, kLongestPauseMs);
  const jittered = longest * (0.5 + Math.random() / 2);
  return Math.max(jittered, retryAfterMs(headers?.['retry-after']));
}
