import type { Unfinished } from '../model/app_state';
import { usePage } from './context';
import { Icon } from './icon';

function textOf({ t, f }: ReturnType<typeof usePage>, { told, filename }: Unfinished): string {
  return t.unfinished[told](f.quoted(filename));
}

function UnfinishedItem({ send }: { send: Unfinished }) {
  const page = usePage();
  const { controller, t, f } = page;
  const { key, told, filename } = send;
  const forget = () => controller.uploads.forgetUnfinished(key);
  return (
    <li>
      <p>{textOf(page, send)}</p>
      <p class="actions">
        {told === 'arrived' && (
          <button
            type="button"
            class="secondary small"
            onClick={() => {
              forget();
              controller.show({ at: 'upload', id: key });
            }}
          >
            {t.unfinished.show}
          </button>
        )}
        {told === 'notTold' && (
          <button
            type="button"
            class="secondary small"
            onClick={() => void controller.uploads.askUnfinished(key)}
          >
            {t.unfinished.askAgain}
          </button>
        )}
        {(told === 'unknown' || told === 'notTold') && (
          <button
            type="button"
            class="secondary small"
            aria-label={t.unfinished.forgetName(f.quoted(filename))}
            onClick={forget}
          >
            {t.unfinished.forget}
          </button>
        )}
      </p>
    </li>
  );
}

/** Sends of this tab that a reload interrupted. */
export function UnfinishedNotice() {
  const { state, t } = usePage();
  if (state.unfinished.length === 0) return null;
  return (
    <section class="notice warning" aria-labelledby="unfinished-title">
      <Icon name="look" />
      <div>
        <h2 id="unfinished-title">{t.unfinished.title}</h2>
        <ul class="plain">
          {state.unfinished.map((send) => (
            <UnfinishedItem key={send.key} send={send} />
          ))}
        </ul>
      </div>
    </section>
  );
}
