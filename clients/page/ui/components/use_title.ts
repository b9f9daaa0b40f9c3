import { useEffect } from 'preact/hooks';
import { usePage } from './context';

/** Names the document after what it shows. */
export function useTitle(view: string): void {
  const { t } = usePage();
  useEffect(() => {
    document.title = t.pageTitle(view);
  }, [t, view]);
}
