import { chosenSheets } from '../model/book';
import type { Step } from '../model/file_state';
import { sameData } from '../model/own_uploads';
import { usePage } from './context';
import { ErrorSummary } from './error_summary';
import { Facts } from './facts';
import { FileName } from './file_name';
import { FailureDetails } from './failure_details';
import { Icon } from './icon';
import { Panel } from './panel';
import { StoredNotice } from './stored_notice';

interface Props {
  id: number;
  name: string;
  step: Step & { at: 'review' };
}

function ReviewFacts({ name, step }: Omit<Props, 'id'>) {
  const { t, f } = usePage();
  const { destination, reviewed, book, left } = step;
  const key = destination.at === 'known' ? destination.destination.key : null;
  const unknownKey = destination.at === 'asking' ? t.review.asking : t.review.notKnown;
  const sheets = chosenSheets(book, left).map((sheet) => sheet.name);
  const out = book.sheets.filter((sheet) => left.has(sheet.name)).map((sheet) => sheet.name);
  return (
    <Facts
      facts={[
        [t.review.filename, <FileName key="name" name={name} />],
        [t.review.key, key === null ? unknownKey : <code key="key">{key}</code>],
        [t.review.sheets, f.names(sheets)],
        [t.review.leftOut, f.names(out)],
        [t.review.rows, f.number(reviewed.rows)],
        [t.review.bytes, f.bytes(reviewed.bytes)],
        [t.review.sha256, <code key="sha256">{reviewed.sha256}</code>],
      ]}
    />
  );
}

/** Says that sending the same data once more makes a second upload, or that it does not. */
function SameDataNotice({ step }: { step: Props['step'] }) {
  const { state, t, f } = usePage();
  const [same] = sameData(state.uploads, step.reviewed.sha256, step.key);
  if (!step.resumed && !same) return null;
  const running = same && same.receipt === null && same.state === null;
  const text = step.resumed
    ? t.review.resumed
    : running
      ? t.review.sameNow
      : t.review.same(f.dateTime(same!.startedAt));
  return (
    <div class="notice info">
      <Icon name="info" />
      <p>{text}</p>
    </div>
  );
}

/** All that will be sent and what it will replace; nothing goes before the button is pressed. */
export function ReviewPanel({ id, name, step }: Props) {
  const { controller, t, f } = usePage();
  const target = step.problem?.code === 'replaceNotConfirmed' ? 'confirm-replace' : 'send';
  return (
    <Panel state="review" title={t.review.title(f.quoted(name))}>
      {step.problem && <ErrorSummary failure={step.problem} target={target} />}
      {step.problem?.text && <FailureDetails failure={step.problem} />}
      <h3>{t.review.summary}</h3>
      <ReviewFacts name={name} step={step} />
      {step.reviewed.rows === 0 && <p>{t.review.noRows}</p>}
      <StoredNotice id={id} step={step} />
      <SameDataNotice step={step} />
      <p class="actions">
        <button id="send" type="button" class="primary" onClick={() => controller.send(id)}>
          <Icon name="upload" />
          {t.review.send}
        </button>
        <button type="button" class="secondary" onClick={() => controller.backToPreview(id)}>
          {t.review.back}
        </button>
      </p>
    </Panel>
  );
}
