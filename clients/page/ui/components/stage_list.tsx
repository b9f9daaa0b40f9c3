import { failureText } from '../catalogue';
import { stagesOf, type StageView } from '../model/stages';
import type { OwnUpload } from '../model/own_uploads';
import { usePage } from './context';
import { FailureDetails } from './failure_details';
import { Icon } from './icon';

const icons = {
  done: 'done',
  pending: 'pending',
  failed: 'failed',
  superseded: 'info',
  skipped: 'info',
} as const;

function useStatusText({ status, store }: StageView): string {
  const { t, f } = usePage();
  const { revision, transaction } = store ?? {};
  if (status === 'superseded') {
    return revision === undefined
      ? t.stages.supersededPlain
      : t.stages.superseded(f.number(revision));
  }
  if (status !== 'done') return t.stages[status];
  if (transaction !== undefined) return t.stages.transaction(f.number(Number(transaction)));
  return revision === undefined ? t.stages.done : t.stages.revision(f.number(revision));
}

function Reason({ store }: Pick<StageView, 'store'>) {
  const { t, f } = usePage();
  if (!store?.code) return null;
  const { code, reason } = store;
  return (
    <div class="reason">
      <p>{failureText(t, f, { code })}</p>
      <p>{t.stages.deadLettered}</p>
      <FailureDetails failure={{ code, ...(reason ? { text: reason } : {}) }} />
    </div>
  );
}

function Stage({ stage }: { stage: StageView }) {
  const { t, f } = usePage();
  const text = useStatusText(stage);
  return (
    <li class={stage.status}>
      <Icon name={icons[stage.status]} />
      <div>
        <p>
          <strong>{t.stages[stage.name]}</strong> <span class="status">{text}</span>
          {stage.at && stage.status !== 'pending' && (
            <>
              {' '}
              <time dateTime={stage.at}>{f.time(stage.at)}</time>
            </>
          )}
        </p>
        {stage.status === 'failed' && <Reason store={stage.store} />}
      </div>
    </li>
  );
}

/** The stages of an upload, as they are reached. */
export function StageList({ upload }: { upload: OwnUpload }) {
  const { t, f } = usePage();
  const { state, missing } = upload;
  return (
    <section class="stages" aria-labelledby="stages-title">
      <h3 id="stages-title">{t.stages.title}</h3>
      {missing && <p>{failureText(t, f, { code: missing })}</p>}
      {state === null && missing === null && <p>{t.stages.asking}</p>}
      <ol>
        {stagesOf(state).map((stage) => (
          <Stage key={stage.name} stage={stage} />
        ))}
      </ol>
    </section>
  );
}
