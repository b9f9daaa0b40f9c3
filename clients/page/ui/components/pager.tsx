import { usePage } from './context';

interface Props {
  label: string;
  first: number;
  size: number;
  total: number;
  onFirst(first: number): void;
}

/** Buttons to walk through pages of rows; none where one page holds all. */
export function Pager({ label, first, size, total, onFirst }: Props) {
  const { t, f } = usePage();
  if (total <= size) return null;
  const last = Math.floor((total - 1) / size) * size;
  const page = Math.floor(first / size) + 1;
  const button = (text: string, to: number, possible: boolean) => (
    <li>
      <button
        type="button"
        class="secondary small"
        aria-disabled={!possible}
        onClick={() => possible && onFirst(Math.max(0, Math.min(to, last)))}
      >
        {text}
      </button>
    </li>
  );
  return (
    <nav class="pager" aria-label={label}>
      <ul>
        {button(t.table.first, 0, first > 0)}
        {button(t.table.previous, first - size, first > 0)}
        <li class="where">
          <span role="status">{t.table.pageOf(f.number(page), f.number(last / size + 1))}</span>
        </li>
        {button(t.table.next, first + size, first < last)}
        {button(t.table.last, last, first < last)}
      </ul>
    </nav>
  );
}
