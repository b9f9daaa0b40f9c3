import type { SheetInfo } from '../../worker/protocol';
import type { SheetReader } from '../../worker/sheet_reader';
import { usePage } from './context';
import { DataTable, type Spot } from './data_table';
import { Pager } from './pager';
import { useRows } from './use_rows';

export const kRowsAPage = 25;

interface Props {
  reader: SheetReader | null;
  sheet: SheetInfo;
  first: number;
  onlyQuestionable: boolean;
  spot: Spot | null;
  onFirst(first: number): void;
  onFilter(onlyQuestionable: boolean): void;
}

/** A page of rows of a sheet that was read here. */
export function SheetTable(props: Props) {
  const { reader, sheet, first, onlyQuestionable, spot, onFirst, onFilter } = props;
  const { t, f } = usePage();
  const wanted = { sheet: sheet.name, first, count: kRowsAPage, onlyQuestionable };
  const { rows, total, busy } = useRows(reader, wanted);
  const name = f.quoted(sheet.name);
  const [from, to] = [first + 1, first + rows.length].map((n) => f.number(n));
  const caption =
    rows.length > 0 ? t.table.caption(name, from!, to!, f.number(total)) : t.table.captionEmpty(name);
  return (
    <>
      {sheet.warnings > 0 && (
        <p class="check">
          <input
            id="only-questionable"
            type="checkbox"
            checked={onlyQuestionable}
            onChange={({ currentTarget }) => onFilter(currentTarget.checked)}
          />
          <label for="only-questionable">{t.table.onlyQuestionable}</label>
        </p>
      )}
      <DataTable
        caption={busy && rows.length === 0 ? t.table.loading : caption}
        label={t.table.region(name)}
        columns={sheet.columns}
        rows={rows}
        spot={spot}
        busy={busy}
      />
      <Pager
        label={t.table.pages(name)}
        first={first}
        size={kRowsAPage}
        total={total}
        onFirst={onFirst}
      />
    </>
  );
}
