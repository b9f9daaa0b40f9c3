import { useEffect, useRef, useState } from 'preact/hooks';
import { announcementOf } from '../model/announcements';
import { usePage } from './context';

/** Tells screen readers what happens without a new heading: one text for each phase. */
export function LiveRegion() {
  const { state, t, f } = usePage();
  const before = useRef(state);
  const [text, setText] = useState('');
  useEffect(() => {
    const told = announcementOf(before.current, state, { t, f });
    before.current = state;
    if (told !== null) setText(told);
  }, [state, t, f]);
  // Messages in the former language are dropped.
  useEffect(() => setText(''), [t]);
  return (
    <div id="announcements" class="visually-hidden" role="status">
      {text}
    </div>
  );
}
