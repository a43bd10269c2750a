// How far the work on an entry is, and how long it will take: reckoned from its share over time.
import { button, el, nameOf, percent, problemPlace, setText, t, trying, announce } from './app_dom.js';
import { cancel } from './app_api.js';

const WINDOW_S = 40;
const LEAST_S = 3;
const seen = new Map();
const now = () => performance.now() / 1000;

/** Keeps what a new state says about each share, and says when a phase changes. */
export function follow(entries) {
  for (const entry of entries) {
    const { name, share } = entry.phase;
    let kept = seen.get(entry.number);
    if (kept && kept.name !== name) announce(t('phases.announced', { entry: nameOf(entry), phase: phaseText(entry) }));
    if (!kept || kept.name !== name || share < kept.samples.at(-1)?.share) {
      kept = { name, samples: [] };
      seen.set(entry.number, kept);
    }
    if (share === null || share === undefined) continue;
    if (share !== kept.samples.at(-1)?.share) kept.samples.push({ at: now(), share });
    while (kept.samples.length > 2 && kept.samples[0].at < now() - WINDOW_S) kept.samples.shift();
  }
}

/** Seconds left, null where nothing can be said yet. */
function secondsLeft(entry) {
  const samples = seen.get(entry.number)?.samples ?? [];
  if (samples.length < 2) return null;
  const [first, last] = [samples[0], samples.at(-1)];
  if (last.at - first.at < LEAST_S || last.share <= first.share) return null;
  const left = ((1 - last.share) * (last.at - first.at)) / (last.share - first.share) - (now() - last.at);
  return Math.max(left, 1);
}

export function timeLeft(entry) {
  const left = secondsLeft(entry);
  if (left === null) return '';
  if (left < 8) return t('time_left.moment');
  if (left < 55) return t('time_left.seconds', { n: Math.ceil(left / 10) * 10 });
  return left < 5400
    ? t('time_left.minutes', { n: Math.round(left / 60) || 1 })
    : t('time_left.hours', { n: Math.round(left / 3600) });
}

export const isAtWork = (entry) => ['looking', 'queued', 'analysing'].includes(entry.phase.name);

export function phaseText(entry) {
  const { name } = entry.phase;
  const refused = name === 'done' && entry.summary?.refused;
  return t(`phases.${refused ? 'refused' : name}`);
}

/** A progress bar: `set(share)`, where null is "at work, nobody knows how far". */
export function progressBar(label) {
  const inner = el('div', { class: 'bar-inner' });
  const node = el(
    'div',
    { class: 'bar', role: 'progressbar', 'aria-label': label, 'aria-valuemin': 0, 'aria-valuemax': 100 },
    inner,
  );
  const set = (share) => {
    const isKnown = share !== null && share !== undefined;
    node.classList.toggle('unknown', !isKnown);
    inner.style.width = isKnown ? `${share * 100}%` : '';
    if (isKnown) node.setAttribute('aria-valuenow', Math.round(share * 100));
    else node.removeAttribute('aria-valuenow');
  };
  set(null);
  return { node, set };
}

/** What is being done with an entry: words, bar, time left, and a button that ends it. */
export function workBox(number) {
  const problem = problemPlace();
  const words = el('h2');
  const left = el('p', { class: 'clock' });
  const hint = el('p', { class: 'soft' });
  const bar = progressBar(t('phases.progress'));
  const end = button(t('work.cancel'), () => trying(problem, () => cancel(number)));
  const box = el(
    'section',
    { class: 'card work' },
    words,
    bar.node,
    el('div', { class: 'row' }, left, end),
    hint,
    problem,
  );
  const said = el('p', { class: 'note', role: 'status' });
  const node = el('div', {}, box, said);
  const update = (entry) => {
    const { name, share } = entry.phase;
    const works = isAtWork(entry);
    box.hidden = !works;
    said.hidden = works || !entry.is_called_off;
    setText(said, said.hidden ? '' : t('work.cancelled'));
    if (!works) return;
    end.hidden = name === 'looking';
    setText(words, t(`work.${name}`));
    setText(hint, t(name === 'looking' ? 'work.looking_hint' : 'work.goes_on'));
    bar.set(name === 'queued' ? 0 : share);
    setText(left, [share > 0 ? percent(share) : '', timeLeft(entry)].filter(Boolean).join(' · '));
  };
  return { node, update };
}
