import type { Failure } from './failure';
import type { Language } from './format';
import type { OwnUpload } from './own_uploads';
import type { PendingSend } from './pending_sends';
import { emptyQueue, nextQueue, type Queue, type QueueAction } from './queue';
import type { Limits } from './server_types';
import { viewOf, type View } from './view';

/** A send that a reload interrupted, and what the service says of it. */
export interface Unfinished extends PendingSend {
  told: 'asking' | 'notTold' | 'unknown' | 'arrived';
}

export interface AppState {
  language: Language;
  view: View;
  limits: Limits | null;
  queue: Queue;
  uploads: OwnUpload[];
  unfinished: Unfinished[];
  /** A token is being asked for. */
  token: { refused: boolean } | null;
}

export type AppAction =
  | { type: 'language'; language: Language }
  | { type: 'view'; hash: string }
  | { type: 'limits'; limits: Limits }
  | { type: 'queue'; action: QueueAction }
  | { type: 'uploads'; uploads: OwnUpload[] }
  | { type: 'unfinished'; unfinished: Unfinished[] }
  | { type: 'told'; key: string; told: Unfinished['told'] }
  | { type: 'unfinishedForgotten'; key: string }
  | { type: 'token'; token: { refused: boolean } | null };

export function firstState(language: Language, hash: string): AppState {
  const nothing = { limits: null, queue: emptyQueue, uploads: [], unfinished: [], token: null };
  return { language, view: viewOf(hash), ...nothing };
}

export function nextState(state: AppState, action: AppAction): AppState {
  switch (action.type) {
    case 'language':
      return { ...state, language: action.language };
    case 'view':
      return { ...state, view: viewOf(action.hash) };
    case 'limits':
      return { ...state, limits: action.limits };
    case 'queue':
      return { ...state, queue: nextQueue(state.queue, action.action) };
    case 'uploads':
      return { ...state, uploads: action.uploads };
    case 'unfinished':
      return { ...state, unfinished: action.unfinished };
    case 'told': {
      const { key, told } = action;
      const change = (send: Unfinished) => (send.key === key ? { ...send, told } : send);
      return { ...state, unfinished: state.unfinished.map(change) };
    }
    case 'unfinishedForgotten': {
      const unfinished = state.unfinished.filter(({ key }) => key !== action.key);
      return { ...state, unfinished };
    }
    case 'token':
      return { ...state, token: action.token };
  }
}

/** Why the sheets chosen cannot be sent; null: they can. */
export function obstacleOf(bytes: number, chosen: number, limits: Limits | null): Failure | null {
  if (chosen === 0) return { code: 'noSheetChosen' };
  if (limits === null || bytes <= limits.maxBytes) return null;
  return { code: 'tooLarge', details: { bytes, most: limits.maxBytes } };
}
