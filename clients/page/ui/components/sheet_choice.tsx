import type { SheetInfo } from '../../worker/protocol';
import type { Preview } from '../model/file_state';
import { usePage } from './context';
import { FileName } from './file_name';
import { Icon } from './icon';

interface Props {
  id: number;
  preview: Preview;
}

function SheetOption({ id, sheet, chosen, i }: { id: number; sheet: SheetInfo; chosen: boolean; i: number }) {
  const { controller, t, f } = usePage();
  const field = i === 0 ? 'sheet-choice' : `sheet-choice-${i}`;
  return (
    <li class="check">
      <input
        id={field}
        type="checkbox"
        checked={chosen}
        onChange={() => controller.toggleSheet(id, sheet.name)}
      />
      <label for={field}>
        <FileName name={sheet.name} />
        <span class="hint">
          {sheet.rows === 0
            ? t.preview.noData
            : t.preview.sheet(sheet.rows, sheet.columns.length, f)}
          {sheet.warnings > 0 && (
            <>
              {' · '}
              <Icon name="look" />
              {t.preview.questionable(sheet.warnings, f)}
            </>
          )}
        </span>
      </label>
    </li>
  );
}

/** Chooses the sheets to send and shows how much data they are. */
export function SheetChoice({ id, preview }: Props) {
  const { t } = usePage();
  const { book, left } = preview;
  return (
    <fieldset class="sheets">
      <legend>{t.preview.sheetsLegend}</legend>
      <ul>
        {book.sheets.map((sheet, i) => (
          <SheetOption key={sheet.name} id={id} sheet={sheet} chosen={!left.has(sheet.name)} i={i} />
        ))}
      </ul>
      <DataSize preview={preview} />
    </fieldset>
  );
}

function DataSize({ preview }: { preview: Preview }) {
  const { state, t, f } = usePage();
  const { message, book, left } = preview;
  if (left.size === book.sheets.length) return <p class="size">{t.preview.sizeNone}</p>;
  if (message.at !== 'made') return <p class="size">{t.preview.sizeMaking}</p>;
  const bytes = f.bytes(message.message.bytes);
  if (state.limits === null) return <p class="size">{t.preview.sizeOnly(bytes)}</p>;
  const { maxBytes } = state.limits;
  const most = f.bytes(maxBytes);
  if (message.message.bytes <= maxBytes) return <p class="size">{t.preview.size(bytes, most)}</p>;
  return (
    <p class="size too-large">
      <Icon name="failed" />
      {t.preview.sizeTooLarge(bytes, most)}
    </p>
  );
}
