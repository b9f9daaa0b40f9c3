import { nextStep, type FileAction, type Step } from './file_state';

export interface QueuedFile {
  id: number;
  name: string;
  /** Size of the file on this computer, in bytes. */
  size: number;
  step: Step;
}

/** The files of this tab, in the order in which they were chosen, and the one in front. */
export interface Queue {
  files: QueuedFile[];
  selected: number | null;
}

export type QueueAction =
  | { type: 'added'; files: { id: number; name: string; size: number }[] }
  | { type: 'selected'; id: number }
  | { type: 'removed'; id: number }
  | { type: 'file'; id: number; action: FileAction };

export const emptyQueue: Queue = { files: [], selected: null };

function added(queue: Queue, files: { id: number; name: string; size: number }[]): Queue {
  const fresh = files.map((file): QueuedFile => ({ ...file, step: { at: 'waiting' } }));
  const busy = queue.files.some(({ id, step }) => id === queue.selected && needsPerson(step));
  const selected = busy ? queue.selected : (fresh[0]?.id ?? queue.selected);
  return { files: [...queue.files, ...fresh], selected };
}

function removed(queue: Queue, id: number): Queue {
  const index = queue.files.findIndex((file) => file.id === id);
  const files = queue.files.filter((file) => file.id !== id);
  if (queue.selected !== id) return { ...queue, files };
  return { files, selected: (files[index] ?? files[index - 1])?.id ?? null };
}

/** True where the person has begun something with this file: another one does not push it away. */
function needsPerson({ at }: Step): boolean {
  return ['preview', 'review', 'sending', 'interrupted'].includes(at);
}

export function nextQueue(queue: Queue, action: QueueAction): Queue {
  switch (action.type) {
    case 'added':
      return added(queue, action.files);
    case 'selected':
      return { ...queue, selected: action.id };
    case 'removed':
      return removed(queue, action.id);
    case 'file': {
      const files = queue.files.map((file) => {
        if (file.id !== action.id) return file;
        return { ...file, step: nextStep(file.step, action.action) };
      });
      return { ...queue, files };
    }
  }
}

export function selectedFile(queue: Queue): QueuedFile | null {
  return queue.files.find(({ id }) => id === queue.selected) ?? null;
}

/** True while one is being read: files are read one after the other, since each needs memory. */
export function isReading(queue: Queue): boolean {
  return queue.files.some(({ step }) => step.at === 'reading');
}

export function nextWaiting(queue: Queue): QueuedFile | null {
  return queue.files.find(({ step }) => step.at === 'waiting') ?? null;
}

/** True where closing the tab would lose something that the person has begun. */
export function wouldLose(queue: Queue): boolean {
  return queue.files.some(({ step }) => step.at === 'sending' || step.at === 'interrupted');
}
