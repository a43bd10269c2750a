// The page of the local application: which view is shown, and what it follows.
import { button, el, lang, problemBox, t } from './app_dom.js';
import { watch } from './app_api.js';
import { follow, isAtWork } from './app_progress.js';
import { takeDrops } from './app_uploads.js';
import { homeView } from './app_home.js';
import { entryView } from './app_entry.js';

const place = document.getElementById('view');
let state = null;
let view = null;
let shownAs = null;
let wantsFocus = false;

/** The address: `#7/sheet` is the sheet of entry 7, nothing is the first view. */
function address() {
  const found = /^#(\d+)(?:\/(\w+))?$/.exec(location.hash);
  return found ? { number: Number(found[1]), part: found[2] ?? '' } : { number: null, part: '' };
}

function show() {
  const { number, part } = address();
  if (!state) return;
  const isOther = shownAs !== number || !view;
  const isFirst = !view;
  if (isOther) {
    view = number === null ? homeView() : entryView(number);
    shownAs = number;
  }
  view.update(state, part);
  if (isOther) {
    place.replaceChildren(view.node);
    wantsFocus = !isFirst;
    if (wantsFocus) scrollTo(0, 0);
  }
  const heading = place.querySelector('h1');
  if (wantsFocus && heading) {
    wantsFocus = false;
    heading.focus({ preventScroll: true });
  }
  document.title = `${view.title()} · gaitline`;
}

/** The languages, each a link to the same place. */
function languages() {
  const nav = document.getElementById('languages');
  nav.setAttribute('aria-label', t('page.language'));
  const link = (code) =>
    el('a', {
      href: `?lang=${code}${location.hash}`,
      lang: code,
      hreflang: code,
      text: t(`languages.${code}`),
      'aria-current': code === lang ? 'true' : null,
    });
  nav.replaceChildren(...['en', 'de', 'fr', 'es'].map(link));
}

const away = document.getElementById('away');

function tellAway(problem) {
  const isNew = problem && away.hidden;
  away.hidden = !problem;
  if (!problem) away.replaceChildren();
  else if (isNew)
    away.replaceChildren(
      ...problemBox(
        problem,
        button(t('away.reload'), () => location.reload()),
      ).childNodes,
    );
}

document.getElementById('foot').append(el('p', { text: t('page.foot') }));
languages();
takeDrops();
addEventListener('hashchange', () => {
  languages();
  show();
});
place.append(el('p', { text: t('page.loading') }));
// the time left goes on between two states
setInterval(() => !document.hidden && state?.entries.some(isAtWork) && show(), 1000);
watch((now) => {
  state = now;
  follow(now.entries);
  show();
}, tellAway);
