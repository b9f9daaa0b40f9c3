import type { Phase } from '../../worker/protocol';
import type { Book, Message } from './book';
import type { Failure } from './failure';
import type { Destination, Receipt } from './server_types';

/** The message of the sheets chosen: made by the worker again whenever the choice changes. */
export type MessageState =
  | { at: 'making' }
  | { at: 'made'; message: Message }
  | { at: 'failed'; failure: Failure };

/** The upload that would be replaced; requested when the file is reviewed. */
export type DestinationState =
  | { at: 'asking' }
  | { at: 'known'; destination: Destination }
  | { at: 'unknown'; failure: Failure };

export interface Preview {
  book: Book;
  /** Names of sheets that do not go. */
  left: ReadonlySet<string>;
  message: MessageState;
}

export interface Review extends Preview {
  reviewed: Message;
  destination: DestinationState;
  replaceConfirmed: boolean;
  key: string;
  /** The key is that of a send that a reload interrupted. */
  resumed: boolean;
}

/** The state of one file between choice and stores. */
export type Step =
  | { at: 'waiting' }
  | { at: 'reading'; phase: Phase; done: number; total: number }
  | ({ at: 'preview'; problem: Failure | null } & Preview)
  | ({ at: 'review'; problem: Failure | null } & Review)
  | ({ at: 'sending'; sent: number; attempt: number; pauseMs: number | null } & Review)
  | ({ at: 'interrupted'; failure: Failure } & Review)
  | { at: 'sent'; receipt: Receipt }
  | { at: 'failed'; failure: Failure };

export type FileAction =
  | { type: 'phase'; phase: Phase; done: number; total: number }
  | { type: 'read'; book: Book }
  | { type: 'failed'; failure: Failure }
  | { type: 'sheetToggled'; sheet: string }
  | { type: 'messageMade'; message: Message }
  | { type: 'messageFailed'; failure: Failure }
  | { type: 'problem'; failure: Failure }
  | { type: 'reviewed'; key: string; resumed: boolean }
  | { type: 'destination'; destination: DestinationState }
  | { type: 'replaceConfirmed'; confirmed: boolean }
  | { type: 'backToPreview' }
  | { type: 'sendStarted' }
  | { type: 'progress'; sent: number }
  | { type: 'paused'; attempt: number; ms: number }
  | { type: 'interrupted'; failure: Failure }
  | { type: 'refused'; failure: Failure; key: string }
  | { type: 'accepted'; receipt: Receipt };

function toggled(left: ReadonlySet<string>, sheet: string): ReadonlySet<string> {
  const next = new Set(left);
  if (!next.delete(sheet)) next.add(sheet);
  return next;
}

function previewOf({ book, left, message }: Preview): Preview {
  return { book, left, message };
}

function reviewOf(step: Review): Review {
  const { reviewed, destination, replaceConfirmed, key, resumed } = step;
  return { ...previewOf(step), reviewed, destination, replaceConfirmed, key, resumed };
}

function inPreview(step: Step & { at: 'preview' }, action: FileAction): Step {
  switch (action.type) {
    case 'sheetToggled': {
      const left = toggled(step.left, action.sheet);
      return { ...step, left, message: { at: 'making' }, problem: null };
    }
    case 'messageMade':
      return { ...step, message: { at: 'made', message: action.message } };
    case 'messageFailed':
      return { ...step, message: { at: 'failed', failure: action.failure } };
    case 'problem':
      return { ...step, problem: action.failure };
    case 'reviewed': {
      if (step.message.at !== 'made') return step;
      const { key, resumed } = action;
      const asked = { reviewed: step.message.message, replaceConfirmed: false, key, resumed };
      const destination = { at: 'asking' } as const;
      return { at: 'review', problem: null, ...previewOf(step), ...asked, destination };
    }
    default:
      return step;
  }
}

function inReview(step: Step & { at: 'review' }, action: FileAction): Step {
  switch (action.type) {
    case 'destination':
      return { ...step, destination: action.destination };
    case 'replaceConfirmed':
      return { ...step, replaceConfirmed: action.confirmed, problem: null };
    case 'problem':
      return { ...step, problem: action.failure };
    case 'backToPreview':
      return { at: 'preview', problem: null, ...previewOf(step) };
    case 'sendStarted':
      return { at: 'sending', sent: 0, attempt: 0, pauseMs: null, ...reviewOf(step) };
    default:
      return step;
  }
}

function inSending(step: Step & { at: 'sending' }, action: FileAction): Step {
  switch (action.type) {
    case 'progress':
      return { ...step, sent: action.sent, pauseMs: null };
    case 'paused':
      return { ...step, sent: 0, attempt: action.attempt + 1, pauseMs: action.ms };
    case 'interrupted':
      return { at: 'interrupted', failure: action.failure, ...reviewOf(step) };
    case 'refused':
      return { at: 'review', problem: action.failure, ...reviewOf(step), key: action.key, resumed: false };
    case 'accepted':
      return { at: 'sent', receipt: action.receipt };
    default:
      return step;
  }
}

/**
 * The next step of one file. An action that does not belong to the present step changes nothing:
 * answers may come late.
 */
export function nextStep(step: Step, action: FileAction): Step {
  if (action.type === 'failed') return { at: 'failed', failure: action.failure };
  switch (step.at) {
    case 'waiting':
    case 'reading': {
      if (action.type === 'phase') {
        return { at: 'reading', phase: action.phase, done: action.done, total: action.total };
      }
      if (action.type !== 'read') return step;
      const empty = action.book.sheets.filter(({ rows }) => rows === 0).map(({ name }) => name);
      const left = new Set(empty.length < action.book.sheets.length ? empty : []);
      return { at: 'preview', problem: null, book: action.book, left, message: { at: 'making' } };
    }
    case 'preview':
      return inPreview(step, action);
    case 'review':
      return inReview(step, action);
    case 'sending':
      return inSending(step, action);
    case 'interrupted':
      if (action.type === 'sendStarted') {
        return { at: 'sending', sent: 0, attempt: 0, pauseMs: null, ...reviewOf(step) };
      }
      if (action.type === 'backToPreview') return { at: 'preview', problem: null, ...previewOf(step) };
      return step;
    default:
      return step;
  }
}
