import { useEffect, useRef, useState } from 'preact/hooks';
import { usePage } from './context';
import { LanguageButton } from './language_button';

/** Asks for the service's token, once a tab. */
export function TokenDialog() {
  const { state, controller, t } = usePage();
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [empty, setEmpty] = useState(false);
  const { token } = state;
  useEffect(() => {
    if (token === null) return dialog.current?.close();
    setEmpty(false);
    if (!dialog.current?.open) dialog.current?.showModal();
    input.current?.focus();
  }, [token]);
  if (token === null) return <dialog ref={dialog} aria-labelledby="token-title" />;
  const use = (event: Event) => {
    event.preventDefault();
    const given = input.current?.value.trim() ?? '';
    if (given !== '') return controller.token(given);
    setEmpty(true);
    input.current?.focus();
  };
  const error = empty ? t.token.empty : token.refused ? t.token.refused : null;
  const cancel = (event: Event) => {
    event.preventDefault();
    controller.token(null);
  };
  return (
    <dialog ref={dialog} aria-labelledby="token-title" onCancel={cancel}>
      <p class="dialog-language">
        <LanguageButton />
      </p>
      <h2 id="token-title">{t.token.title}</h2>
      <p id="token-text">{t.token.text}</p>
      <form onSubmit={use} noValidate>
        <label for="token">{t.token.label}</label>
        {error && (
          <p id="token-error" class="field-error" role="alert">
            {error}
          </p>
        )}
        <input
          ref={input}
          id="token"
          type="password"
          autocomplete="off"
          aria-invalid={error !== null}
          aria-describedby={error ? 'token-error token-text' : 'token-text'}
        />
        <p class="actions">
          <button type="submit" class="primary">
            {t.token.submit}
          </button>
          <button type="button" class="secondary" onClick={cancel}>
            {t.token.cancel}
          </button>
        </p>
      </form>
    </dialog>
  );
}
