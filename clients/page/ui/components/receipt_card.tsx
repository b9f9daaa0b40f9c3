import { downloadBlob } from '../browser/download';
import { downloadName } from '../model/csv_name';
import { receiptOf, type OwnUpload } from '../model/own_uploads';
import { usePage } from './context';
import { Facts } from './facts';
import { FileName } from './file_name';

/** The receipt of an upload, to print and to keep. */
export function ReceiptCard({ upload }: { upload: OwnUpload }) {
  const { t, f } = usePage();
  const receipt = receiptOf(upload);
  const { acceptedAt, key, sha256 } = receipt;
  const number = (value?: number) => (value === undefined ? null : f.number(value));
  const save = () => {
    const text = `${JSON.stringify(receipt, null, 2)}\n`;
    const blob = new Blob([text], { type: 'application/json' });
    downloadBlob(blob, downloadName(upload.filename, t.receipt.downloadName));
  };
  return (
    <section class="receipt" aria-labelledby="receipt-title">
      <h3 id="receipt-title">{t.receipt.receipt}</h3>
      {receipt.duplicate && <p>{t.receipt.duplicate}</p>}
      <Facts
        facts={[
          [t.receipt.uploadId, <code key="id">{receipt.uploadId}</code>],
          [
            t.receipt.acceptedAt,
            acceptedAt && <time dateTime={acceptedAt}>{f.dateTime(acceptedAt)}</time>,
          ],
          [t.receipt.filename, <FileName key="name" name={receipt.filename ?? ''} />],
          [t.receipt.key, key && <code key="key">{key}</code>],
          [t.receipt.stream, receipt.stream && <code>{receipt.stream}</code>],
          [t.receipt.sequence, number(receipt.sequence)],
          [t.receipt.sheets, number(receipt.sheets)],
          [t.receipt.rows, number(receipt.rows)],
          [t.receipt.bytes, receipt.bytes === undefined ? null : f.bytes(receipt.bytes)],
          [t.receipt.sha256, sha256 && <code key="sha256">{sha256}</code>],
        ]}
      />
      <p class="actions no-print">
        <button type="button" class="secondary" onClick={() => print()}>
          {t.receipt.print}
        </button>
        <button type="button" class="secondary" onClick={save}>
          {t.receipt.download}
        </button>
      </p>
    </section>
  );
}
