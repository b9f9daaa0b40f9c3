import { readJson, type TextStorage } from './pending_sends';

const kName = 'safe-inputs.watching-tab';
const kLeaseMs = 4_000;

interface Held {
  tab: string;
  until: number;
}

/**
 * Decides which tab of this browser holds the event stream: a lease in localStorage that its holder
 * renews every second, and that another tab takes when it has run out. (Web Locks would do this,
 * but not over plain http.) Two tabs may hold it for a moment; then both read the same news.
 */
export class Lease {
  readonly #storage: TextStorage;
  readonly #tab: string;
  readonly #now: () => number;

  constructor(storage: TextStorage, tab: string, now: () => number = Date.now) {
    this.#storage = storage;
    this.#tab = tab;
    this.#now = now;
  }

  /** Takes or renews the lease; false where another tab holds it. */
  take(): boolean {
    const held = readJson(this.#storage, kName) as Held | null;
    const others = held !== null && held.tab !== this.#tab && held.until > this.#now();
    // A clock that was set back must not keep a lease for hours.
    if (others && held.until <= this.#now() + kLeaseMs) return false;
    this.#storage.setItem(kName, JSON.stringify({ tab: this.#tab, until: this.#now() + kLeaseMs }));
    return true;
  }

  release(): void {
    const held = readJson(this.#storage, kName) as Held | null;
    if (held?.tab === this.#tab) this.#storage.removeItem(kName);
  }
}
