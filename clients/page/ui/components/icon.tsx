const paths = {
  done: 'M4 12l5 5L20 6',
  failed: 'M6 6l12 12M18 6L6 18',
  pending: 'M6 12h.01M12 12h.01M18 12h.01',
  look: 'M12 4L2.5 20h19L12 4zM12 10v4M12 17v.01',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  lock: 'M6 11h12v9H6zM9 11V8a3 3 0 016 0v3',
  info: 'M12 11v6M12 7v.01M12 3a9 9 0 100 18 9 9 0 000-18z',
  upload: 'M12 16V4M7 9l5-5 5 5M4 20h16',
};

/** A drawing beside a text that says the same: hidden from screen readers. */
export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
