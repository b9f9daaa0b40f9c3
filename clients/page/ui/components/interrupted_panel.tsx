import { failureText } from '../catalogue';
import type { Step } from '../model/file_state';
import { usePage } from './context';
import { FailureDetails } from './failure_details';
import { Icon } from './icon';
import { Panel } from './panel';

interface Props {
  id: number;
  name: string;
  step: Step & { at: 'interrupted' };
}

/** A send that may have arrived: again under the same key. */
export function InterruptedPanel({ id, name, step }: Props) {
  const { controller, t, f } = usePage();
  return (
    <Panel state="interrupted" title={t.interrupted.title(f.quoted(name))}>
      <div class="notice danger">
        <Icon name="failed" />
        <div>
          <p>{failureText(t, f, step.failure)}</p>
          <p>{t.interrupted.text}</p>
          <FailureDetails failure={step.failure} />
        </div>
      </div>
      <p class="actions">
        <button type="button" class="primary" onClick={() => controller.send(id)}>
          {t.interrupted.again}
        </button>
        <button type="button" class="secondary" onClick={() => controller.backToPreview(id)}>
          {t.review.back}
        </button>
      </p>
    </Panel>
  );
}
