import { FailureError, problemOf } from '../model/failure';
import { retryAfterMs } from '../model/backoff';
import type { FollowTools, StreamAnswer, UploadNews } from '../model/follow';
import type { PostAnswer } from '../model/send_run';
import { parseStoredPage } from '../model/stored_page';
import type { Destination, Limits, StoredPage, UploadState } from '../model/server_types';

/** Asks the person for a token: resolves with it, or with null if they gave none. */
export type AskToken = (refused: boolean) => Promise<string | null>;

const kTokenName = 'safe-inputs.token';

// A stream says at least a comment every 15 s: one that is silent for longer is broken.
const kSilenceMs = 45_000;

interface FetchOptions {
  accept: string;
  /** The page asks by itself: nobody pressed anything. */
  background?: boolean;
  signal?: AbortSignal;
}

function network(thrown: unknown): FailureError {
  return new FailureError({ code: 'network', text: thrown instanceof Error ? thrown.message : '' });
}

function keyPath(key: string): string {
  return key.split('/').map(encodeURIComponent).join('/');
}

/** Talks to safe-inputs, where this page came from. Methods throw a FailureError. */
export class Server {
  readonly #askToken: AskToken;
  readonly #storage: Storage;
  #asking: Promise<string | null> | null = null;
  #declined = false;

  constructor(askToken: AskToken, storage: Storage) {
    this.#askToken = askToken;
    this.#storage = storage;
  }

  limits(): Promise<Limits> {
    return this.#json('/limits');
  }

  destination(filename: string): Promise<Destination> {
    return this.#json(`/files?name=${encodeURIComponent(filename)}`);
  }

  /** A page of what is stored, of `revision` or (null) the last. */
  stored(
    key: string,
    { sheet, first, rows }: { sheet: number; first: number; rows: number },
    revision: number | null,
  ): Promise<StoredPage> {
    const ofRevision = revision === null ? '' : `&revision=${revision}`;
    const query = `sheet=${sheet}&first=${first}&rows=${rows}${ofRevision}`;
    return this.#json(`/files/${keyPath(key)}?${query}`, { parse: parseStoredPage });
  }


  /** The state of one upload; null if the service cannot answer now. */
  async news(id: string): Promise<UploadNews | null> {
    try {
      const options = { background: true };
      const state = await this.#json<UploadState>(`/uploads/${encodeURIComponent(id)}`, options);
      return { uploadId: id, state };
    } catch (thrown) {
      const code = thrown instanceof FailureError ? thrown.failure.code : '';
      if (code !== 'unknown-upload' && code !== 'upload-aged-out') return null;
      return { uploadId: id, missing: code };
    }
  }

  /** Sends one body; rejects where no answer came, or the person gave up (`signal`). */
  async post(
    body: Blob,
    key: string,
    onProgress: (sent: number) => void,
    signal: AbortSignal,
  ): Promise<PostAnswer> {
    for (;;) {
      const token = this.#token();
      const answer = await this.#xhr(body, key, onProgress, signal);
      if (answer.status !== 401) return answer;
      await this.#renewToken(token);
    }
  }

  /** Opens the stream of these uploads' events. */
  connect = async (ids: string[], signal: AbortSignal): Promise<StreamAnswer> => {
    const query = ids.map((id) => `id=${encodeURIComponent(id)}`).join('&');
    const quiet = new AbortController();
    const stop = () => quiet.abort();
    signal.addEventListener('abort', stop, { once: true });
    const options = { accept: 'text/event-stream', signal: quiet.signal, background: true };
    const response = await this.#fetch(`/uploads/events?${query}`, options);
    const pieces = response.status === 200 ? readPieces(response, stop) : noPieces();
    return { status: response.status, retryAfterMs: retryAfterOf(response), pieces };
  };

  followTools(signal: AbortSignal, rest: Omit<FollowTools, 'connect' | 'ask'>): FollowTools {
    const connect = (ids: string[]) => this.connect(ids, signal);
    return { ...rest, connect, ask: (id) => this.news(id) };
  }

  async #json<T>(
    path: string,
    { background = false, parse = JSON.parse as (text: string) => T } = {},
  ): Promise<T> {
    const response = await this.#fetch(path, { accept: 'application/json', background });
    const text = await response.text().catch((thrown: unknown) => Promise.reject(network(thrown)));
    if (!response.ok) throw new FailureError(problemOf(response.status, text));
    try {
      return parse(text);
    } catch {
      throw new FailureError({ code: 'unexpected-answer', text: `HTTP ${response.status}` });
    }
  }

  async #fetch(path: string, { accept, background, signal }: FetchOptions): Promise<Response> {
    for (;;) {
      const token = this.#token();
      const headers = new Headers({ Accept: accept });
      if (token) headers.set('Authorization', `Bearer ${token}`);
      const options = { headers, cache: 'no-store', signal: signal ?? null } as const;
      const response = await fetch(path, options).catch((thrown: unknown) => {
        throw network(thrown);
      });
      if (response.status !== 401) return response;
      await this.#renewToken(token, background);
    }
  }

  #token(): string | null {
    return this.#storage.getItem(kTokenName);
  }

  // Once for all requests that are refused at the same time. What the page asks by itself does not
  // ask a person again who gave no token.
  async #renewToken(refused: string | null, background = false): Promise<void> {
    if (this.#token() !== refused) return;
    if (background && this.#declined) throw new FailureError({ code: 'unauthorized' });
    this.#asking ??= this.#askToken(refused !== null).finally(() => {
      this.#asking = null;
    });
    const token = await this.#asking;
    this.#declined = token === null;
    if (token === null) throw new FailureError({ code: 'unauthorized' });
    this.#storage.setItem(kTokenName, token);
  }

  // XMLHttpRequest, because fetch does not tell how much of a body has gone.
  #xhr(
    body: Blob,
    key: string,
    onProgress: (sent: number) => void,
    signal: AbortSignal,
  ): Promise<PostAnswer> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('POST', '/uploads');
      request.setRequestHeader('Content-Type', 'application/json');
      request.setRequestHeader('Accept', 'application/json');
      request.setRequestHeader('Idempotency-Key', key);
      const token = this.#token();
      if (token) request.setRequestHeader('Authorization', `Bearer ${token}`);
      request.upload.onprogress = ({ loaded }) => onProgress(loaded);
      request.onload = () => {
        const asked = retryAfterMs(request.getResponseHeader('Retry-After'));
        resolve({ status: request.status, body: request.responseText, retryAfterMs: asked });
      };
      request.onerror = () => reject(network(null));
      request.onabort = () => reject(new FailureError({ code: 'cancelled' }));
      signal.addEventListener('abort', () => request.abort(), { once: true });
      request.send(body);
    });
  }
}

function retryAfterOf(response: Response): number {
  return retryAfterMs(response.headers.get('Retry-After'));
}

async function* noPieces(): AsyncGenerator<string> {}

async function* readPieces(response: Response, stop: () => void): AsyncGenerator<string> {
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let timer = 0;
  try {
    for (;;) {
      timer = window.setTimeout(stop, kSilenceMs);
      const { done, value } = await reader.read();
      clearTimeout(timer);
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    clearTimeout(timer);
    stop();
  }
}
