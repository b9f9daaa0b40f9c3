import { useEffect, useMemo, useState } from 'preact/hooks';
import { failureText } from '../catalogue';
import { failureOf, type Failure } from '../model/failure';
import type { StoredPage } from '../model/server_types';
import { cellsOf, rowsAPage } from '../model/stored_page';
import { usePage } from './context';
import { DataTable } from './data_table';
import { Facts } from './facts';
import { FailureDetails } from './failure_details';
import { Icon } from './icon';
import { Pager } from './pager';
import { useHeadingFocus } from './use_heading_focus';
import { useTitle } from './use_title';

type Answer = { page: StoredPage } | { failure: Failure } | null;

interface Place {
  sheet: number;
  first: number;
  rows: number;
  /** The revision of the page before, so that all pages agree; null for the latest. */
  revision: number | null;
}

function useStored(key: string, place: Place): { answer: Answer; busy: boolean } {
  const { controller } = usePage();
  const [answer, setAnswer] = useState<Answer>(null);
  const [busy, setBusy] = useState(true);
  useEffect(() => {
    let present = true;
    setBusy(true);
    const show = (next: Answer) => {
      if (!present) return;
      setAnswer(next);
      setBusy(false);
    };
    controller.server.stored(key, place, place.revision).then(
      (page) => show({ page }),
      (thrown: unknown) => show({ failure: failureOf(thrown) }),
    );
    return () => {
      present = false;
    };
  }, [controller, key, place]);
  return { answer, busy };
}

function StoredFacts({ page }: { page: StoredPage }) {
  const { t, f } = usePage();
  return (
    <Facts
      facts={[
        [t.stored.key, <code key="key">{page.key}</code>],
        [t.stored.revision, f.number(page.revision)],
        [
          t.stored.created,
          <time key="created" dateTime={page.created}>
            {f.dateTime(page.created)}
          </time>,
        ],
        [t.stored.bytes, f.bytes(page.bytes)],
        [t.stored.uploadId, page.uploadId && <code>{page.uploadId}</code>],
        [t.stored.sha256, page.sha256 && <code>{page.sha256}</code>],
      ]}
    />
  );
}

function StoredFailure({ failure }: { failure: Failure }) {
  const { t, f } = usePage();
  return (
    <div class="notice danger" role="alert">
      <Icon name="failed" />
      <div>
        <h2>{t.stored.failedTitle}</h2>
        <p>{failureText(t, f, failure)}</p>
        <FailureDetails failure={failure} />
      </div>
    </div>
  );
}

interface SheetProps {
  page: StoredPage;
  busy: boolean;
  onSheet(sheet: number): void;
  onFirst(first: number): void;
}

function StoredSheets({ page, busy, onSheet, onFirst }: SheetProps) {
  const { t, f } = usePage();
  const { sheet: index, first, rows } = page.page;
  const sheet = page.sheets[index];
  const numbered = useMemo(
    () => rows.map((row, i) => ({ row: first + i + 1, cells: cellsOf(row) })),
    [rows, first],
  );
  if (!sheet) return null;
  const name = f.quoted(sheet.name);
  const [from, to, all] = [first + 1, first + rows.length, sheet.rows].map((n) => f.number(n));
  return (
    <>
      {page.sheets.length > 1 && (
        <p class="tools">
          <label>
            {t.stored.sheet}{' '}
            <select
              value={index}
              onChange={({ currentTarget }) => onSheet(Number(currentTarget.value))}
            >
              {page.sheets.map((each, i) => (
                <option key={i} value={i}>
                  {each.name}
                </option>
              ))}
            </select>
          </label>
        </p>
      )}
      <DataTable
        caption={
          rows.length > 0 ? t.table.caption(name, from!, to!, all!) : t.table.captionEmpty(name)
        }
        label={t.table.region(name)}
        columns={sheet.columns}
        rows={numbered}
        busy={busy}
      />
      <Pager
        label={t.table.pages(name)}
        first={first}
        size={rowsAPage(sheet.columns.length)}
        total={sheet.rows}
        onFirst={onFirst}
      />
    </>
  );
}

/** Shows the latest revision of a key, page by page. */
export function StoredView({ storedKey }: { storedKey: string }) {
  const { t, f } = usePage();
  const [place, setPlace] = useState<Place>({ sheet: 0, first: 0, rows: 50, revision: null });
  const { answer, busy } = useStored(storedKey, place);
  const page = answer && 'page' in answer ? answer.page : null;
  const go = (sheet: number, first: number) => {
    const rows = rowsAPage(page?.sheets[sheet]?.columns.length ?? 1);
    setPlace({ sheet, first, rows, revision: page?.revision ?? null });
  };
  const title = t.stored.title(f.quoted(page?.filename ?? storedKey));
  const heading = useHeadingFocus(storedKey);
  useTitle(title);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {answer === null && <p>{t.stored.loading}</p>}
      {answer && 'failure' in answer && <StoredFailure failure={answer.failure} />}
      {page && (
        <>
          <StoredFacts page={page} />
          <p class="hint">{t.stored.notes}</p>
          <StoredSheets
            page={page}
            busy={busy}
            onSheet={(sheet) => go(sheet, 0)}
            onFirst={(first) => go(place.sheet, first)}
          />
        </>
      )}
      <p class="no-print">
        <button type="button" class="link" onClick={() => history.back()}>
          {t.stored.back}
        </button>
      </p>
    </>
  );
}
