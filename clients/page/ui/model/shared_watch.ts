import type { UploadNews } from './follow';

/** Messages between the tabs of one browser. */
export type TabMessage =
  | { type: 'watching'; tab: string; ids: string[] }
  | { type: 'whoWatches' }
  | { type: 'closed'; tab: string }
  | { type: 'news'; news: UploadNews };

export interface SharedWatchTools {
  tab: string;
  /** Tells the other tabs. */
  post(message: TabMessage): void;
  /** Takes or renews the right to hold the stream. */
  takeLease(): boolean;
  releaseLease(): void;
  /** Opens the stream; returns what closes it. */
  open(ids: string[]): () => void;
  /** Runs `action` soon, once, so that several wishes make one stream. */
  soon(action: () => void): void;
  onNews(news: UploadNews): void;
}

function isLast(news: UploadNews): boolean {
  return 'missing' in news || news.state.ended;
}

/**
 * One event stream for all tabs of a browser, since a browser opens only six connections to a
 * host. Every tab says what it watches; the one that holds the lease has the stream and passes on
 * what it hears. When that tab goes, the next to take the lease asks who watches what, and a
 * stream's first events tell the whole present state.
 */
export class SharedWatch {
  readonly #tools: SharedWatchTools;
  readonly #wanted = new Map<string, string[]>();
  readonly #last = new Map<string, UploadNews>();
  #close: (() => void) | null = null;
  #streamed = '';
  #leads = false;
  #planned = false;

  constructor(tools: SharedWatchTools) {
    this.#tools = tools;
  }

  get leads(): boolean {
    return this.#leads;
  }

  /** Sets the uploads that this tab watches. */
  watch(ids: string[]): void {
    this.#wanted.set(this.#tools.tab, ids);
    this.#tools.post({ type: 'watching', tab: this.#tools.tab, ids });
    this.tick();
  }

  /** To be called every second: takes the lease where it is free, renews it where it is held. */
  tick(): void {
    const leads = this.#tools.takeLease();
    if (leads && !this.#leads) this.#tools.post({ type: 'whoWatches' });
    this.#leads = leads;
    this.#plan();
  }

  receive(message: TabMessage): void {
    switch (message.type) {
      case 'watching':
        this.#wanted.set(message.tab, message.ids);
        this.#repeatLast(message.ids);
        break;
      case 'whoWatches':
        this.#tools.post({ type: 'watching', tab: this.#tools.tab, ids: this.#own() });
        break;
      case 'closed':
        this.#wanted.delete(message.tab);
        this.tick();
        break;
      case 'news':
        this.#hear(message.news);
        break;
    }
    this.#plan();
  }

  /** Handles an event of this tab's stream. */
  streamed(news: UploadNews): void {
    this.#tools.post({ type: 'news', news });
    this.#hear(news);
  }

  /** After close(): the page is shown again as it was. */
  reopen(): void {
    this.watch(this.#own());
  }

  close(): void {
    this.#stop();
    this.#leads = false;
    this.#tools.releaseLease();
    this.#tools.post({ type: 'closed', tab: this.#tools.tab });
  }

  #own(): string[] {
    return this.#wanted.get(this.#tools.tab) ?? [];
  }

  #hear(news: UploadNews): void {
    if (isLast(news)) this.#last.set(news.uploadId, news);
    this.#tools.onNews(news);
    this.#plan();
  }

  // A tab that comes late asks for what ended and will not be told by the stream again.
  #repeatLast(ids: string[]): void {
    if (!this.#leads) return;
    for (const id of ids) {
      const news = this.#last.get(id);
      if (news) this.#tools.post({ type: 'news', news });
    }
  }

  #plan(): void {
    if (this.#planned) return;
    this.#planned = true;
    this.#tools.soon(() => {
      this.#planned = false;
      this.#restream();
    });
  }

  #restream(): void {
    const all = new Set([...this.#wanted.values()].flat());
    const ids = this.#leads ? [...all].filter((id) => !this.#last.has(id)).sort() : [];
    const key = ids.join(' ');
    if (key === this.#streamed) return;
    // Ended uploads leave the stream by themselves.
    const before = new Set(this.#streamed.split(' '));
    const onlyFewer = this.#close !== null && ids.length > 0 && ids.every((id) => before.has(id));
    if (!onlyFewer) {
      this.#stop();
      if (ids.length > 0) this.#close = this.#tools.open(ids);
    }
    this.#streamed = key;
  }

  #stop(): void {
    this.#close?.();
    this.#close = null;
    this.#streamed = '';
  }
}
