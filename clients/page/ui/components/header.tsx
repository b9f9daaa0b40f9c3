import { hashOf, type View } from '../model/view';
import { usePage } from './context';
import { LanguageButton } from './language_button';

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
  const { t } = usePage();
  return (
    <header class="page-header">
      <div class="bar">
        <p class="brand">
          <strong>{t.title}</strong>
          <span>{t.tagline}</span>
        </p>
        <section class="language" aria-label={t.languageSelection}>
          <LanguageButton />
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
