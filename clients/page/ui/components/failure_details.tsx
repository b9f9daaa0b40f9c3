import type { Failure } from '../model/failure';
import { usePage } from './context';

/** The stable code, and the program's own English words, for those who help. */
export function FailureDetails({ failure }: { failure: Failure }) {
  const { t } = usePage();
  return (
    <details>
      <summary>{t.failed.details}</summary>
      <dl>
        <dt>{t.failed.code}</dt>
        <dd>
          <code>{failure.code}</code>
        </dd>
        {failure.text && (
          <>
            <dt>{t.failed.original}</dt>
            <dd lang="en">{failure.text}</dd>
          </>
        )}
      </dl>
    </details>
  );
}
