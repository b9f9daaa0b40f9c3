import type { OwnUpload } from '../model/own_uploads';
import { overallOf, type Overall } from '../model/stages';
import { hashOf } from '../model/view';
import { usePage } from './context';
import { FileName } from './file_name';
import { Icon } from './icon';
import { useHeadingFocus } from './use_heading_focus';
import { useTitle } from './use_title';

const icons: Record<Overall, Parameters<typeof Icon>[0]['name']> = {
  sending: 'upload',
  onItsWay: 'pending',
  arrived: 'done',
  superseded: 'info',
  failed: 'failed',
  skipped: 'info',
  unknown: 'failed',
  agedOut: 'info',
};

function UploadRow({ upload }: { upload: OwnUpload }) {
  const { controller, t, f } = usePage();
  const { uploadId, filename, startedAt, receipt, state } = upload;
  const overall = overallOf(upload);
  const name = f.quoted(filename);
  const key = state?.stores.kv.key ?? state?.key ?? receipt?.key;
  return (
    <tr>
      <th scope="row">
        <FileName name={filename} />
      </th>
      <td>
        <time dateTime={startedAt}>{f.dateTime(startedAt)}</time>
      </td>
      <td>
        <span class={`overall overall-${overall}`}>
          <Icon name={icons[overall]} />
          {t.overall[overall]}
        </span>
      </td>
      <td>
        <ul class="row-actions">
          <li>
            <a href={hashOf({ at: 'upload', id: uploadId })} aria-label={t.uploads.detailsName(name)}>
              {t.uploads.details}
            </a>
          </li>
          {state?.stores.kv.state === 'stored' && key && (
            <li>
              <a href={hashOf({ at: 'stored', key })} aria-label={t.uploads.openName(name)}>
                {t.uploads.open}
              </a>
            </li>
          )}
          <li>
            <button
              type="button"
              class="link"
              aria-label={t.uploads.forgetName(name)}
              onClick={() => controller.uploads.forget(uploadId)}
            >
              {t.uploads.forget}
            </button>
          </li>
        </ul>
      </td>
    </tr>
  );
}

/** The uploads of this browser with their present state. */
export function UploadsView() {
  const { state, t } = usePage();
  const heading = useHeadingFocus('uploads');
  useTitle(t.uploads.title);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {t.uploads.title}
      </h1>
      <p>{t.uploads.text}</p>
      {state.uploads.length === 0 ? (
        <p>{t.uploads.none}</p>
      ) : (
        <div class="table-scroll" role="region" aria-labelledby="uploads-caption" tabIndex={0}>
          <table class="cards">
            <caption id="uploads-caption">{t.uploads.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{t.uploads.file}</th>
                <th scope="col">{t.uploads.when}</th>
                <th scope="col">{t.uploads.state}</th>
                <th scope="col">{t.uploads.actions}</th>
              </tr>
            </thead>
            <tbody>
              {state.uploads.map((upload) => (
                <UploadRow key={upload.uploadId} upload={upload} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
