import { failureText } from '../catalogue';
import { chosenSheets, sheetsLost } from '../model/book';
import type { Step } from '../model/file_state';
import type { Destination, StoredFile } from '../model/server_types';
import { hashOf } from '../model/view';
import { usePage } from './context';
import { Icon } from './icon';

interface Props {
  id: number;
  step: Step & { at: 'review' };
}

/** Whether a file of this name is stored already; replacing one with more sheets asks first. */
export function StoredNotice({ id, step }: Props) {
  const { t, f } = usePage();
  const { destination } = step;
  if (destination.at === 'asking') return null;
  if (destination.at === 'unknown') {
    const reason = failureText(t, f, destination.failure);
    return (
      <p>
        {t.review.unknown} {reason}
      </p>
    );
  }
  const { stored } = destination.destination;
  if (stored === null) return <p>{t.review.nothingStored}</p>;
  return <Stored id={id} step={step} destination={destination.destination} stored={stored} />;
}

function Stored({ id, step, destination, stored }: Props & { destination: Destination; stored: StoredFile }) {
  const { controller, t, f } = usePage();
  const sent = chosenSheets(step.book, step.left).map(({ name }) => name);
  const lost = sheetsLost(stored.sheets, sent);
  const sheets = (stored.sheets ?? []).map(
    ({ name, rows }) => `${f.quoted(name)} (${f.count(rows, t.stored.row, t.stored.rows)})`,
  );
  return (
    <section class="notice info" aria-labelledby="stored-title">
      <Icon name="info" />
      <div>
        <h3 id="stored-title">{t.review.storedTitle}</h3>
        <p>
          {stored.sheets === null
            ? t.review.storedOther(f.number(stored.revision), f.dateTime(stored.created))
            : t.review.stored(
                f.number(stored.revision),
                f.dateTime(stored.created),
                f.list(sheets),
              )}
        </p>
        <p>{t.review.storedStays}</p>
        <p>
          <a href={hashOf({ at: 'stored', key: destination.key })}>{t.review.openStored}</a>
        </p>
        {lost.length > 0 && (
          <div class="lost">
            <p>
              <Icon name="look" />
              {t.review.lost(f.names(lost))}
            </p>
            <p class="check">
              <input
                id="confirm-replace"
                type="checkbox"
                checked={step.replaceConfirmed}
                onChange={({ currentTarget }) =>
                  controller.confirmReplace(id, currentTarget.checked)
                }
              />
              <label for="confirm-replace">{t.review.confirm}</label>
            </p>
          </div>
        )}
      </div>
    </section>
  );
}
