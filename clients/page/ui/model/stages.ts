import type { OwnUpload } from './own_uploads';
import type { StageName, StoreState, UploadState } from './server_types';

export const stageNames: StageName[] = ['accepted', 'extracted', 'uppercased', 'stored', 'ledgered'];

export interface StageView {
  name: StageName;
  status: 'done' | 'pending' | 'failed' | 'superseded' | 'skipped';
  at: string | null;
  /** The state in the store, for stages that are stores. */
  store: StoreState | null;
}

function statusOf(done: boolean, store: StoreState | null): StageView['status'] {
  if (store?.state === 'deadLettered') return 'failed';
  if (store?.state === 'superseded' || store?.state === 'skipped') return store.state;
  return done || store?.state === 'stored' ? 'done' : 'pending';
}

/** The service that a stage before both stores died in: both stores then show its dead letter. */
const kServices: Partial<Record<StageName, string>> = {
  extracted: 'extract',
  uppercased: 'uppercase',
};

/** The stages of an upload in their order; one that fails ends those that follow from it. */
export function stagesOf(state: UploadState | null): StageView[] {
  const times = new Map(state?.stages.map(({ stage, at }) => [stage, at]));
  const { kv = null, ledger = null } = state?.stores ?? {};
  const all = stageNames.map((name): StageView => {
    const own = name === 'stored' ? kv : name === 'ledgered' ? ledger : null;
    const failed = own ?? (kv?.service === kServices[name] && kServices[name] ? kv : null);
    const at = times.get(name) ?? null;
    return { name, status: statusOf(at !== null, failed), at: at ?? failed?.at ?? null, store: failed };
  });
  const before = all.slice(0, 3).some(({ status }) => status === 'failed' || status === 'skipped');
  return before ? all.filter(({ name }) => name !== 'stored' && name !== 'ledgered') : all;
}

export type Overall =
  | 'sending'
  | 'onItsWay'
  | 'arrived'
  | 'superseded'
  | 'failed'
  | 'skipped'
  | 'unknown'
  | 'agedOut';

/** The end of an upload, in one word. */
export function overallOf({ receipt, state, missing }: OwnUpload): Overall {
  if (missing === 'unknown-upload') return 'unknown';
  if (state === null) {
    if (missing === 'upload-aged-out') return 'agedOut';
    return receipt === null ? 'sending' : 'onItsWay';
  }
  const states = [state.stores.kv.state, state.stores.ledger.state];
  if (states.includes('deadLettered')) return 'failed';
  if (states.includes('skipped')) return 'skipped';
  if (!state.ended) return missing === null ? 'onItsWay' : 'agedOut';
  return states.includes('superseded') ? 'superseded' : 'arrived';
}
