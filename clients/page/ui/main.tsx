import { render } from 'preact';
import { App } from './components/app';
import { Controller } from './controller/controller';
import { Store } from './controller/store';
import { firstState, nextState } from './model/app_state';
import { languageOf } from './model/format';

const language = Controller.savedLanguage() ?? languageOf(navigator.languages);
const store = new Store(firstState(language, location.hash), nextState);
const controller = new Controller(store);
render(<App store={store} controller={controller} />, document.getElementById('app')!);
controller.start();
