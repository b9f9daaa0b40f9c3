/** Holds a state, changes it by actions, and tells who listens. */
export class Store<State, Action> {
  readonly #next: (state: State, action: Action) => State;
  readonly #listeners = new Set<() => void>();
  #state: State;

  constructor(first: State, next: (state: State, action: Action) => State) {
    this.#state = first;
    this.#next = next;
  }

  get state(): State {
    return this.#state;
  }

  dispatch(action: Action): void {
    const next = this.#next(this.#state, action);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  /** Returns what ends the listening. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
