import { useEffect, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';

/**
 * Moves the focus to a heading whenever `state` changes, and when the heading appears, except on
 * the page's first picture: a person who opens the page starts at its beginning. `state` null: the
 * focus stays where it is.
 */
export function useHeadingFocus(state: string | null): RefObject<HTMLHeadingElement> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (pageIsOpen && state !== null) heading.current?.focus();
  }, [state]);
  return heading;
}

let pageIsOpen = false;

/** The first picture is there: from now on a new state takes the focus. */
export function openPage(): void {
  pageIsOpen = true;
}
