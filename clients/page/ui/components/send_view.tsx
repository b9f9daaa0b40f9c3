import { selectedFile } from '../model/queue';
import { usePage } from './context';
import { FileChooser } from './file_chooser';
import { FilePanel } from './file_panel';
import { PromiseNotice } from './promise_notice';
import { QueueList } from './queue_list';
import { UnfinishedNotice } from './unfinished_notice';
import { useTitle } from './use_title';
import { useHeadingFocus } from './use_heading_focus';

/** Choosing files, and what becomes of the one in front. */
export function SendView() {
  const { state, t } = usePage();
  const { queue } = state;
  const file = selectedFile(queue);
  const heading = useHeadingFocus(file === null ? 'send' : null);
  useTitle(t.navSend);
  const begun = queue.files.length > 0;
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {t.navSend}
      </h1>
      <PromiseNotice />
      <UnfinishedNotice />
      <div class={begun ? 'columns' : ''}>
        <div class="aside">
          <FileChooser />
          {begun && <QueueList />}
        </div>
        {file && <FilePanel key={file.id} file={file} />}
      </div>
    </>
  );
}
