import type { ComponentChildren } from 'preact';
import { useHeadingFocus } from './use_heading_focus';

interface Props {
  /** Whenever it changes, the heading takes the focus. */
  state: string;
  title: string;
  /** True while parts of it are still to be drawn. */
  busy?: boolean;
  children: ComponentChildren;
}

/** A step of a file: a heading that takes the focus when the step begins, and what belongs to it. */
export function Panel({ state, title, busy = false, children }: Props) {
  const heading = useHeadingFocus(state);
  return (
    <section class={`panel panel-${state}`} aria-labelledby="panel-title" aria-busy={busy}>
      <h2 id="panel-title" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </section>
  );
}
