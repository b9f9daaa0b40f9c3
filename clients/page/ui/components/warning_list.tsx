import { useState } from 'preact/hooks';
import type { Warning } from '../../worker/protocol';
import { warningKind, warningText } from '../catalogue';
import type { Book } from '../model/book';
import { usePage } from './context';

const kFirst = 10;
const kMore = 50;

interface Props {
  book: Book;
  onJump(warning: Warning): void;
  onCsv(): void;
}

function placeText(t: ReturnType<typeof usePage>['t'], { sheet, row, column }: Warning): string {
  if (column === null) return t.warnings.jumpSheet(sheet);
  return row === null ? t.warnings.jumpColumn(sheet, column) : t.warnings.jump(sheet, `${column}${row}`);
}

/** The warnings, with sheet, row and column; each links to its cell. */
export function WarningList({ book, onJump, onCsv }: Props) {
  const { t, f } = usePage();
  const [kind, setKind] = useState('');
  const [most, setMost] = useState(kFirst);
  const { kept, total } = book.warnings;
  if (total === 0) return <p class="none">{t.warnings.none}</p>;
  const kinds = [...new Set(kept.map(({ code }) => code))];
  const listed = kept.filter(({ code }) => kind === '' || code === kind);
  const shown = listed.slice(0, most);
  const all = kind === '' ? total : listed.length;
  return (
    <section class="warnings" aria-labelledby="warnings-title">
      <h3 id="warnings-title">{t.warnings.title(total, f)}</h3>
      <p>{t.warnings.text}</p>
      <p class="tools">
        {kinds.length > 1 && (
          <label>
            {t.warnings.kind}{' '}
            <select
              value={kind}
              onChange={({ currentTarget }) => {
                setKind(currentTarget.value);
                setMost(kFirst);
              }}
            >
              <option value="">{t.warnings.allKinds}</option>
              {kinds.map((code) => (
                <option key={code} value={code}>
                  {warningKind(t, code)}
                </option>
              ))}
            </select>
          </label>
        )}
        <button type="button" class="secondary small" onClick={onCsv}>
          {t.warnings.csv}
        </button>
      </p>
      <div class="table-scroll" role="region" aria-labelledby="warnings-caption" tabIndex={0}>
        <table class="cards">
          <caption id="warnings-caption">{t.warnings.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t.warnings.place}</th>
              <th scope="col">{t.warnings.kind}</th>
              <th scope="col">{t.warnings.what}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((warning, i) => (
              <tr key={i}>
                <th scope="row">
                  <button type="button" class="link" dir="auto" onClick={() => onJump(warning)}>
                    {placeText(t, warning)}
                  </button>
                </th>
                <td>{warningKind(t, warning.code)}</td>
                <td>{warningText(t, f, warning)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < all && (
        <p class="tools">
          <span>{t.warnings.more(f.number(shown.length), f.number(all))}</span>
          {shown.length < listed.length && (
            <button type="button" class="secondary small" onClick={() => setMost(most + kMore)}>
              {t.warnings.showAll}
            </button>
          )}
        </p>
      )}
    </section>
  );
}
