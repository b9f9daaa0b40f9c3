import { useEffect, useState } from 'preact/hooks';

/** How many of `count` parts are drawn: one more with every picture, so that no picture takes long. */
export function usePartsDrawn(count: number): number {
  const [drawn, setDrawn] = useState(1);
  useEffect(() => {
    if (drawn >= count) return;
    const timer = setTimeout(() => setDrawn(drawn + 1));
    return () => clearTimeout(timer);
  }, [drawn, count]);
  return drawn;
}
