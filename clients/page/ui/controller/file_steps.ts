import type { AppAction, AppState } from '../model/app_state';
import type { FileAction, Step } from '../model/file_state';
import type { QueuedFile } from '../model/queue';
import type { Store } from './store';

/** The files of the queue by their ids: where each is, and how it is told to go on. */
export class FileSteps {
  readonly #store: Store<AppState, AppAction>;

  constructor(store: Store<AppState, AppAction>) {
    this.#store = store;
  }

  /** null: the file is no longer on the page. */
  of(id: number): Step | null {
    return this.#find(id)?.step ?? null;
  }

  nameOf(id: number): string {
    return this.#find(id)?.name ?? '';
  }

  tell(id: number, action: FileAction): void {
    this.#store.dispatch({ type: 'queue', action: { type: 'file', id, action } });
  }

  #find(id: number): QueuedFile | undefined {
    return this.#store.state.queue.files.find((file) => file.id === id);
  }
}
