import type { Step } from '../model/file_state';
import { usePage } from './context';
import { Panel } from './panel';

interface Props {
  id: number;
  name: string;
  step: Step & { at: 'sending' };
}

/** Shows how many bytes are sent and what the page waits for. */
export function SendingPanel({ id, name, step }: Props) {
  const { controller, t, f } = usePage();
  const { sent, pauseMs, attempt, reviewed } = step;
  const { bytes } = reviewed;
  const progress = t.sending.progress(f.bytes(sent), f.bytes(bytes), f.percent(sent, bytes));
  return (
    <Panel state="sending" title={t.sending.title(f.quoted(name))}>
      <progress id="sent" aria-label={t.sending.bar} max={bytes} value={sent} />
      <p>{progress}</p>
      {pauseMs !== null && <p>{t.sending.pause(f.seconds(pauseMs), f.number(attempt + 1))}</p>}
      {sent === bytes && <p>{t.sending.confirming}</p>}
      <p class="actions">
        <button type="button" class="secondary" onClick={() => controller.stopSending(id)}>
          {t.sending.cancel}
        </button>
      </p>
    </Panel>
  );
}
