import { useEffect, useRef, useState } from 'preact/hooks';
import { usePage } from './context';
import { Icon } from './icon';

const kAccepted = '.xlsx,.xlsm,.xlsb,.xls,.ods,.fods,.csv';

/** True while files are dragged over the page, which all of it takes. */
function useFileDrop(onFiles: (files: FileList) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const on = (name: 'dragover' | 'dragleave' | 'drop', action: (event: DragEvent) => void) =>
      addEventListener(name, action, { signal: stop.signal });
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    on('dragover', (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    });
    on('dragleave', (event) => {
      if (event.relatedTarget === null) setOver(false);
    });
    on('drop', (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      onFiles(event.dataTransfer!.files);
    });
    return () => stop.abort();
  }, [onFiles]);
  return over;
}

/** The real file input with its label and hint, in a zone that takes dropped files too. */
export function FileChooser() {
  const { state, controller, t, f } = usePage();
  const input = useRef<HTMLInputElement>(null);
  const take = useRef((files: FileList) => controller.add(files)).current;
  const over = useFileDrop(take);
  const { limits } = state;
  const most = limits ? t.choose.limit(f.bytes(limits.maxBytes)) : t.choose.limitUnknown;
  const chosen = () => {
    if (input.current?.files) controller.add(input.current.files);
    // The same file again is a choice too.
    if (input.current) input.current.value = '';
  };
  return (
    <section class="chooser" aria-labelledby="choose-title">
      <h2 id="choose-title">{t.choose.title}</h2>
      <p id="choose-hint" class="hint">
        {t.choose.hint(most)}
      </p>
      <div class={over ? 'drop over' : 'drop'}>
        <label class="button" for="choose-files">
          <Icon name="file" />
          {t.choose.label}
        </label>
        <input
          ref={input}
          id="choose-files"
          class="visually-hidden"
          type="file"
          multiple
          accept={kAccepted}
          aria-describedby="choose-hint"
          onChange={chosen}
        />
        <p>{over ? t.choose.dropNow : t.choose.drop}</p>
      </div>
    </section>
  );
}
