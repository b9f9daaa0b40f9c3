/** The view that the address names after the #, so that back and reload work. */
export type View =
  | { at: 'send' }
  | { at: 'uploads' }
  | { at: 'upload'; id: string }
  | { at: 'stored'; key: string };

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function viewOf(hash: string): View {
  const [, name, value = ''] = /^#([a-z]+)(?:=(.*))?$/s.exec(hash) ?? [];
  if (name === 'uploads') return { at: 'uploads' };
  if (name === 'upload' && value !== '') return { at: 'upload', id: decoded(value) };
  if (name === 'stored' && value !== '') return { at: 'stored', key: decoded(value) };
  return { at: 'send' };
}

export function hashOf(view: View): string {
  switch (view.at) {
    case 'send':
      return '#send';
    case 'uploads':
      return '#uploads';
    case 'upload':
      return `#upload=${encodeURIComponent(view.id)}`;
    case 'stored':
      return `#stored=${encodeURIComponent(view.key)}`;
  }
}
