import type { FromWorker, PreviewRow, ToWorker } from '../../worker/protocol';
import type { Book, Message } from '../model/book';
import { FailureError } from '../model/failure';
import { findRow } from '../model/find_row';

/** Without a sign of life for this long, the worker is ended. */
const kTimeLimitMs = 60_000;

export interface RowPage {
  rows: PreviewRow[];
  total: number;
}

export interface RowsWanted {
  sheet: string;
  first: number;
  count: number;
  onlyQuestionable: boolean;
}

type PhaseListener = (phase: 'reading' | 'parsing' | 'checking', done: number, total: number) => void;
type Waiting = { resolve: (answer: FromWorker) => void; reject: (error: FailureError) => void };
/** A request to the worker without its number. */
type Unnumbered<T> = T extends { request: number } ? Omit<T, 'request'> : never;

/**
 * Reads one file in a worker of its own, so that the page never stalls and whatever the file does
 * can be ended at any moment. Methods reject with a FailureError.
 */
export class SheetReader {
  readonly #worker = new Worker('/assets/worker.js');
  readonly #waiting = new Map<number, Waiting>();
  #onPhase: PhaseListener = () => {};
  #last = 0;
  #timer = 0;

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#hear(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#end({ code: 'outOfMemory', text: event.message });
    };
  }

  async read(file: File, onPhase: PhaseListener): Promise<Book> {
    this.#onPhase = onPhase;
    const answer = await this.#wait(0, { type: 'read', file });
    const { sheets, warnings } = answer as FromWorker & { type: 'sheets' };
    return { sheets, warnings };
  }

  async rows({ sheet, first, count, onlyQuestionable }: RowsWanted): Promise<RowPage> {
    const only = onlyQuestionable ? ({ only: 'questionable' } as const) : {};
    const answer = await this.#ask({ type: 'rows', sheet, first, count, ...only });
    const { rows, total } = answer as FromWorker & { type: 'rows' };
    return { rows, total };
  }

  /** Where in the rows of a sheet the spreadsheet's row `row` stands. */
  find(sheet: string, row: number, onlyQuestionable: boolean): Promise<number> {
    return findRow(row, async (first) => {
      const { rows, total } = await this.rows({ sheet, first, count: 1, onlyQuestionable });
      return { row: rows[0]?.row ?? null, total };
    });
  }

  async build(sheets: string[]): Promise<Message> {
    const answer = (await this.#ask({ type: 'build', sheets })) as FromWorker & { type: 'message' };
    const { blob, bytes, sha256, rows } = answer;
    return { blob, bytes, sha256, rows, sheets: answer.sheets };
  }

  async warningsCsv(): Promise<Blob> {
    return ((await this.#ask({ type: 'warningsCsv' })) as FromWorker & { type: 'csv' }).blob;
  }

  cancel(): void {
    this.#end({ code: 'cancelled' });
  }

  #ask(question: Unnumbered<ToWorker>): Promise<FromWorker> {
    this.#last += 1;
    return this.#wait(this.#last, { ...question, request: this.#last } as ToWorker);
  }

  #wait(request: number, message: ToWorker): Promise<FromWorker> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(request, { resolve, reject });
      this.#worker.postMessage(message);
      this.#watchTime();
    });
  }

  #hear(message: FromWorker): void {
    if (message.type === 'phase') {
      this.#onPhase(message.phase, message.done ?? 0, message.total ?? 0);
    } else {
      const request = 'request' in message ? (message.request ?? 0) : 0;
      const waiting = this.#waiting.get(request);
      this.#waiting.delete(request);
      if (message.type !== 'failure') waiting?.resolve(message);
      else {
        const { code, details, message: text } = message;
        waiting?.reject(new FailureError({ code, details, text }));
      }
    }
    this.#watchTime();
  }

  #watchTime(): void {
    clearTimeout(this.#timer);
    if (this.#waiting.size === 0) return;
    const details = { seconds: kTimeLimitMs / 1000 };
    this.#timer = window.setTimeout(() => this.#end({ code: 'timeout', details }), kTimeLimitMs);
  }

  #end(failure: { code: string; details?: Record<string, unknown>; text?: string }): void {
    clearTimeout(this.#timer);
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(new FailureError(failure));
    this.#waiting.clear();
  }
}
