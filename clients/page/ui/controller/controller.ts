import { SheetReader } from '../../worker/sheet_reader';
import { Server } from '../browser/server';
import { browserStorage, tabStorage } from '../browser/storage';
import { obstacleOf, type AppAction, type AppState } from '../model/app_state';
import { chosenSheets, sheetsLost } from '../model/book';
import { failureOf, type Failure } from '../model/failure';
import type { FileAction, Review, Step } from '../model/file_state';
import type { Language } from '../model/format';
import { newKey, PendingSends } from '../model/pending_sends';
import { isReading, nextWaiting, wouldLose } from '../model/queue';
import { isInterruption, sendUntilAnswered } from '../model/send_run';
import { hashOf, type View } from '../model/view';
import type { Store } from './store';
import { UploadsController } from './uploads';

const kLanguageName = 'safe-inputs.language';
const kLimitsPauseMs = 3_000;

const random = (bytes: Uint8Array) => crypto.getRandomValues(bytes);

function pauseUntilOnline(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const wake = () => (clearTimeout(timer), resolve());
    addEventListener('online', wake, { once: true, signal });
    signal.addEventListener('abort', wake, { once: true });
  });
}

/** What a person does, done: reads files, sends what was reviewed, keeps the state up to date. */
export class Controller {
  readonly server: Server;
  readonly uploads: UploadsController;
  readonly #store: Store<AppState, AppAction>;
  readonly #pending = new PendingSends(tabStorage);
  readonly #files = new Map<number, File>();
  readonly #readers = new Map<number, SheetReader>();
  readonly #sends = new Map<number, AbortController>();
  #lastId = 0;
  #giveToken: (token: string | null) => void = () => {};

  constructor(store: Store<AppState, AppAction>) {
    this.#store = store;
    this.server = new Server((refused) => this.#askToken(refused), tabStorage);
    const tab = newKey(random);
    this.uploads = new UploadsController(store, this.server, this.#pending, browserStorage, tab);
  }

  static savedLanguage(): Language | null {
    const saved = browserStorage.getItem(kLanguageName);
    return saved === 'en' || saved === 'fr' ? saved : null;
  }

  start(): void {
    addEventListener('hashchange', () => {
      this.#store.dispatch({ type: 'view', hash: location.hash });
    });
    addEventListener('beforeunload', (event) => {
      if (wouldLose(this.#store.state.queue)) event.preventDefault();
    });
    this.uploads.start();
    void this.#askLimits();
  }

  setLanguage(language: Language): void {
    browserStorage.setItem(kLanguageName, language);
    this.#store.dispatch({ type: 'language', language });
  }

  show(view: View): void {
    location.hash = hashOf(view);
  }

  token(token: string | null): void {
    this.#store.dispatch({ type: 'token', token: null });
    this.#giveToken(token);
  }

  // Files

  add(files: Iterable<File>): void {
    const added = Array.from(files, (file) => {
      this.#lastId += 1;
      this.#files.set(this.#lastId, file);
      return { id: this.#lastId, name: file.name, size: file.size };
    });
    if (added.length === 0) return;
    this.#store.dispatch({ type: 'queue', action: { type: 'added', files: added } });
    this.#readNext();
  }

  select(id: number): void {
    this.#store.dispatch({ type: 'queue', action: { type: 'selected', id } });
  }

  /** Takes a file off the page; what is under way for it ends. */
  remove(id: number): void {
    this.#sends.get(id)?.abort();
    this.#endReader(id);
    this.#files.delete(id);
    this.#store.dispatch({ type: 'queue', action: { type: 'removed', id } });
    this.#readNext();
  }

  /** The reader of a file in preview; null once it is gone. */
  reader(id: number): SheetReader | null {
    return this.#readers.get(id) ?? null;
  }

  toggleSheet(id: number, sheet: string): void {
    this.#tell(id, { type: 'sheetToggled', sheet });
    void this.#makeMessage(id);
  }

  review(id: number): void {
    const step = this.#step(id);
    if (step?.at !== 'preview') return;
    const chosen = chosenSheets(step.book, step.left).length;
    if (chosen === 0) return this.#tell(id, { type: 'problem', failure: { code: 'noSheetChosen' } });
    const { message } = step;
    if (message.at === 'making') return;
    const failure =
      message.at === 'failed'
        ? message.failure
        : obstacleOf(message.message.bytes, chosen, this.#store.state.limits);
    if (failure) return this.#tell(id, { type: 'problem', failure });
    if (message.at !== 'made') return;
    const known = this.#pending.keyFor(message.message.sha256);
    this.#tell(id, { type: 'reviewed', key: known ?? newKey(random), resumed: known !== null });
    void this.#askDestination(id);
  }

  confirmReplace(id: number, confirmed: boolean): void {
    this.#tell(id, { type: 'replaceConfirmed', confirmed });
  }

  backToPreview(id: number): void {
    this.#tell(id, { type: 'backToPreview' });
  }

  // Sending

  send(id: number): void {
    const step = this.#step(id);
    if (step?.at !== 'review' && step?.at !== 'interrupted') return;
    const problem = step.at === 'review' ? this.#obstacle(step) : null;
    if (problem) return this.#tell(id, { type: 'problem', failure: problem });
    const name = this.#name(id);
    const sheets = chosenSheets(step.book, step.left).map((sheet) => sheet.name);
    const { sha256, bytes } = step.reviewed;
    const begun = { sha256, filename: name, startedAt: new Date().toISOString() };
    this.#pending.add({ key: step.key, bytes, sheets, ...begun });
    this.uploads.put(step.key, { ...begun, missing: null });
    this.#tell(id, { type: 'sendStarted' });
    void this.#send(id, step);
  }

  stopSending(id: number): void {
    this.#sends.get(id)?.abort();
  }

  #obstacle(step: Review): Failure | null {
    const sheets = chosenSheets(step.book, step.left).map(({ name }) => name);
    const { destination, replaceConfirmed, reviewed } = step;
    const stored = destination.at === 'known' ? destination.destination.stored : null;
    const lost = sheetsLost(stored?.sheets ?? null, sheets);
    if (lost.length > 0 && !replaceConfirmed) return { code: 'replaceNotConfirmed' };
    return obstacleOf(reviewed.bytes, sheets.length, this.#store.state.limits);
  }

  async #send(id: number, { reviewed, key }: Review): Promise<void> {
    const stop = new AbortController();
    this.#sends.set(id, stop);
    let told = 0;
    const onProgress = (sent: number) => {
      const now = Date.now();
      // A picture a tenth of a second is enough; the last one counts.
      if (now - told < 100 && sent < reviewed.bytes) return;
      told = now;
      this.#tell(id, { type: 'progress', sent: Math.min(sent, reviewed.bytes) });
    };
    try {
      const receipt = await sendUntilAnswered({
        post: () => this.server.post(reviewed.blob, key, onProgress, stop.signal),
        pause: async (ms) => {
          await pauseUntilOnline(ms, stop.signal);
          stop.signal.throwIfAborted();
        },
        onPause: (attempt, ms) => this.#tell(id, { type: 'paused', attempt, ms }),
      });
      this.#pending.remove(key);
      this.#store.dispatch({ type: 'unfinishedForgotten', key });
      this.uploads.put(key, { receipt });
      this.#tell(id, { type: 'accepted', receipt });
      this.#endReader(id);
    } catch (thrown) {
      this.#sendFailed(id, key, stop.signal.aborted ? { code: 'cancelled' } : failureOf(thrown));
    } finally {
      this.#sends.delete(id);
    }
  }

  #sendFailed(id: number, key: string, failure: Failure): void {
    const mayHaveArrived = failure.code === 'cancelled' || isInterruption(failure.code);
    if (mayHaveArrived || failure.code === 'unexpected-answer') {
      return this.#tell(id, { type: 'interrupted', failure });
    }
    this.#pending.remove(key);
    this.uploads.forget(key);
    this.#tell(id, { type: 'refused', failure, key: newKey(random) });
  }

  // Reading

  #readNext(): void {
    const { queue } = this.#store.state;
    const waiting = isReading(queue) ? null : nextWaiting(queue);
    if (waiting) void this.#read(waiting.id);
  }

  async #read(id: number): Promise<void> {
    const file = this.#files.get(id)!;
    this.#tell(id, { type: 'phase', phase: 'reading', done: 0, total: file.size });
    try {
      const reader = new SheetReader();
      this.#readers.set(id, reader);
      const book = await reader.read(file, (phase, done, total) => {
        this.#tell(id, { type: 'phase', phase, done, total });
      });
      this.#tell(id, { type: 'read', book });
      void this.#makeMessage(id);
    } catch (thrown) {
      this.#endReader(id);
      this.#tell(id, { type: 'failed', failure: failureOf(thrown) });
    }
    this.#readNext();
  }

  // The last choice counts: an answer for an earlier one is not told.
  async #makeMessage(id: number): Promise<void> {
    const step = this.#step(id);
    const reader = this.#readers.get(id);
    if (step?.at !== 'preview' || !reader) return;
    const { left } = step;
    const present = () => {
      const now = this.#step(id);
      return now?.at === 'preview' && now.left === left;
    };
    try {
      const message = await reader.build(chosenSheets(step.book, left).map(({ name }) => name));
      if (present()) this.#tell(id, { type: 'messageMade', message });
    } catch (thrown) {
      if (present()) this.#tell(id, { type: 'messageFailed', failure: failureOf(thrown) });
    }
  }

  #endReader(id: number): void {
    this.#readers.get(id)?.cancel();
    this.#readers.delete(id);
  }

  // The service

  async #askDestination(id: number): Promise<void> {
    try {
      const destination = await this.server.destination(this.#name(id));
      this.#tell(id, { type: 'destination', destination: { at: 'known', destination } });
    } catch (thrown) {
      const failure = failureOf(thrown);
      this.#tell(id, { type: 'destination', destination: { at: 'unknown', failure } });
    }
  }

  async #askLimits(): Promise<void> {
    try {
      this.#store.dispatch({ type: 'limits', limits: await this.server.limits() });
    } catch {
      setTimeout(() => void this.#askLimits(), kLimitsPauseMs);
    }
  }

  #askToken(refused: boolean): Promise<string | null> {
    this.#store.dispatch({ type: 'token', token: { refused } });
    return new Promise((resolve) => {
      this.#giveToken = resolve;
    });
  }

  #tell(id: number, action: FileAction): void {
    this.#store.dispatch({ type: 'queue', action: { type: 'file', id, action } });
  }

  #step(id: number): Step | null {
    return this.#store.state.queue.files.find((file) => file.id === id)?.step ?? null;
  }

  #name(id: number): string {
    return this.#files.get(id)?.name ?? '';
  }
}
