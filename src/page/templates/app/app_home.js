// The first view: where clips are added, and everything that is there.
import { button, date, el, freshId, idText, nameOf, percent, refusalText, setText, t } from './app_dom.js';
import { stillOf } from './app_api.js';
import { isAtWork, phaseText, progressBar, timeLeft } from './app_progress.js';
import { askComparison, askVisit } from './app_dialogs.js';
import { addFiles } from './app_uploads.js';

const chosen = new Set();
const MOST_COMPARED = 4;

export function homeView() {
  const folder = el('p', { class: 'soft' });
  const search = el('input', { type: 'search', id: freshId(), autocomplete: 'off', on: { input: () => draw() } });
  const found = el('p', { class: 'soft', role: 'status' });
  const list = el('ul', { class: 'plain entries' });
  const choice = choiceBar(() => draw());
  const finder = el('div', { class: 'field finder' }, el('label', { for: search.id, text: t('home.search') }), search);
  const entriesPart = el(
    'section',
    {},
    el('div', { class: 'row' }, el('h2', { text: t('home.entries') }), finder),
    choice.node,
    found,
    list,
  );
  const rows = new Map();
  let state = null;

  function draw() {
    const { entries } = state;
    for (const number of chosen) if (!entries.some((entry) => entry.number === number)) chosen.delete(number);
    entriesPart.hidden = !entries.length;
    const words = search.value.trim().toLocaleLowerCase();
    const fits = (entry) =>
      [entry.label, nameOf(entry), t(`kinds.${entry.kind}`)].some((text) => text.toLocaleLowerCase().includes(words));
    const shown = entries.filter(fits);
    for (const entry of shown) {
      if (!rows.has(entry.number))
        rows.set(
          entry.number,
          rowOf(entry, () => draw()),
        );
      rows.get(entry.number).update(entry, pictured(entry, entries));
    }
    const nodes = shown.map((entry) => rows.get(entry.number).node);
    if (nodes.length !== list.children.length || nodes.some((node, i) => node !== list.children[i]))
      list.replaceChildren(...nodes);
    setText(found, words ? t('home.found', { n: shown.length }) : '');
    choice.update(entries);
  }

  const help = howToFilm();
  const update = (now) => {
    if (!state) help.open = !now.entries.length;
    state = now;
    setText(folder, t('home.folder', { folder: now.folder }));
    draw();
  };
  const intro = el('div', {}, el('h1', { tabindex: -1, text: t('home.title') }), el('p', { text: t('home.intro') }));
  const node = el('div', {}, intro, dropZone(), folder, help, entriesPart);
  return { node, update, title: () => t('home.title') };
}

function dropZone() {
  const input = el('input', {
    type: 'file',
    accept: 'video/*,.mkv,.avi,.mts,.m2ts,.webm',
    multiple: true,
    class: 'unseen',
    tabindex: -1,
    'aria-hidden': 'true',
  });
  input.addEventListener('change', () => {
    addFiles([...input.files]);
    input.value = '';
  });
  const choose = button(t('home.choose'), () => input.click(), { class: 'main big' });
  return el(
    'section',
    { class: 'drop', 'aria-label': t('home.add') },
    el('p', { class: 'strong', text: t('home.drop') }),
    choose,
    input,
    el('p', { class: 'soft', text: t('label.why') }),
  );
}

function howToFilm() {
  const items = ['body', 'stand', 'side', 'front'].map((name) => el('li', { text: t(`filming.${name}`) }));
  return el('details', {}, el('summary', { text: t('filming.heading') }), el('ul', {}, items));
}

/** What can be done with the clips that are chosen. */
function choiceBar(redraw) {
  const count = el('p', { class: 'strong' });
  const clips = () => entries.filter((entry) => chosen.has(entry.number));
  const visit = button(t('home.visit'), () => askVisit(clips().reverse()));
  const compare = button(t('home.compare'), () => askComparison(clips()));
  const none = button(t('home.choose_none'), () => {
    chosen.clear();
    redraw();
  });
  const hint = el('p', { class: 'soft' });
  const node = el('div', { class: 'card choice' }, el('div', { class: 'row' }, count, visit, compare, none), hint);
  let entries = [];
  const update = (now) => {
    entries = now;
    const clipCount = entries.filter((entry) => entry.kind === 'clip').length;
    node.hidden = clipCount < 2;
    node.classList.toggle('some', chosen.size > 0);
    setText(count, chosen.size ? t('home.chosen', { n: chosen.size }) : t('home.choose_clips'));
    visit.disabled = chosen.size < 2;
    compare.disabled = chosen.size < 2 || chosen.size > MOST_COMPARED;
    for (const one of [visit, compare, none]) one.hidden = !chosen.size;
    const key = chosen.size > MOST_COMPARED ? 'too_many' : chosen.size === 1 ? 'one_more' : 'what_for';
    setText(hint, t(`home.${key}`));
  };
  return { node, update };
}

/** One entry of the list. */
function rowOf(first, redraw) {
  const isClip = first.kind === 'clip';
  const box = isClip ? el('input', { type: 'checkbox' }) : null;
  box?.addEventListener('change', () => {
    if (box.checked) chosen.add(first.number);
    else chosen.delete(first.number);
    redraw();
  });
  const link = el('a', { class: 'name', href: `#${first.number}` });
  const picture = el('span', { class: 'thumb' });
  const facts = el('p', { class: 'soft' });
  const phase = el('span', { class: 'phase' });
  const left = el('span', { class: 'clock soft' });
  const bar = progressBar('');
  const text = el('div', { class: 'text' }, link, facts, el('p', { class: 'row' }, phase, left), bar.node);
  const node = el('li', { class: 'entry' }, el('span', { class: 'pick' }, box), picture, text);
  const update = (entry, from) => {
    const name = nameOf(entry);
    setText(link, name);
    if (box) {
      box.checked = chosen.has(entry.number);
      box.disabled = !box.checked && !entry.outputs?.includes('report.html');
    }
    box?.setAttribute('aria-label', t('home.choose_entry', { entry: name }));
    const kind = entry.label ? t(`kinds.${entry.kind}_numbered`, { n: entry.number }) : null;
    setText(facts, [kind, date(entry.added_s), shown(entry)].filter(Boolean).join(' · '));
    setText(phase, phaseText(entry));
    phase.className = `phase ${entry.summary?.refused ? 'refused' : entry.phase.name}`;
    const works = isAtWork(entry);
    bar.node.hidden = !works;
    if (works) bar.node.setAttribute('aria-label', t('home.progress_of', { entry: name }));
    bar.set(entry.phase.name === 'queued' ? 0 : entry.phase.share);
    setText(
      left,
      works
        ? [entry.phase.share > 0 ? percent(entry.phase.share) : '', timeLeft(entry)].filter(Boolean).join(' · ')
        : '',
    );
    draw(picture, from);
  };
  return { node, update };
}

/** The clip whose picture stands for an entry. */
const pictured = (entry, entries) =>
  entry.kind === 'clip' ? entry : entries.find((one) => entry.of?.includes(one.number));

const areaOf = ([left, top, right, bottom]) => (right - left) * (bottom - top);

/** The picture of a clip's list entry: the part of a still where somebody is, best of all who walks, as large as can be. */
function draw(picture, from) {
  const people = (from?.look?.stills ?? []).flatMap((still) => still.people.map((one) => ({ still, ...one })));
  const best = people.sort((a, b) => (b.is_subject ?? 0) - (a.is_subject ?? 0) || areaOf(b.box) - areaOf(a.box))[0];
  const still = best?.still ?? from?.look?.stills?.[0];
  if (!still) return;
  const src = stillOf(from.number, still.file);
  const image = picture.firstChild ?? el('img', { alt: '' });
  if (image.getAttribute('src') !== src) image.setAttribute('src', src);
  if (best) image.style.objectViewBox = squareAround(best.box, from.look);
  if (!image.parentNode) picture.append(image);
}

/** The square part of a picture around a box, as CSS says it. */
function squareAround([left, top, right, bottom], { width_px: width, height_px: height }) {
  const side = Math.min(Math.max((right - left) * width, (bottom - top) * height), width, height);
  const begin = (middle, whole) => Math.min(Math.max(middle * whole - side / 2, 0), whole - side);
  const x = begin((left + right) / 2, width);
  const y = begin((top + bottom) / 2, height);
  const share = (px, whole) => `${(100 * px) / whole}%`;
  const edges = [share(y, height), share(width - side - x, width), share(height - side - y, height), share(x, width)];
  return `inset(${edges.join(' ')})`;
}

const urgent = (summary) => (summary?.urgency ? t('home.urgent') : '');

/** What an entry shows, in words. */
function shown(entry) {
  const { summary, look } = entry;
  if (entry.kind !== 'clip') return t('home.of', { n: entry.of?.length ?? 0 });
  if (summary?.refused) return [urgent(summary), refusalText(summary.refused)].filter(Boolean).join(' · ');
  const tasks = summary?.tasks ?? (look?.recognised ? [look.recognised.task] : []);
  const views = summary?.views ?? (look?.recognised ? [look.recognised.view] : []);
  const words = [...tasks.map((id) => idText('tasks', id)), ...views.map((id) => idText('views', id))].join(', ');
  const flagged = summary?.flagged > 0 ? t('home.flagged', { n: summary.flagged }) : '';
  return [urgent(summary), words, flagged].filter(Boolean).join(' · ');
}
