import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Catalogue } from '../catalogue';
import type { Controller } from '../controller/controller';
import type { AppState } from '../model/app_state';
import type { Formats } from '../model/format';

/** Shared by all components: the state, the texts and formats of the language, the actions. */
export interface Page {
  state: AppState;
  controller: Controller;
  t: Catalogue;
  f: Formats;
}

export const PageContext = createContext<Page | null>(null);

export function usePage(): Page {
  const page = useContext(PageContext);
  if (page === null) throw new Error('expected a component inside App');
  return page;
}
