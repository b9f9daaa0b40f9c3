import type { Server } from '../browser/server';
import { watchWithOtherTabs } from '../browser/tabs';
import type { AppAction, AppState } from '../model/app_state';
import type { UploadNews } from '../model/follow';
import { openUploads, OwnUploads, type OwnUpload } from '../model/own_uploads';
import type { PendingSends } from '../model/pending_sends';
import type { SharedWatch } from '../model/shared_watch';
import type { Store } from './store';

/** After this, an upload that another tab began and the service does not know did not arrive. */
const kGivenUpMs = 10 * 60_000;

/** The uploads of this browser: keeps the list, follows those under way, asks for the unfinished. */
export class UploadsController {
  readonly #store: Store<AppState, AppAction>;
  readonly #server: Server;
  readonly #own: OwnUploads;
  readonly #pending: PendingSends;
  readonly #watch: SharedWatch;
  readonly #tab: string;

  constructor(
    store: Store<AppState, AppAction>,
    server: Server,
    pending: PendingSends,
    storage: Storage,
    tab: string,
  ) {
    this.#store = store;
    this.#server = server;
    this.#own = new OwnUploads(storage);
    this.#pending = pending;
    this.#tab = tab;
    const acceptedAt = (id: string) => Date.parse(this.#find(id)?.receipt?.acceptedAt ?? '') || 0;
    this.#watch = watchWithOtherTabs(tab, server, storage, acceptedAt, (news) => this.#hear(news));
  }

  start(): void {
    addEventListener('storage', ({ key }) => {
      if (key === OwnUploads.storageName || key === null) this.#refresh();
    });
    this.#refresh();
    const unfinished = this.#pending.list().map((send) => ({ ...send, told: 'asking' as const }));
    this.#store.dispatch({ type: 'unfinished', unfinished });
    for (const { key } of unfinished) void this.askUnfinished(key);
    for (const upload of this.#own.list()) void this.#askUnanswered(upload);
  }

  put(uploadId: string, change: Partial<OwnUpload>): void {
    this.#own.put(uploadId, { ...change, tab: this.#tab });
    this.#refresh();
  }

  forget(uploadId: string): void {
    this.#own.forget(uploadId);
    this.#refresh();
  }

  async askUnfinished(key: string): Promise<void> {
    this.#store.dispatch({ type: 'told', key, told: 'asking' });
    const news = await this.#server.news(key);
    if (news !== null && 'state' in news) {
      this.#pending.remove(key);
      this.#hear(news);
      this.#refresh();
    }
    const arrived = news !== null && ('state' in news || news.missing === 'upload-aged-out');
    const told = arrived ? 'arrived' : news === null ? 'notTold' : 'unknown';
    this.#store.dispatch({ type: 'told', key, told });
  }

  /** The person does not want to send it any more, or has seen that it arrived. */
  forgetUnfinished(key: string): void {
    const arrived = this.#store.state.unfinished.some((s) => s.key === key && s.told === 'arrived');
    this.#pending.remove(key);
    if (!arrived) this.forget(key);
    this.#store.dispatch({ type: 'unfinishedForgotten', key });
  }

  #find(id: string): OwnUpload | null {
    return this.#own.list().find(({ uploadId }) => uploadId === id) ?? null;
  }

  // Begun by a tab that may be gone, and never answered as far as is known here.
  async #askUnanswered({ uploadId, receipt, state, missing, startedAt }: OwnUpload): Promise<void> {
    if (receipt !== null || state !== null || missing !== null) return;
    const news = await this.#server.news(uploadId);
    if (news === null) return;
    const old = Date.now() - Date.parse(startedAt) > kGivenUpMs;
    if ('state' in news || old) this.#hear(news);
    this.#refresh();
  }

  #hear(news: UploadNews): void {
    if (!this.#find(news.uploadId)) return;
    const change = 'state' in news ? { state: news.state } : { missing: news.missing };
    this.#own.put(news.uploadId, change);
    this.#store.dispatch({ type: 'uploads', uploads: this.#own.list() });
  }

  #refresh(): void {
    const uploads = this.#own.list();
    this.#store.dispatch({ type: 'uploads', uploads });
    const known = openUploads(uploads).filter(({ receipt, state }) => receipt ?? state);
    this.#watch.watch(known.map(({ uploadId }) => uploadId));
  }
}
