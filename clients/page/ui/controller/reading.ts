import { SheetReader } from '../../worker/sheet_reader';
import type { AppAction, AppState } from '../model/app_state';
import { chosenSheets } from '../model/book';
import { failureOf } from '../model/failure';
import { isReading, nextWaiting } from '../model/queue';
import type { FileSteps } from './file_steps';
import type { Store } from './store';

/** In a task of its own: a slow computer takes a while to draw a step, and to start a worker; keys come between. */
const afterThis = () => new Promise<void>((resolve) => setTimeout(resolve));

/**
 * Reads the files of the queue, one after the other, each in a worker of its own, which stays for as
 * long as the page may ask for rows or a message of it.
 */
export class ReadingController {
  readonly #store: Store<AppState, AppAction>;
  readonly #steps: FileSteps;
  readonly #files = new Map<number, File>();
  readonly #readers = new Map<number, SheetReader>();
  #lastId = 0;

  constructor(store: Store<AppState, AppAction>, steps: FileSteps) {
    this.#store = store;
    this.#steps = steps;
  }

  async add(files: Iterable<File>): Promise<void> {
    const added = Array.from(files, (file) => {
      this.#lastId += 1;
      this.#files.set(this.#lastId, file);
      return { id: this.#lastId, name: file.name, size: file.size };
    });
    if (added.length === 0) return;
    await afterThis();
    this.#store.dispatch({ type: 'queue', action: { type: 'added', files: added } });
    await afterThis();
    this.#readNext();
  }

  remove(id: number): void {
    this.end(id);
    this.#files.delete(id);
    this.#store.dispatch({ type: 'queue', action: { type: 'removed', id } });
    this.#readNext();
  }

  /** The reader of a file in preview; null once it is gone. */
  reader(id: number): SheetReader | null {
    return this.#readers.get(id) ?? null;
  }

  /** Ends the worker of a file, in the middle of its reading or when no more is asked of it. */
  end(id: number): void {
    this.#readers.get(id)?.cancel();
    this.#readers.delete(id);
  }

  /** Makes the message of the sheets chosen. The last choice counts: what an earlier one made is not told. */
  async makeMessage(id: number): Promise<void> {
    const step = this.#steps.of(id);
    const reader = this.#readers.get(id);
    if (step?.at !== 'preview' || !reader) return;
    const { left } = step;
    const present = () => {
      const now = this.#steps.of(id);
      return now?.at === 'preview' && now.left === left;
    };
    try {
      const message = await reader.build(chosenSheets(step.book, left).map(({ name }) => name));
      if (present()) this.#steps.tell(id, { type: 'messageMade', message });
    } catch (thrown) {
      if (present()) this.#steps.tell(id, { type: 'messageFailed', failure: failureOf(thrown) });
    }
  }

  #readNext(): void {
    const { queue } = this.#store.state;
    const waiting = isReading(queue) ? null : nextWaiting(queue);
    if (waiting) void this.#read(waiting.id);
  }

  async #read(id: number): Promise<void> {
    const file = this.#files.get(id)!;
    this.#steps.tell(id, { type: 'phase', phase: 'reading', done: 0, total: file.size });
    await afterThis();
    if (!this.#files.has(id)) return;
    try {
      const reader = new SheetReader();
      this.#readers.set(id, reader);
      const book = await reader.read(file, (phase, done, total) => {
        this.#steps.tell(id, { type: 'phase', phase, done, total });
      });
      await afterThis();
      this.#steps.tell(id, { type: 'read', book });
      void this.makeMessage(id);
    } catch (thrown) {
      this.end(id);
      this.#steps.tell(id, { type: 'failed', failure: failureOf(thrown) });
    }
    this.#readNext();
  }
}
