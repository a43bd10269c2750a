// Building elements, and texts, numbers and dates in the page's language. Data only ever becomes text, never markup.

export const lang = document.documentElement.lang || 'en';
const LOCALE = { en: 'en-GB' }[lang] ?? lang;
const texts = JSON.parse(document.getElementById('texts').textContent);

/** The text of a key of the page's own file, its places filled in; the key itself where there is no text. */
export function t(key, places = {}) {
  return filled(`app.${key}`, places);
}

/** The text of any key that the page was given. */
export function filled(key, places = {}) {
  const text = texts[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (place, name) => (name in places ? String(places[name]) : place));
}

/**
 * An element. `props`: `class`, `text`, `on` (handlers by event); values of form fields and flags as properties;
 * everything else as attributes, where null and undefined are left out. Children that are null are left out.
 */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined) continue;
    if (name === 'class') element.className = value;
    else if (name === 'text') element.textContent = value;
    else if (name === 'on') Object.entries(value).forEach(([event, act]) => element.addEventListener(event, act));
    else if (typeof value === 'boolean' || name === 'value') element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A button that submits nothing. */
export const button = (text, act, props = {}) => el('button', { type: 'button', text, on: { click: act }, ...props });

/** Sets a text only where it differs, so that a selection in it stays. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** A name that no other element has. */
let made = 0;
export const freshId = () => `n${(made += 1)}`;

/** A field with its label before it and, where given, a hint below it. */
export function field(label, input, hint = null) {
  input.id ||= freshId();
  const below = hint ? el('p', { class: 'soft', id: `${input.id}h`, text: hint }) : null;
  if (below) input.setAttribute('aria-describedby', below.id);
  return el('div', { class: 'field' }, el('label', { for: input.id, text: label }), input, below);
}

/** A select: `choices` are pairs of value and text. */
export function select(choices, chosen, act = () => {}) {
  const options = choices.map(([value, text]) => el('option', { value, text }));
  const made = el('select', { on: { change: () => act(made.value) } }, options);
  made.value = chosen ?? '';
  if (made.selectedIndex < 0) made.selectedIndex = 0;
  return made;
}

/** What the program says in English beyond the page's own words; folded away where the page speaks another language. */
export function englishDetails(text) {
  if (!text) return null;
  const words = el('p', { class: 'soft', lang: 'en', text });
  return lang === 'en' ? words : el('details', { class: 'english' }, el('summary', { text: t('entry.details') }), words);
}

/** A box that says what went wrong and what to do. */
export function problemBox(problem, ...children) {
  const own = (part) => texts[`app_problems.problems.${problem.name}.${part}`] ?? problem[part];
  const more = (text, props) => (text ? el('p', { text, ...props }) : null);
  return el(
    'div',
    { class: 'note serious' },
    more(own('what'), { class: 'strong' }),
    more(own('hint')),
    englishDetails(problem.detail),
    children,
  );
}

/** Why nothing was measured. */
export const refusalText = (id) => filled(`app_problems.refused.${id}`);

/** Does something that may fail; a failure is shown in `place`, which is emptied first. */
export async function trying(place, act) {
  place.replaceChildren();
  try {
    return await act();
  } catch (problem) {
    place.replaceChildren(problemBox(problem.what ? problem : { what: String(problem) }));
    return null;
  }
}

/** Where `trying` shows failures. */
export const problemPlace = () => el('div', { role: 'alert' });

const number = (value, decimals) => new Intl.NumberFormat(LOCALE, { maximumFractionDigits: decimals }).format(value);
export { number };

const DATE = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' });
export const date = (seconds) => DATE.format(new Date(seconds * 1000));

export const megabytes = (bytes) =>
  t('units.megabytes', { n: number(Math.max(bytes / 1e6, 0.1), bytes < 1e7 ? 1 : 0) });
export const seconds = (value) =>
  t('units.seconds', {
    n: new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value),
  });
export const percent = (share) =>
  new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 0 }).format(share);

/** What an id of the program's own is called; one that the page does not know is unclear to it. */
export const idText = (section, id) => (`app.${section}.${id}` in texts ? t(`${section}.${id}`) : t('form.unclear'));

/** What an entry is called: its label, else its kind and number. */
export const nameOf = (entry) => entry.label || t(`kinds.${entry.kind}_numbered`, { n: entry.number });

/** Says something to those who listen to the page. */
export function announce(text) {
  document.getElementById('live').textContent = text;
}
