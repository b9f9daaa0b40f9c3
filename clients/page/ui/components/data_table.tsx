import { useEffect, useRef } from 'preact/hooks';
import { Digits, type CellValue } from '../model/server_types';
import { usePage } from './context';
import { Icon } from './icon';

export interface TableRow {
  /** The number in front. */
  row: number;
  cells: readonly CellValue[];
  /** Indices of cells to look at. */
  questionable?: readonly number[];
}

/** A cell that is to be shown and focused: `row` null is the header. */
export interface Spot {
  row: number | null;
  column: number | null;
}

interface Props {
  caption: string;
  label: string;
  columns: readonly string[];
  rows: readonly TableRow[];
  spot?: Spot | null;
  busy?: boolean;
}

function cellText(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Digits) return value.text;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function CellContent({ value, questionable }: { value: CellValue; questionable: boolean }) {
  const { t } = usePage();
  if (!questionable) return <>{cellText(value)}</>;
  return (
    <>
      <Icon name="look" />
      <span class="visually-hidden">{t.table.questionable}</span>
      {cellText(value) || <span class="visually-hidden">{t.table.empty}</span>}
    </>
  );
}

/**
 * Rows of a sheet. Wide tables scroll within their own region, which the keyboard reaches. Cell
 * texts are shown as they are, and never as anything but text.
 */
export function DataTable({ caption, label, columns, rows, spot = null, busy = false }: Props) {
  const { t, f } = usePage();
  const spotted = useRef<HTMLTableCellElement>(null);
  useEffect(() => {
    spotted.current?.focus();
    spotted.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [spot, rows]);
  const at = (row: number | null, column: number) =>
    spot !== null && spot.row === row && (spot.column ?? 0) === column;
  return (
    <div class="table-scroll" role="region" aria-label={label} tabIndex={0} aria-busy={busy}>
      <table class="data">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col" class="number">
              {t.table.row}
            </th>
            {columns.map((name, i) => (
              <th
                key={i}
                scope="col"
                dir="auto"
                class={at(null, i) ? 'spot' : undefined}
                tabIndex={at(null, i) ? -1 : undefined}
                ref={at(null, i) ? spotted : null}
              >
                {name === '' ? <em>{t.table.noHeader}</em> : name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, cells, questionable = [] }) => (
            <tr key={row}>
              <th scope="row" class="number">
                {f.number(row)}
              </th>
              {columns.map((_, i) => {
                const value = cells[i] ?? null;
                const marked = questionable.includes(i);
                const names = [
                  typeof value === 'number' || value instanceof Digits ? 'number' : '',
                  marked ? 'questionable' : '',
                  at(row, i) ? 'spot' : '',
                ];
                return (
                  <td
                    key={i}
                    dir="auto"
                    class={names.filter(Boolean).join(' ') || undefined}
                    tabIndex={at(row, i) ? -1 : undefined}
                    ref={at(row, i) ? spotted : null}
                  >
                    <CellContent value={value} questionable={marked} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
