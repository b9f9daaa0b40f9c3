import { usePage } from './context';

/** Switches to the other language: all else stays as it is. */
export function LanguageButton() {
  const { state, controller, t } = usePage();
  const other = state.language === 'en' ? 'fr' : 'en';
  return (
    <button type="button" class="link" lang={other} onClick={() => controller.setLanguage(other)}>
      {t.otherLanguage}
    </button>
  );
}
