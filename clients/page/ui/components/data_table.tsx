import type { Ref } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Digits, type CellValue } from '../model/server_types';
import { usePage } from './context';
import { Icon } from './icon';
import { useSlices } from './use_slices';

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

/** Not by colour alone: a sign, and words for those who do not see it. */
function QuestionableCell({ value }: { value: CellValue }) {
  const { t } = usePage();
  return (
    <>
      <Icon name="look" />
      <span class="visually-hidden">{t.table.questionable}</span>
      {cellText(value) || <span class="visually-hidden">{t.table.empty}</span>}
    </>
  );
}

interface RowProps {
  row: TableRow;
  columns: readonly string[];
  spot: Spot | null;
  spotted: Ref<HTMLTableCellElement>;
}

function Row({ row: { row, cells, questionable = [] }, columns, spot, spotted }: RowProps) {
  const { f } = usePage();
  const spotColumn = spot !== null && spot.row === row ? (spot.column ?? 0) : -1;
  return (
    <tr>
      <th scope="row" class="number">
        {f.number(row)}
      </th>
      {columns.map((_, i) => {
        const value = cells[i] ?? null;
        const marked = questionable.includes(i);
        const here = i === spotColumn;
        const isNumber = typeof value === 'number' || value instanceof Digits;
        const names = [isNumber && 'number', marked && 'questionable', here && 'spot'];
        return (
          <td
            key={i}
            dir="auto"
            class={names.filter(Boolean).join(' ') || undefined}
            tabIndex={here ? -1 : undefined}
            ref={here ? spotted : null}
          >
            {marked ? <QuestionableCell value={value} /> : cellText(value)}
          </td>
        );
      })}
    </tr>
  );
}

function HeaderRow({ columns, spot, spotted }: Omit<RowProps, 'row'>) {
  const { t } = usePage();
  const spotColumn = spot !== null && spot.row === null ? (spot.column ?? 0) : -1;
  return (
    <tr>
      <th scope="col" class="number">
        {t.table.row}
      </th>
      {columns.map((name, i) => (
        <th
          key={i}
          scope="col"
          dir="auto"
          class={i === spotColumn ? 'spot' : undefined}
          tabIndex={i === spotColumn ? -1 : undefined}
          ref={i === spotColumn ? spotted : null}
        >
          {name === '' ? <em>{t.table.noHeader}</em> : name}
        </th>
      ))}
    </tr>
  );
}

/**
 * Rows of a sheet. Wide tables scroll within their own region, which the keyboard reaches. Cell
 * texts are shown as they are, and never as anything but text.
 */
export function DataTable({ caption, label, columns, rows, spot = null, busy = false }: Props) {
  const spotted = useRef<HTMLTableCellElement>(null);
  const reached = useRef<Spot | null>(null);
  // Many cells: drawn again only when they change, not with every state of the page.
  const all = useMemo(
    () => rows.map((row) => <Row key={row.row} {...{ row, columns, spot, spotted }} />),
    [rows, columns, spot],
  );
  const body = useSlices(all);
  const drawing = body.length < all.length;
  useEffect(() => {
    if (spotted.current === null || reached.current === spot) return;
    reached.current = spot;
    spotted.current.focus();
    spotted.current.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [spot, body]);
  return (
    <div class="table-scroll" role="region" aria-label={label} tabIndex={0} aria-busy={busy || drawing}>
      <table class="data">
        <caption>{caption}</caption>
        <thead>
          <HeaderRow columns={columns} spot={spot} spotted={spotted} />
        </thead>
        <tbody>{body}</tbody>
      </table>
    </div>
  );
}
