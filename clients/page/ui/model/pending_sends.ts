/** A review's send that was begun, and of which no answer is known yet. */
export interface PendingSend {
  key: string;
  /** SHA-256 of the body, hex. */
  sha256: string;
  filename: string;
  bytes: number;
  sheets: string[];
  startedAt: string;
}

/** The part of Storage that is used: sessionStorage and localStorage may be denied. */
export interface TextStorage {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

/** A random Idempotency-Key. Needs no secure context, as crypto.randomUUID would. */
export function newKey(random: (bytes: Uint8Array) => Uint8Array): string {
  const bytes = random(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const kName = 'safe-inputs.pending-sends';

function isPendingSend(value: unknown): value is PendingSend {
  const { key, sha256, filename } = (value ?? {}) as Record<string, unknown>;
  const texts = [key, sha256, filename].every((text) => typeof text === 'string');
  return texts && /^[A-Za-z0-9_-]{1,64}$/.test(key as string);
}

/** JSON of a storage, or null where there is none or another program wrote it. */
export function readJson(storage: TextStorage, name: string): unknown {
  try {
    return JSON.parse(storage.getItem(name) ?? 'null');
  } catch {
    return null;
  }
}

/**
 * The sends of this tab that no answer is known of. Kept in sessionStorage from before the first
 * byte goes, so that after a reload the same body goes under the same key.
 */
export class PendingSends {
  readonly #storage: TextStorage;

  constructor(storage: TextStorage) {
    this.#storage = storage;
  }

  list(): PendingSend[] {
    const value = readJson(this.#storage, kName);
    return Array.isArray(value) ? value.filter(isPendingSend) : [];
  }

  add(send: PendingSend): void {
    this.#write([...this.list().filter(({ key }) => key !== send.key), send]);
  }

  remove(key: string): void {
    this.#write(this.list().filter((send) => send.key !== key));
  }

  /** The key of an earlier send of exactly these bytes, to be used again; null: none. */
  keyFor(sha256: string): string | null {
    return this.list().find((send) => send.sha256 === sha256)?.key ?? null;
  }

  #write(sends: PendingSend[]): void {
    if (sends.length === 0) this.#storage.removeItem(kName);
    else this.#storage.setItem(kName, JSON.stringify(sends));
  }
}
