// Questions that are asked before something is done.
import { button, el, field, freshId, lang, nameOf, problemPlace, select, t, trying } from './app_dom.js';
import { makeComparison, makeVisit, remove } from './app_api.js';

/** Opens a dialog; `act` is what its chief button does, and it closes when that went well. */
function open(title, content, { does, act, isDanger = false }) {
  const problem = problemPlace();
  const heading = el('h2', { id: freshId(), text: title });
  const go = el('button', { type: 'submit', class: isDanger ? 'danger' : 'main', text: does });
  const submit = async (event) => {
    event.preventDefault();
    go.disabled = true;
    if (await trying(problem, async () => (await act()) ?? true)) dialog.close();
    go.disabled = false;
  };
  const buttons = el(
    'div',
    { class: 'row end' },
    button(t('dialogs.no'), () => dialog.close()),
    go,
  );
  const form = el('form', { on: { submit } }, heading, content, problem, buttons);
  const dialog = el('dialog', { 'aria-labelledby': heading.id, on: { close: () => dialog.remove() } }, form);
  document.body.append(dialog);
  dialog.showModal();
}

/** Asks whether an entry shall go, and deletes it. */
export function askDelete(entry) {
  const kept = t(entry.kind === 'clip' ? 'dialogs.delete_clip' : 'dialogs.delete_set');
  open(t('dialogs.delete_title', { entry: nameOf(entry) }), el('p', { text: kept }), {
    does: t('dialogs.delete'),
    isDanger: true,
    act: async () => {
      await remove(entry.number);
      if (location.hash.startsWith(`#${entry.number}`)) location.hash = '';
    },
  });
}

/** Makes a visit of clips. */
export function askVisit(clips) {
  const label = el('input', { type: 'text', maxlength: 200, autocomplete: 'off' });
  const known = clips.map((clip) => clip.options ?? {});
  const height = heightInput(known.find(({ scale }) => scale?.by === 'height')?.scale.height_cm);
  const sex = sexSelect(known.find((options) => options.sex)?.sex);
  const content = [
    el('p', { text: t('dialogs.visit_hint') }),
    el(
      'ul',
      {},
      clips.map((clip) => el('li', { text: nameOf(clip) })),
    ),
    field(t('label.field'), label, t('label.hint')),
    el('div', { class: 'fields' }, field(t('form.height'), height), field(t('form.sex'), sex)),
  ];
  open(t('dialogs.visit_title'), content, {
    does: t('dialogs.visit'),
    act: async () => {
      const options = { language: lang };
      if (height.value) options.scale = { by: 'height', height_cm: Number(height.value) };
      if (sex.value) options.sex = sex.value;
      const made = await makeVisit(
        label.value.trim(),
        clips.map((clip) => clip.number),
        options,
      );
      location.hash = String(made.number);
    },
  });
}

/** Compares clips, in an order that can be changed. */
export function askComparison(clips) {
  const order = [...clips].sort((a, b) => a.added_s - b.added_s);
  const list = el('ol', { class: 'order' });
  const draw = (focused) => {
    const item = (clip, i) => {
      const up = button('↑', () => move(i), {
        'aria-label': t('dialogs.earlier', { entry: nameOf(clip) }),
        disabled: i === 0,
      });
      return el('li', {}, el('span', { text: nameOf(clip) }), up);
    };
    list.replaceChildren(...order.map(item));
    list.querySelectorAll('button')[focused]?.focus();
  };
  const move = (i) => {
    [order[i - 1], order[i]] = [order[i], order[i - 1]];
    draw(Math.max(i - 1, 1));
  };
  draw();
  open(t('dialogs.comparison_title'), [el('p', { text: t('dialogs.comparison_hint') }), list], {
    does: t('dialogs.comparison'),
    act: async () => {
      const made = await makeComparison(order.map((clip) => clip.number));
      location.hash = String(made.number);
    },
  });
}

export const heightInput = (value) =>
  el('input', { type: 'number', min: 50, max: 250, step: 'any', inputmode: 'decimal', value: value ?? '' });

export const sexSelect = (value) =>
  select(
    [
      ['', t('form.not_given')],
      ['female', t('form.female')],
      ['male', t('form.male')],
    ],
    value,
  );
