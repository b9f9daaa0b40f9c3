import { useEffect, useState } from 'preact/hooks';

/** Rows of ten cells at a time: so few that a slow computer answers in between. */
const kSlice = 4;

/** A list as far as it is drawn: some more of it with every picture, so that no picture takes long. */
export function useSlices<T>(list: readonly T[]): readonly T[] {
  const [drawn, setDrawn] = useState({ list, count: kSlice });
  const count = drawn.list === list ? drawn.count : kSlice;
  useEffect(() => {
    if (count >= list.length) return;
    // Not in an animation frame, which a tab in the background has none of.
    const timer = setTimeout(() => setDrawn({ list, count: count + kSlice }));
    return () => clearTimeout(timer);
  }, [list, count]);
  return count < list.length ? list.slice(0, count) : list;
}
