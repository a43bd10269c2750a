// Parts of the form that are more than a field: stickers and the questions that come first.
import { button, el, filled, freshId, select, t } from './app_dom.js';

const SITES = ['asis', 'psis', 'patella', 'trochanter', 'knee', 'malleolus'];
const COLOURS = ['red', 'orange', 'yellow', 'green', 'cyan', 'blue', 'magenta'];
const OTHER = 'other';

/** Stickers: rows of a place on the body and a colour. `markers` is as in `asis=green,knee=red`. */
export function stickers(markers = '') {
  const rows = el('div');
  const add = button(t('stickers.add'), () => {
    const used = all().map((row) => row.site.value);
    const colours = all().map((row) => row.colour());
    const free = (choices, taken) => choices.find((one) => !taken.includes(one)) ?? choices[0];
    append(free(SITES, used), free(['green', 'magenta', ...COLOURS], colours)).focus();
    mark();
  });
  const node = el(
    'fieldset',
    {},
    el('legend', { text: t('stickers.heading') }),
    el('p', { class: 'soft', text: t('stickers.hint') }),
    rows,
    add,
  );
  const made = new Map();
  const all = () => [...rows.children].map((row) => made.get(row));
  const mark = () => (add.hidden = rows.children.length >= SITES.length);

  function append(site, colour) {
    const isOther = !COLOURS.includes(colour);
    const siteField = select(
      SITES.map((id) => [id, t(`sites.${id}`)]),
      site,
    );
    siteField.setAttribute('aria-label', t('stickers.site'));
    const picker = el('input', {
      type: 'color',
      value: isOther ? colour : '#00c000',
      'aria-label': t('stickers.picker'),
    });
    const choices = [...COLOURS, OTHER].map((id) => [id, t(`colours.${id}`)]);
    const colourField = select(choices, isOther ? OTHER : colour, (now) => {
      picker.hidden = now !== OTHER;
    });
    colourField.setAttribute('aria-label', t('stickers.colour'));
    picker.hidden = !isOther;
    const row = el('div', { class: 'row sticker-row' }, siteField, colourField, picker);
    const remove = button(t('stickers.remove'), () => {
      row.remove();
      mark();
      add.focus();
    });
    row.append(remove);
    made.set(row, { site: siteField, colour: () => (colourField.value === OTHER ? picker.value : colourField.value) });
    rows.append(row);
    return siteField;
  }
  for (const one of markers.split(',').filter(Boolean)) {
    const [site, colour] = one.split('=');
    if (SITES.includes(site) && colour) append(site, colour);
  }
  mark();

  /** As the program wants it; a place named twice counts once. */
  const value = () =>
    [...new Map(all().map((row) => [row.site.value, row.colour()]))].map((pair) => pair.join('=')).join(',');
  return { node, value };
}

/** In the order in which they are asked. */
const QUESTIONS = [
  'new_injury',
  'cannot_bear_weight',
  'locked_knee',
  'cannot_lift_leg',
  'hot_swollen_or_fever',
  'deformed',
  'cold_or_numb_foot',
  'calf_or_breath',
  'new_weakness',
  'both_legs',
  'saddle_or_bladder',
  'face_arm_speech',
  'fainted',
  'rest_pain_or_weight_loss',
  'rapidly_worse',
  'falls',
  'daily_or_stairs',
  'after_surgery',
  'swelling_stays',
  'nerve_condition',
  'under_16',
];

/** The questions that come before everything, and where it hurts. */
export function questions(answers = {}) {
  const pain = select(
    [['', t('form.not_given')], ...['none', 'left', 'right', 'both'].map((id) => [id, t(`pain.${id}`)])],
    answers.pain,
  );
  pain.id = freshId();
  const asked = QUESTIONS.map((id) => question(id, answers.questions?.[id]));
  const count = () => asked.filter((one) => one.value() !== undefined).length;
  const summary = el('summary');
  const tell = () => (summary.textContent = t('questions.heading', { n: count(), of: asked.length }));
  const node = el(
    'details',
    { open: !asked.every((one) => one.value() !== undefined), on: { change: tell } },
    summary,
    el('p', { class: 'strong', text: t('questions.emergency') }),
    el('p', { class: 'soft', text: t('questions.hint') }),
    el('div', { class: 'field' }, el('label', { for: pain.id, text: t('pain.heading') }), pain),
    asked.map((one) => one.node),
  );
  tell();

  /** Answers, undefined where there are none. */
  const value = () => {
    const given = asked.filter((one) => one.value() !== undefined).map((one) => [one.id, one.value()]);
    const all = {};
    if (pain.value) all.pain = pain.value;
    if (given.length) all.questions = Object.fromEntries(given);
    return Object.keys(all).length ? all : undefined;
  };
  return { node, value };
}

function question(id, before) {
  const name = freshId();
  const radio = (text, isYes, isChosen) => {
    const input = el('input', { type: 'radio', name, checked: isChosen });
    input.dataset.yes = isYes;
    return el('label', {}, input, ` ${text}`);
  };
  const answers = el(
    'span',
    { class: 'row' },
    radio(t('questions.yes'), 'true', before === true),
    radio(t('questions.no'), 'false', before === false),
    radio(t('questions.open'), '', before === undefined),
  );
  const node = el(
    'fieldset',
    { class: 'question' },
    el('legend', { text: filled(`patient.red_flags.${id}`) }),
    answers,
  );
  const value = () => {
    const { yes } = node.querySelector('input:checked').dataset;
    return yes ? yes === 'true' : undefined;
  };
  return { id, node, value };
}
