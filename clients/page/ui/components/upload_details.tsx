import type { OwnUpload } from '../model/own_uploads';
import { hashOf } from '../model/view';
import { usePage } from './context';
import { ReceiptCard } from './receipt_card';
import { StageList } from './stage_list';

/** The stages and the receipt of one upload, and the way to what is stored of it. */
export function UploadDetails({ upload }: { upload: OwnUpload }) {
  const { t } = usePage();
  const { kv } = upload.state?.stores ?? {};
  const key = kv?.key ?? upload.state?.key ?? upload.receipt?.key;
  return (
    <>
      <StageList upload={upload} />
      {kv?.state === 'stored' && key && (
        <p class="no-print">
          <a href={hashOf({ at: 'stored', key })}>{t.receipt.openStored}</a>
        </p>
      )}
      <ReceiptCard upload={upload} />
    </>
  );
}
