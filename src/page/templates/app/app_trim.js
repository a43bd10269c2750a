// Which part of a clip is analysed: two sliders, each with the nearest still.
import { el, freshId, seconds, setText, t } from './app_dom.js';
import { stillOf } from './app_api.js';

const STEP_S = 0.1;
const LEAST_S = 0.5;

export function trimmer(entry) {
  const slider = (name) => {
    const input = el('input', { type: 'range', id: freshId(), min: 0, step: STEP_S });
    const picture = el('img', { alt: '' });
    const time = el('span', { class: 'clock' });
    const label = el('label', { for: input.id, text: t(`trim.${name}`) });
    return {
      input,
      picture,
      time,
      node: el('div', { class: 'end-of-part' }, el('div', { class: 'row' }, label, time), picture, input),
    };
  };
  const start = slider('start');
  const end = slider('end');
  const words = el('p', { class: 'soft', role: 'status' });
  const node = el(
    'fieldset',
    {},
    el('legend', { text: t('trim.heading') }),
    el('div', { class: 'ends' }, start.node, end.node),
    words,
  );
  let look = null;

  /** As far as the slider can say: its last place is the film's end. */
  const lastPlace = () => Math.floor(look.duration_s / STEP_S) * STEP_S;
  const value = (one) => Number(one.input.value);
  /** What a place of a slider says. */
  const shownAt = (one) => seconds(value(one) >= lastPlace() - STEP_S / 2 ? look.duration_s : value(one));

  function draw() {
    for (const one of [start, end]) {
      const at = value(one);
      setText(one.time, shownAt(one));
      one.input.setAttribute('aria-valuetext', shownAt(one));
      const nearest = look.stills.reduce(
        (best, still) => (Math.abs(still.time_s - at) < Math.abs(best.time_s - at) ? still : best),
        look.stills[0],
      );
      one.picture.hidden = !nearest;
      const file = nearest ? stillOf(entry.number, nearest.file) : '';
      if (nearest && one.picture.getAttribute('src') !== file) one.picture.src = file;
    }
    const { start_s, end_s } = part();
    const isWhole = start_s === undefined && end_s === undefined;
    setText(
      words,
      isWhole ? t('trim.whole') : t('trim.part', { from: shownAt(start), to: shownAt(end) }),
    );
  }

  /** The two never pass each other. */
  function keepApart(moved) {
    if (moved === start) start.input.value = Math.min(value(start), Math.max(value(end) - LEAST_S, 0));
    else end.input.value = Math.max(value(end), value(start) + LEAST_S);
    draw();
  }
  start.input.addEventListener('input', () => keepApart(start));
  end.input.addEventListener('input', () => keepApart(end));

  const update = (now) => {
    node.hidden = !now.look?.stills.length || now.look.duration_s <= LEAST_S;
    if (node.hidden) return;
    const isFirst = !look;
    look = now.look;
    if (!isFirst) return draw();
    for (const one of [start, end]) one.input.max = lastPlace();
    start.input.value = entry.options?.start_s ?? 0;
    end.input.value = entry.options?.end_s ?? lastPlace();
    return draw();
  };

  /** `start_s` and `end_s` as far as something is left out. */
  const part = () => {
    const all = {};
    if (!look) return all;
    if (value(start) > 0) all.start_s = value(start);
    if (value(end) < lastPlace() - STEP_S / 2) all.end_s = value(end);
    return all;
  };
  return { node, update, part };
}
