import type { Receipt } from '../model/server_types';
import { usePage } from './context';
import { Panel } from './panel';
import { UploadDetails } from './upload_details';

/** A file that was accepted: its receipt, and its way from there. */
export function SentPanel({ name, receipt }: { name: string; receipt: Receipt }) {
  const { state, controller, t, f } = usePage();
  const upload = state.uploads.find(({ uploadId }) => uploadId === receipt.uploadId);
  return (
    <Panel state="sent" title={t.receipt.title(f.quoted(name))}>
      {upload && <UploadDetails upload={upload} />}
      <p class="actions no-print">
        <button
          type="button"
          class="primary"
          onClick={() => document.getElementById('choose-files')?.focus()}
        >
          {t.receipt.another}
        </button>
        <button type="button" class="secondary" onClick={() => controller.show({ at: 'uploads' })}>
          {t.navUploads}
        </button>
      </p>
    </Panel>
  );
}
