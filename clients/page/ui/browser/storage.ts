/** A Storage that forgets with the page: for browsers that deny the real ones. */
class MemoryStorage implements Storage {
  readonly #items = new Map<string, string>();

  get length(): number {
    return this.#items.size;
  }

  clear(): void {
    this.#items.clear();
  }

  getItem(name: string): string | null {
    return this.#items.get(name) ?? null;
  }

  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }

  removeItem(name: string): void {
    this.#items.delete(name);
  }

  setItem(name: string, value: string): void {
    this.#items.set(name, value);
  }
}

function usable(get: () => Storage): Storage {
  try {
    const storage = get();
    storage.setItem('safe-inputs.probe', '1');
    storage.removeItem('safe-inputs.probe');
    return storage;
  } catch {
    return new MemoryStorage();
  }
}

export const tabStorage = usable(() => window.sessionStorage);
export const browserStorage = usable(() => window.localStorage);
