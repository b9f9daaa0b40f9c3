import { hashOf, type View } from '../model/view';
import { usePage } from './context';

function NavigationLink({ to, text }: { to: View; text: string }) {
  const { state } = usePage();
  const { at } = state.view;
  const here = at === to.at || (to.at === 'uploads' && (at === 'upload' || at === 'stored'));
  return (
    <li>
      <a href={hashOf(to)} aria-current={here ? 'page' : undefined}>
        {text}
      </a>
    </li>
  );
}

export function Header() {
  const { state, controller, t } = usePage();
  const other = state.language === 'en' ? 'fr' : 'en';
  return (
    <header class="page-header">
      <div class="bar">
        <p class="brand">
          <strong>{t.title}</strong>
          <span>{t.tagline}</span>
        </p>
        <section class="language" aria-label={t.languageSelection}>
          <button
            type="button"
            class="link"
            lang={other}
            onClick={() => controller.setLanguage(other)}
          >
            {t.otherLanguage}
          </button>
        </section>
      </div>
      <nav aria-label={t.navigation}>
        <ul>
          <NavigationLink to={{ at: 'send' }} text={t.navSend} />
          <NavigationLink to={{ at: 'uploads' }} text={t.navUploads} />
        </ul>
      </nav>
    </header>
  );
}
