import { useEffect, useMemo, useState } from 'preact/hooks';
import { catalogues } from '../catalogue';
import type { Controller } from '../controller/controller';
import type { Store } from '../controller/store';
import type { AppAction, AppState } from '../model/app_state';
import { Formats } from '../model/format';
import { PageContext } from './context';
import { Footer } from './footer';
import { Header } from './header';
import { LiveRegion } from './live_region';
import { SendView } from './send_view';
import { StoredView } from './stored_view';
import { TokenDialog } from './token_dialog';
import { UploadView } from './upload_view';
import { UploadsView } from './uploads_view';
import { openPage } from './use_heading_focus';

interface Props {
  store: Store<AppState, AppAction>;
  controller: Controller;
}

function View({ view }: Pick<AppState, 'view'>) {
  switch (view.at) {
    case 'send':
      return <SendView />;
    case 'uploads':
      return <UploadsView />;
    case 'upload':
      return <UploadView id={view.id} />;
    case 'stored':
      return <StoredView key={view.key} storedKey={view.key} />;
  }
}

export function App({ store, controller }: Props) {
  const [state, setState] = useState(store.state);
  useEffect(() => {
    const update = () => setState(store.state);
    // An answer may have come before the first picture was there.
    update();
    return store.subscribe(update);
  }, [store]);
  const { language } = state;
  const f = useMemo(() => new Formats(language), [language]);
  const t = catalogues[language];
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  // After the effects of what is inside: the first picture has not taken the focus.
  useEffect(openPage, []);
  const page = useMemo(() => ({ state, controller, t, f }), [state, controller, t, f]);
  return (
    <PageContext.Provider value={page}>
      <a class="skip" href="#main" onClick={(event) => skip(event)}>
        {t.skip}
      </a>
      <Header />
      <main id="main" tabIndex={-1}>
        <View view={state.view} />
      </main>
      <Footer />
      <TokenDialog />
      <LiveRegion />
    </PageContext.Provider>
  );
}

// The part of the address after # names the view.
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
