import { useMemo, useState } from 'preact/hooks';
import type { Warning } from '../../worker/protocol';
import { downloadBlob } from '../browser/download';
import { downloadName } from '../model/csv_name';
import { columnIndex } from '../model/book';
import type { Step } from '../model/file_state';
import { findRow } from '../model/find_row';
import { usePage } from './context';
import type { Spot } from './data_table';
import { ErrorSummary } from './error_summary';
import { Panel } from './panel';
import { SheetChoice } from './sheet_choice';
import { kRowsAPage, SheetTable } from './sheet_table';
import { usePartsDrawn } from './use_parts_drawn';
import { WarningList } from './warning_list';

/** Shows the sheets to send, the table and the warnings. */
const kParts = 3;

interface Props {
  id: number;
  name: string;
  step: Step & { at: 'preview' };
}

/** The page and the sheet that are shown. */
interface Place {
  sheet: string;
  first: number;
  onlyQuestionable: boolean;
  spot: Spot | null;
}

function pageOf(index: number): number {
  return Math.floor(index / kRowsAPage) * kRowsAPage;
}

/** The sheets of a file as they would be sent, what is questionable, and which of them go. */
export function PreviewPanel({ id, name, step }: Props) {
  const { controller, t, f } = usePage();
  const { book } = step;
  const reader = controller.reader(id);
  const parts = usePartsDrawn(kParts);
  const start = book.sheets.find(({ rows }) => rows > 0) ?? book.sheets[0];
  const [place, setPlace] = useState<Place>({
    sheet: start?.name ?? '',
    first: 0,
    onlyQuestionable: false,
    spot: null,
  });
  const sheet = useMemo(
    () => book.sheets.find((each) => each.name === place.sheet),
    [book, place.sheet],
  );
  const showSheet = (shown: string) =>
    setPlace({ sheet: shown, first: 0, onlyQuestionable: false, spot: null });
  const jump = async (warning: Warning) => {
    const { columns = [] } = book.sheets.find((each) => each.name === warning.sheet) ?? {};
    const column = columnIndex(columns, warning);
    const ofHeader = ['missingHeader', 'duplicateHeader'].includes(warning.code);
    const row = ofHeader ? null : warning.row;
    const index = row === null || !reader ? 0 : await findRow(reader, warning.sheet, row);
    const spot = { row, column };
    setPlace({ sheet: warning.sheet, first: pageOf(index), onlyQuestionable: false, spot });
  };
  const csv = async () => {
    const blob = await reader?.warningsCsv();
    if (blob) downloadBlob(blob, downloadName(name, t.warnings.csvName));
  };
  return (
    <Panel state="preview" title={t.preview.title(f.quoted(name))} busy={parts < kParts}>
      {step.problem && <ErrorSummary failure={step.problem} target="sheet-choice" />}
      <SheetChoice id={id} preview={step} />
      <p class="actions">
        <button
          type="button"
          class="primary"
          aria-disabled={step.message.at === 'making'}
          onClick={() => controller.review(id)}
        >
          {t.preview.next}
        </button>
        <button type="button" class="secondary" onClick={() => controller.remove(id)}>
          {t.preview.remove}
        </button>
      </p>
      {parts >= 2 && book.sheets.length > 1 && (
        <p class="tools">
          <label>
            {t.preview.table}{' '}
            <select
              value={place.sheet}
              onChange={({ currentTarget }) => showSheet(currentTarget.value)}
            >
              {book.sheets.map((each) => (
                <option key={each.name} value={each.name}>
                  {each.name}
                </option>
              ))}
            </select>
          </label>
        </p>
      )}
      {parts >= 2 && sheet && (
        <SheetTable
          reader={reader}
          sheet={sheet}
          first={place.first}
          onlyQuestionable={place.onlyQuestionable}
          spot={place.spot}
          onFirst={(first) => setPlace({ ...place, first, spot: null })}
          onFilter={(only) => setPlace({ ...place, first: 0, onlyQuestionable: only, spot: null })}
        />
      )}
      {parts >= 3 && (
        <WarningList book={book} onJump={(warning) => void jump(warning)} onCsv={() => void csv()} />
      )}
    </Panel>
  );
}
