import type { QueuedFile } from '../model/queue';
import { usePage } from './context';
import { FileName } from './file_name';
import { Icon } from './icon';

type IconName = Parameters<typeof Icon>[0]['name'];

const icons: Record<QueuedFile['step']['at'], IconName> = {
  waiting: 'pending',
  reading: 'pending',
  preview: 'look',
  review: 'upload',
  sending: 'upload',
  interrupted: 'failed',
  sent: 'done',
  failed: 'failed',
};

function QueueItem({ file }: { file: QueuedFile }) {
  const { state, controller, t, f } = usePage();
  const { at } = file.step;
  const shown = state.queue.selected === file.id;
  return (
    <li class={shown ? 'shown' : ''}>
      <button
        type="button"
        class="open"
        aria-current={shown ? 'true' : undefined}
        onClick={() => controller.select(file.id)}
      >
        <span class="name">
          <FileName name={file.name} />
        </span>
        <span class={`state state-${at}`}>
          <Icon name={icons[at]} />
          {t.queue.states[at]}
        </span>
        <span class="size">{f.bytes(file.size)}</span>
      </button>
      <button
        type="button"
        class="remove"
        aria-label={t.queue.removeName(f.quoted(file.name))}
        title={t.queue.remove}
        onClick={() => controller.remove(file.id)}
      >
        <Icon name="failed" />
      </button>
    </li>
  );
}

/** The files of this tab, with where each is. */
export function QueueList() {
  const { state, t } = usePage();
  return (
    <section class="queue" aria-labelledby="queue-title">
      <h2 id="queue-title">{t.queue.title}</h2>
      <ol>
        {state.queue.files.map((file) => (
          <QueueItem key={file.id} file={file} />
        ))}
      </ol>
    </section>
  );
}
