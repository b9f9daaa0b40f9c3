import { useEffect, useState } from 'preact/hooks';

/** Returns how many of `count` parts to draw: one more per frame, so that no frame takes long. */
export function usePartsDrawn(count: number): number {
  const [drawn, setDrawn] = useState(1);
  useEffect(() => {
    if (drawn >= count) return;
    const timer = setTimeout(() => setDrawn(drawn + 1));
    return () => clearTimeout(timer);
  }, [drawn, count]);
  return drawn;
}
