import type { SheetReader } from '../../worker/sheet_reader';
import { Server } from '../browser/server';
import { browserStorage, tabStorage } from '../browser/storage';
import { obstacleOf, type AppAction, type AppState } from '../model/app_state';
import { chosenSheets, sheetsLost } from '../model/book';
import { failureOf, type Failure } from '../model/failure';
import type { Review } from '../model/file_state';
import type { Language } from '../model/format';
import { newKey, PendingSends } from '../model/pending_sends';
import { wouldLose } from '../model/queue';
import { isInterruption, sendUntilAnswered } from '../model/send_run';
import { hashOf, type View } from '../model/view';
import { FileSteps } from './file_steps';
import { ReadingController } from './reading';
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

/** Carries out the actions of a person: accepts files, sends reviewed ones, keeps the state current. */
export class Controller {
  readonly server: Server;
  readonly uploads: UploadsController;
  readonly #store: Store<AppState, AppAction>;
  readonly #steps: FileSteps;
  readonly #reading: ReadingController;
  readonly #pending = new PendingSends(tabStorage);
  readonly #sends = new Map<number, AbortController>();
  #giveToken: (token: string | null) => void = () => {};

  constructor(store: Store<AppState, AppAction>) {
    this.#store = store;
    this.#steps = new FileSteps(store);
    this.#reading = new ReadingController(store, this.#steps);
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
    void this.#reading.add(files);
  }

  select(id: number): void {
    this.#store.dispatch({ type: 'queue', action: { type: 'selected', id } });
  }

  /** Takes a file off the page; what is under way for it ends. */
  remove(id: number): void {
    this.#sends.get(id)?.abort();
    this.#reading.remove(id);
  }

  /** The reader of a file in preview; null once it is gone. */
  reader(id: number): SheetReader | null {
    return this.#reading.reader(id);
  }

  toggleSheet(id: number, sheet: string): void {
    this.#steps.tell(id, { type: 'sheetToggled', sheet });
    void this.#reading.makeMessage(id);
  }

  review(id: number): void {
    const step = this.#steps.of(id);
    if (step?.at !== 'preview') return;
    const chosen = chosenSheets(step.book, step.left).length;
    if (chosen === 0) return this.#steps.tell(id, { type: 'problem', failure: { code: 'noSheetChosen' } });
    const { message } = step;
    if (message.at === 'making') return;
    const failure =
      message.at === 'failed'
        ? message.failure
        : obstacleOf(message.message.bytes, chosen, this.#store.state.limits);
    if (failure) return this.#steps.tell(id, { type: 'problem', failure });
    if (message.at !== 'made') return;
    const known = this.#pending.keyFor(message.message.sha256);
    this.#steps.tell(id, { type: 'reviewed', key: known ?? newKey(random), resumed: known !== null });
    void this.#askDestination(id);
  }

  confirmReplace(id: number, confirmed: boolean): void {
    this.#steps.tell(id, { type: 'replaceConfirmed', confirmed });
  }

  backToPreview(id: number): void {
    this.#steps.tell(id, { type: 'backToPreview' });
  }

  // Sending

  send(id: number): void {
    const step = this.#steps.of(id);
    if (step?.at !== 'review' && step?.at !== 'interrupted') return;
    const problem = step.at === 'review' ? this.#obstacle(step) : null;
    if (problem) return this.#steps.tell(id, { type: 'problem', failure: problem });
    const name = this.#steps.nameOf(id);
    const sheets = chosenSheets(step.book, step.left).map((sheet) => sheet.name);
    const { sha256, bytes } = step.reviewed;
    const begun = { sha256, filename: name, startedAt: new Date().toISOString() };
    this.#pending.add({ key: step.key, bytes, sheets, ...begun });
    this.uploads.put(step.key, { ...begun, missing: null });
    this.#steps.tell(id, { type: 'sendStarted' });
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
      this.#steps.tell(id, { type: 'progress', sent: Math.min(sent, reviewed.bytes) });
    };
    try {
      const receipt = await sendUntilAnswered({
        post: () => this.server.post(reviewed.blob, key, onProgress, stop.signal),
        pause: async (ms) => {
          await pauseUntilOnline(ms, stop.signal);
          stop.signal.throwIfAborted();
        },
        onPause: (attempt, ms) => this.#steps.tell(id, { type: 'paused', attempt, ms }),
      });
      this.#pending.remove(key);
      this.#store.dispatch({ type: 'unfinishedForgotten', key });
      this.uploads.put(key, { receipt });
      this.#steps.tell(id, { type: 'accepted', receipt });
      this.#reading.end(id);
    } catch (thrown) {
      this.#sendFailed(id, key, stop.signal.aborted ? { code: 'cancelled' } : failureOf(thrown));
    } finally {
      this.#sends.delete(id);
    }
  }

  #sendFailed(id: number, key: string, failure: Failure): void {
    const mayHaveArrived = failure.code === 'cancelled' || isInterruption(failure.code);
    if (mayHaveArrived || failure.code === 'unexpected-answer') {
      return this.#steps.tell(id, { type: 'interrupted', failure });
    }
    this.#pending.remove(key);
    this.uploads.forget(key);
    this.#steps.tell(id, { type: 'refused', failure, key: newKey(random) });
  }

  // The service

  async #askDestination(id: number): Promise<void> {
    try {
      const destination = await this.server.destination(this.#steps.nameOf(id));
      this.#steps.tell(id, { type: 'destination', destination: { at: 'known', destination } });
    } catch (thrown) {
      const failure = failureOf(thrown);
      this.#steps.tell(id, { type: 'destination', destination: { at: 'unknown', failure } });
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
}
