import { useEffect, useState } from 'preact/hooks';
import type { RowPage, RowsWanted, SheetReader } from '../../worker/sheet_reader';

const nothing: RowPage = { rows: [], total: 0 };

/** The rows wanted; while they come, those before them. */
export function useRows(reader: SheetReader | null, wanted: RowsWanted): RowPage & { busy: boolean } {
  const { sheet, first, count, onlyQuestionable } = wanted;
  const [page, setPage] = useState<{ page: RowPage; sheet: string }>({ page: nothing, sheet });
  const [busy, setBusy] = useState(true);
  useEffect(() => {
    let present = true;
    setBusy(true);
    const show = (next: RowPage) => {
      if (!present) return;
      setPage({ page: next, sheet });
      setBusy(false);
    };
    reader?.rows({ sheet, first, count, onlyQuestionable }).then(show, () => show(nothing));
    return () => {
      present = false;
    };
  }, [reader, sheet, first, count, onlyQuestionable]);
  // Rows of another sheet do not belong under these columns.
  return { ...(page.sheet === sheet ? page.page : nothing), busy };
}
