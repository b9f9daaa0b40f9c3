import { useEffect, useRef } from 'preact/hooks';
import { failureText } from '../catalogue';
import type { Failure } from '../model/failure';
import { usePage } from './context';

interface Props {
  failure: Failure;
  /** The id of what is to be changed. */
  target: string;
}

/** Lists the errors to fix before going on, each with a link to its place. Takes the focus. */
export function ErrorSummary({ failure, target }: Props) {
  const { t, f } = usePage();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [failure]);
  const go = (event: Event) => {
    event.preventDefault();
    document.getElementById(target)?.focus();
  };
  return (
    <div
      class="error-summary"
      role="group"
      tabIndex={-1}
      ref={box}
      aria-labelledby="errors-title errors-list"
    >
      <h3 id="errors-title">{t.errors.title(1, f)}</h3>
      <ul id="errors-list">
        <li>
          <a href={`#${target}`} onClick={go}>
            {failureText(t, f, failure)}
          </a>
        </li>
      </ul>
    </div>
  );
}
