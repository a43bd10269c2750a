// Stills of a clip with a box around everyone, and who is meant.
import { button, el, englishDetails, filled, seconds, setText, t } from './app_dom.js';
import { stillOf } from './app_api.js';

export function personChooser(entry) {
  const strip = el('ul', { class: 'plain strip' });
  const picture = el('img', { alt: '' });
  const boxes = el('div', { class: 'boxes' });
  const stage = el('div', { class: 'stage' }, picture, boxes);
  const caption = el('p', { class: 'soft' });
  const meant = el('p', { class: 'strong', role: 'status' });
  const back = button(t('person.back'), () => choose(null));
  const explained = el('p');
  const node = el(
    'section',
    { class: 'person' },
    el('h2', { text: t('person.heading') }),
    explained,
    stage,
    caption,
    strip,
    el('div', { class: 'row' }, meant, back),
  );
  const thumbs = [];
  let look = null;
  let shown = null;
  let isChosenStill = false;
  let person = entry.options?.person ?? null;
  let count = 0;
  let before = '';

  /** A point in the middle of a box, as the program wants it. */
  const pointOf = (still, [left, top, right, bottom]) => ({
    time_s: still.time_s,
    x_px: Math.round(((left + right) / 2) * look.width_px),
    y_px: Math.round(((top + bottom) / 2) * look.height_px),
  });

  /** Which box of a still the chosen point is in the middle of; -1 for none. */
  function chosenIn(still) {
    if (!person || Math.abs(still.time_s - person.time_s) > 0.01) return -1;
    const far = ({ box }) => {
      const point = pointOf(still, box);
      return Math.hypot(point.x_px - person.x_px, point.y_px - person.y_px);
    };
    const all = still.people.map(far);
    return all.length ? all.indexOf(Math.min(...all)) : -1;
  }

  function choose(now) {
    person = now;
    mark();
  }

  function mark() {
    const walker = shown ? shown.people.findIndex((one) => one.is_subject) : -1;
    const index = shown && person ? chosenIn(shown) : walker;
    [...boxes.children].forEach((box) => box.setAttribute('aria-pressed', String(Number(box.dataset.index) === index)));
    setText(meant, person ? t('person.chosen', { time: seconds(person.time_s) }) : t('person.walker'));
    back.hidden = !person;
  }

  function show(still) {
    shown = still;
    picture.src = stillOf(entry.number, still.file);
    picture.alt = t('person.still', { time: seconds(still.time_s) });
    stage.style.aspectRatio = `${look.width_px} / ${look.height_px}`;
    stage.style.setProperty('--shape', look.width_px / look.height_px);
    const byLeft = still.people.map((one, index) => ({ box: one.box, index })).sort((a, b) => a.box[0] - b.box[0]);
    boxes.replaceChildren(...byLeft.map(({ box, index }, i) => boxOf(still, box, index, i + 1)));
    const key = still.people.length ? 'caption' : 'nobody';
    setText(caption, t(`person.${key}`, { time: seconds(still.time_s), n: still.people.length }));
    thumbs.forEach((thumb) => thumb.button.setAttribute('aria-current', String(thumb.still === still)));
    mark();
  }

  function boxOf(still, box, index, n) {
    const [left, top, right, bottom] = box;
    const name = t('person.box', { n });
    const made = button('', () => choose(pointOf(still, box)), {
      class: n % 2 ? 'box' : 'box low',
      'aria-label': name,
      title: name,
    });
    made.append(el('span', { text: String(n) }));
    made.dataset.index = index;
    const share = (value) => `${Math.min(Math.max(value, 0), 1) * 100}%`;
    made.style.left = share(left);
    made.style.top = share(top);
    made.style.width = share(right - left);
    made.style.height = share(bottom - top);
    // a small one lies above a large one, so that each can be reached
    made.style.zIndex = Math.round(1000 * (1 - (right - left) * (bottom - top)));
    return made;
  }

  function thumbOf(still) {
    const time = seconds(still.time_s);
    const thumb = { still };
    const choosing = () => {
      isChosenStill = true;
      show(thumb.still);
    };
    const made = el('button', {
      type: 'button',
      class: 'thumb',
      'aria-label': t('person.show', { time }),
      on: { click: choosing },
    });
    made.append(el('img', { src: stillOf(entry.number, still.file), alt: '' }), el('span', { text: time }));
    return Object.assign(thumb, { button: made });
  }

  /** The still to begin with: that of the person chosen before, else the first that shows who walks, or most people. */
  function best(stills) {
    const before = person ? stills.find((still) => Math.abs(still.time_s - person.time_s) <= 0.01) : null;
    const walking = stills.find((still) => still.people.some((one) => one.is_subject));
    const most = Math.max(...stills.map((still) => still.people.length));
    return before ?? walking ?? stills.find((still) => still.people.length === most);
  }

  const update = (now) => {
    const stills = now.look?.stills ?? [];
    node.hidden = !stills.length;
    const seen = JSON.stringify(stills);
    if (node.hidden || seen === before) return;
    before = seen;
    look = now.look;
    thumbs.forEach((thumb, i) => (thumb.still = stills[i]));
    for (const still of stills.slice(count)) {
      const thumb = thumbOf(still);
      thumbs.push(thumb);
      strip.append(el('li', {}, thumb.button));
    }
    count = stills.length;
    const most = Math.max(...stills.map((still) => still.people.length));
    setText(explained, t(`person.${most > 1 ? 'several' : most === 1 ? 'one' : 'none'}`));
    const begin = best(stills);
    show(isChosenStill ? (stills.find((still) => still.file === shown.file) ?? begin) : begin);
  };
  return { node, update, person: () => person };
}

/** What is wrong with a film, at once and for everyone to see. */
export function notesBox() {
  const node = el('section', { class: 'notes' });
  let before = '';
  const update = ({ look }) => {
    const notes = look?.notes ?? [];
    const now = JSON.stringify(notes);
    if (now === before) return;
    before = now;
    const box = (note) =>
      el(
        'div',
        { class: `note ${note.severity}` },
        el('p', { class: 'strong', text: filled(`patient.tips.${note.code}`) }),
        englishDetails(note.what),
      );
    const order = ['serious', 'warning', 'info'];
    const sorted = [...notes].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
    node.replaceChildren(...(notes.length ? [el('h2', { text: t('notes.heading') })] : []), ...sorted.map(box));
  };
  return { node, update };
}
