import { failureText } from '../catalogue';
import type { Failure } from '../model/failure';
import { usePage } from './context';
import { FailureDetails } from './failure_details';
import { Icon } from './icon';
import { Panel } from './panel';

interface Props {
  id: number;
  name: string;
  failure: Failure;
}

/** A file that cannot be read, and why. */
export function FailedPanel({ id, name, failure }: Props) {
  const { controller, t, f } = usePage();
  return (
    <Panel state="failed" title={t.failed.title(f.quoted(name))}>
      <div class="notice danger">
        <Icon name="failed" />
        <div>
          <p>{failureText(t, f, failure)}</p>
          <p>{t.failed.again}</p>
          <FailureDetails failure={failure} />
        </div>
      </div>
      <p class="actions">
        <button type="button" class="secondary" onClick={() => controller.remove(id)}>
          {t.queue.remove}
        </button>
      </p>
    </Panel>
  );
}
