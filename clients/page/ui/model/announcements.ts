import { failureText, type Catalogue } from '../catalogue';
import type { AppState } from './app_state';
import type { DestinationState } from './file_state';
import type { Formats } from './format';
import type { OwnUpload } from './own_uploads';
import type { QueuedFile } from './queue';
import { stagesOf, type StageView } from './stages';

interface Words {
  t: Catalogue;
  f: Formats;
}

// Announces changes of a file that is not shown: the focus does not move to them.
function ofOther({ name, step }: QueuedFile, { t, f }: Words): string | null {
  const quoted = f.quoted(name);
  switch (step.at) {
    case 'preview':
      return t.preview.ready(quoted);
    case 'failed':
      return t.failed.announce(quoted);
    case 'interrupted':
      return t.interrupted.announce(quoted);
    case 'sent':
      return t.receipt.announce(quoted);
    default:
      return null;
  }
}

// Whether something is stored under the name already: the answer comes when the review has begun.
function ofDestination(destination: DestinationState, { t }: Words): string | null {
  if (destination.at === 'asking') return null;
  if (destination.at === 'unknown') return t.review.unknown;
  return destination.destination.stored ? t.review.storedTitle : t.review.nothingStored;
}

// Announces changes of the shown file that bring no new heading to focus.
function ofShown(before: QueuedFile, { name, step }: QueuedFile, { t, f }: Words): string | null {
  if (step.at === 'reading' && before.step.at === 'reading' && step.phase !== before.step.phase) {
    return t.reading.announce(f.quoted(name), t.reading.phases[step.phase]);
  }
  if (step.at === 'review' && before.step.at === 'review' && step.destination !== before.step.destination) {
    return ofDestination(step.destination, { t, f });
  }
  if (step.at === 'sending' && before.step.at === 'sending') {
    const paused = step.pauseMs !== null && before.step.attempt === 0 && step.attempt > 0;
    return paused ? t.sending.announcePause : null;
  }
  return null;
}

function ofFiles(before: AppState, now: AppState, words: Words): string | null {
  const shown = now.view.at === 'send' ? now.queue.selected : null;
  for (const file of now.queue.files) {
    const earlier = before.queue.files.find(({ id }) => id === file.id);
    if (!earlier || earlier === file) continue;
    const same = earlier.step.at === file.step.at;
    const text = file.id === shown ? ofShown(earlier, file, words) : same ? null : ofOther(file, words);
    if (text !== null) return text;
  }
  return null;
}

function shownUpload({ view, queue, uploads }: AppState): OwnUpload | null {
  const step = queue.files.find(({ id }) => id === queue.selected)?.step;
  const sent = view.at === 'send' && step?.at === 'sent' ? step.receipt.uploadId : null;
  const id = view.at === 'upload' ? view.id : sent;
  return uploads.find(({ uploadId }) => uploadId === id) ?? null;
}

function stageText({ name, status, store }: StageView, { t, f }: Words): string {
  if (status === 'done') return t.stages[name];
  const told = status === 'superseded' ? t.stages.supersededPlain : t.stages[status];
  const reason = store?.code ? ` ${failureText(t, f, { code: store.code })}` : '';
  return `${t.stages[name]}, ${told}.${reason}`;
}

// The stages that one news brought: both stores may have come with it, in either order.
function ofStages(before: AppState, now: AppState, words: Words): string | null {
  const upload = shownUpload(now);
  const earlier = shownUpload(before);
  if (upload === null || upload.uploadId !== earlier?.uploadId) return null;
  const known = new Map(stagesOf(earlier.state).map(({ name, status }) => [name, status]));
  const told = stagesOf(upload.state)
    // The heading of the receipt has just told the first.
    .filter(({ name, status }) => name !== 'accepted' && status !== 'pending' && status !== known.get(name))
    .map((stage) => stageText(stage, words));
  if (told.length === 0) return null;
  return words.t.stages.announce(words.f.quoted(upload.filename), told.join('. '));
}

// Announces the answer about a send that a reload interrupted.
function ofUnfinished(before: AppState, now: AppState, { t, f }: Words): string | null {
  for (const { key, told, filename } of now.unfinished) {
    const { told: earlier = 'asking' } = before.unfinished.find((send) => send.key === key) ?? {};
    if (earlier === 'asking' && told !== 'asking') return t.unfinished[told](f.quoted(filename));
  }
  return null;
}

/**
 * Returns the text for screen readers after a change of state, null for none. A new heading is
 * announced by moving the focus to it, and not here.
 */
export function announcementOf(before: AppState, now: AppState, words: Words): string | null {
  const told = ofFiles(before, now, words) ?? ofUnfinished(before, now, words);
  return told ?? ofStages(before, now, words);
}
