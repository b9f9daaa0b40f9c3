import type { QueuedFile } from '../model/queue';
import { FailedPanel } from './failed_panel';
import { InterruptedPanel } from './interrupted_panel';
import { PreviewPanel } from './preview_panel';
import { ReadingPanel, WaitingPanel } from './reading_panel';
import { ReviewPanel } from './review_panel';
import { SendingPanel } from './sending_panel';
import { SentPanel } from './sent_panel';

/** The file in front, at the step where it is. */
export function FilePanel({ file }: { file: QueuedFile }) {
  const { id, name, step } = file;
  switch (step.at) {
    case 'waiting':
      return <WaitingPanel name={name} />;
    case 'reading':
      return <ReadingPanel id={id} name={name} step={step} />;
    case 'preview':
      return <PreviewPanel id={id} name={name} step={step} />;
    case 'review':
      return <ReviewPanel id={id} name={name} step={step} />;
    case 'sending':
      return <SendingPanel id={id} name={name} step={step} />;
    case 'interrupted':
      return <InterruptedPanel id={id} name={name} step={step} />;
    case 'sent':
      return <SentPanel name={name} receipt={step.receipt} />;
    case 'failed':
      return <FailedPanel id={id} name={name} failure={step.failure} />;
  }
}
