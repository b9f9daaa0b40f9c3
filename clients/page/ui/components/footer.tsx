import { dateModified } from '../date_modified';
import { usePage } from './context';

export function Footer() {
  const { t } = usePage();
  return (
    <footer class="page-footer" aria-label={t.about}>
      <p>
        {t.dateModified} <time dateTime={dateModified}>{dateModified}</time>
      </p>
    </footer>
  );
}
