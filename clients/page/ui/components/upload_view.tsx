import { hashOf } from '../model/view';
import { failureText } from '../catalogue';
import { usePage } from './context';
import { FileName } from './file_name';
import { UploadDetails } from './upload_details';
import { useHeadingFocus } from './use_heading_focus';
import { useTitle } from './use_title';

/** One of the own uploads, with receipt and stages. */
export function UploadView({ id }: { id: string }) {
  const { state, t, f } = usePage();
  const upload = state.uploads.find(({ uploadId }) => uploadId === id);
  const heading = useHeadingFocus(id);
  useTitle(upload?.filename ?? t.navUploads);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {upload ? <FileName name={upload.filename} /> : t.navUploads}
      </h1>
      {upload ? (
        <UploadDetails upload={upload} />
      ) : (
        <p>{failureText(t, f, { code: 'unknown-upload' })}</p>
      )}
      <p class="no-print">
        <a href={hashOf({ at: 'uploads' })}>{t.uploads.back}</a>
      </p>
    </>
  );
}
