import { usePage } from './context';
import { Icon } from './icon';

/** The page's promise. */
export function PromiseNotice() {
  const { t } = usePage();
  return (
    <section class="notice promise" aria-labelledby="promise-title">
      <Icon name="lock" />
      <div>
        <h2 id="promise-title">{t.promise.title}</h2>
        <p>{t.promise.text}</p>
      </div>
    </section>
  );
}
