import type { FromWorker, Phase, PreviewRow, ReadFailure, SheetInfo, ToWorker, Warning } from './protocol';

/**
 * Without a sign of life for this long the worker is ended. Parsing is one step without a sign, and
 * a large sheet takes a slow computer a minute: as long as the command line waits. A person can
 * cancel at any moment.
 */
const kTimeLimitMs = 120_000;

/** Why the reader gave no answer: codes of the worker, and here `cancelled` and `timeout`. */
export class ReadError extends Error {
  readonly code: string;
  readonly details: ReadFailure['details'];

  constructor({ code, details, message }: ReadFailure) {
    super(message);
    this.name = 'ReadError';
    this.code = code;
    this.details = details;
  }
}

export interface Sheets {
  sheets: SheetInfo[];
  warnings: { total: number; kept: Warning[] };
}

export interface RowsWanted {
  sheet: string;
  first: number;
  count: number;
  onlyQuestionable?: boolean;
}

export interface RowPage {
  rows: PreviewRow[];
  total: number;
}

export type Message = Omit<Extract<FromWorker, { type: 'message' }>, 'type' | 'request'>;

/** `done` of `total`, both 0 where nobody knows. */
export type PhaseListener = (phase: Phase, done: number, total: number) => void;

interface Options {
  url?: string;
  timeLimitMs?: number;
}

interface Waiting {
  resolve(answer: FromWorker): void;
  reject(error: ReadError): void;
}

type Question = ToWorker extends infer T ? (T extends { request: number } ? Omit<T, 'request'> : never) : never;

/**
 * Reads one file in a worker of its own, so that the page never stalls and whatever a file does can
 * be ended at any moment: by cancel(), or by itself where no sign of life comes for too long. All
 * methods reject with a ReadError. After a failed read, cancel() is called by the reader itself.
 */
export class SheetReader {
  readonly #worker: Worker;
  readonly #timeLimitMs: number;
  readonly #waiting = new Map<number, Waiting>();
  #onPhase: PhaseListener = () => {};
  #lastRequest = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended: ReadError | null = null;

  constructor({ url = '/assets/worker.js', timeLimitMs = kTimeLimitMs }: Options = {}) {
    this.#timeLimitMs = timeLimitMs;
    this.#worker = new Worker(url);
    this.#worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#hear(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      const reason = event.message ?? 'the worker could not be started';
      this.#end({ code: 'unreadable', details: { reason }, message: reason });
    };
  }

  /** Once. */
  async read(file: File, onPhase: PhaseListener = () => {}): Promise<Sheets> {
    this.#onPhase = onPhase;
    const { sheets, warnings } = await this.#wait<'sheets'>(0, { type: 'read', file });
    return { sheets, warnings };
  }

  async rows({ sheet, first, count, onlyQuestionable = false }: RowsWanted): Promise<RowPage> {
    const only = onlyQuestionable ? ({ only: 'questionable' } as const) : {};
    const answer = await this.#ask<'rows'>({ type: 'rows', sheet, first, count, ...only });
    return { rows: answer.rows, total: answer.total };
  }

  /** The body of an upload of these sheets. */
  async build(sheets: string[]): Promise<Message> {
    const { type: _type, request: _request, ...message } = await this.#ask<'message'>({ type: 'build', sheets });
    return message;
  }

  async warningsCsv(): Promise<Blob> {
    return (await this.#ask<'csv'>({ type: 'warningsCsv' })).blob;
  }

  /** Ends the worker; what still waits, and whatever is asked later, rejects with `cancelled`. */
  cancel(): void {
    this.#end({ code: 'cancelled', details: {}, message: 'the reading was cancelled' });
  }

  #ask<T extends FromWorker['type']>(question: Question): Promise<Extract<FromWorker, { type: T }>> {
    this.#lastRequest += 1;
    return this.#wait<T>(this.#lastRequest, { ...question, request: this.#lastRequest } as ToWorker);
  }

  #wait<T extends FromWorker['type']>(request: number, message: ToWorker) {
    return new Promise<Extract<FromWorker, { type: T }>>((resolve, reject) => {
      if (this.#ended) return reject(this.#ended);
      this.#waiting.set(request, { resolve: resolve as Waiting['resolve'], reject });
      this.#worker.postMessage(message);
      return this.#watchTime();
    });
  }

  #hear(message: FromWorker): void {
    if (message.type === 'phase') this.#onPhase(message.phase, message.done ?? 0, message.total ?? 0);
    else if (message.type === 'failure') this.#fail(message);
    else this.#take(message.type === 'sheets' ? 0 : message.request)?.resolve(message);
    this.#watchTime();
  }

  #fail(failure: Extract<FromWorker, { type: 'failure' }>): void {
    if (failure.request === undefined) this.#end(failure);
    else this.#take(failure.request)?.reject(new ReadError(failure));
  }

  #take(request: number): Waiting | undefined {
    const waiting = this.#waiting.get(request);
    this.#waiting.delete(request);
    return waiting;
  }

  #watchTime(): void {
    clearTimeout(this.#timer);
    if (this.#waiting.size === 0) return;
    this.#timer = setTimeout(() => {
      const seconds = this.#timeLimitMs / 1000;
      const message = `reading gave no sign of life for ${seconds} s: the file is given up`;
      this.#end({ code: 'timeout', details: { seconds }, message });
    }, this.#timeLimitMs);
  }

  #end(failure: ReadFailure): void {
    clearTimeout(this.#timer);
    this.#worker.terminate();
    this.#ended ??= new ReadError(failure);
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}
