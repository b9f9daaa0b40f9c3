import type { Step } from '../model/file_state';
import { usePage } from './context';
import { Icon } from './icon';
import { Panel } from './panel';

const phases = ['reading', 'parsing', 'checking'] as const;

interface Props {
  id: number;
  name: string;
  step: Step & { at: 'reading' };
}

/** Reading, phase by phase; it can be cancelled at any moment. */
export function ReadingPanel({ id, name, step }: Props) {
  const { controller, t, f } = usePage();
  const now = phases.indexOf(step.phase);
  const { done, total } = step;
  return (
    <Panel state="reading" title={t.reading.title(f.quoted(name))}>
      <ol class="phases">
        {phases.map((phase, i) => {
          const status = i < now ? 'done' : i === now ? 'current' : 'next';
          return (
            <li key={phase} class={status}>
              <Icon name={i < now ? 'done' : 'pending'} />
              <span>{t.reading.phases[phase]}</span>
              <span class="hint">
                {i === now && done < total
                  ? t.reading.progress(f.percent(done, total))
                  : t.reading.state[status]}
              </span>
            </li>
          );
        })}
      </ol>
      <progress aria-labelledby="panel-title" />
      <p class="actions">
        <button type="button" class="secondary" onClick={() => controller.remove(id)}>
          {t.reading.cancel}
        </button>
      </p>
    </Panel>
  );
}

export function WaitingPanel({ name }: { name: string }) {
  const { t, f } = usePage();
  return (
    <Panel state="waiting" title={t.waiting.title(f.quoted(name))}>
      <p>{t.waiting.text}</p>
    </Panel>
  );
}
