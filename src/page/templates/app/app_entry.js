// The view of one entry: a clip, a visit or a comparison.
import {
  button,
  date,
  el,
  field,
  megabytes,
  nameOf,
  percent,
  problemBox,
  problemPlace,
  setText,
  t,
  trying,
} from './app_dom.js';
import { analyze, setLabel } from './app_api.js';
import { isAtWork, phaseText, workBox } from './app_progress.js';
import { askDelete } from './app_dialogs.js';
import { notesBox, personChooser } from './app_look.js';
import { analysisForm } from './app_form.js';
import { comparisonResult, results, visitResults } from './app_results.js';

/** From how many letters on a name is set small. */
const LONG = 60;

/** What every entry has on top: its name, which can be changed, and what it is. */
function head(first) {
  let entry = first;
  const name = el('h1', { tabindex: -1 });
  const facts = el('p', { class: 'soft' });
  const input = el('input', { type: 'text', maxlength: 200, autocomplete: 'off' });
  const problem = problemPlace();
  const edit = button(t('label.change'), () => open(true));
  const submit = async (event) => {
    event.preventDefault();
    if (await trying(problem, () => setLabel(entry.number, input.value.trim()))) open(false);
  };
  const form = el(
    'form',
    { hidden: true, on: { submit } },
    field(t('label.field'), input, t('label.hint')),
    el(
      'div',
      { class: 'row' },
      el('button', { type: 'submit', class: 'main', text: t('label.save') }),
      button(t('dialogs.no'), () => open(false)),
    ),
  );
  const open = (isOpen) => {
    form.hidden = !isOpen;
    edit.hidden = isOpen;
    problem.replaceChildren();
    input.value = entry.label;
    (isOpen ? input : edit).focus();
  };
  const remove = button(t('dialogs.delete'), () => askDelete(entry), { class: 'danger' });
  const node = el(
    'div',
    { class: 'head' },
    el('p', {}, el('a', { href: '#', text: t('entry.back') })),
    el('div', { class: 'row title' }, el('div', {}, name, facts), el('div', { class: 'row' }, edit, remove)),
    form,
    problem,
  );
  const update = (now) => {
    entry = now;
    setText(name, nameOf(now));
    name.classList.toggle('long', nameOf(now).length > LONG);
    const kind = now.label ? t(`kinds.${now.kind}_numbered`, { n: now.number }) : null;
    const size = now.kind === 'clip' ? megabytes(now.bytes) : null;
    setText(facts, [kind, date(now.added_s), size].filter(Boolean).join(' · '));
  };
  return { node, update };
}

/** Problems of the file itself: trying again changes nothing. */
const OF_THE_FILE = [
  'empty',
  'motion_photo',
  'no_decoder',
  'no_frames',
  'no_video_stream',
  'not_a_video',
  'still_image',
  'too_large',
];

/** What went wrong, and a button that tries again with what was asked for last, or takes a file away that is of no use. */
function failure(number) {
  const problem = problemPlace();
  const node = el('section', {});
  let before = '';
  let now = null;
  const update = (entry) => {
    now = entry;
    node.hidden = now.phase.name !== 'failed';
    const error = now.phase.error ?? { what: phaseText(now), hint: '' };
    if (node.hidden || before === JSON.stringify(error)) return;
    before = JSON.stringify(error);
    const again = button(t('entry.again'), () => trying(problem, () => analyze(number, now.options ?? {})));
    const remove = button(t('dialogs.delete'), () => askDelete(now));
    const buttons = OF_THE_FILE.includes(error.name) ? [remove, again] : [again];
    buttons[0].classList.add('main');
    node.replaceChildren(problemBox(error, el('div', { class: 'row' }, buttons)), problem);
  };
  return { node, update };
}

function clipView(first) {
  const top = head(first);
  const work = workBox(first.number);
  const failed = failure(first.number);
  const notes = notesBox();
  const person = personChooser(first);
  const form = analysisForm(first, person.person);
  const shown = results(first);
  const settings = el('details', { class: 'settings' }, el('summary', { text: t('entry.settings') }));
  const prepare = el('div', { class: 'prepare' }, person.node, form.node);
  const place = el('div');
  const node = el('div', {}, top.node, work.node, failed.node, shown.node, notes.node, place);
  let inside = null;

  /** Where what is asked for is: open before the first analysis, behind its link after it, folded away after a failure. */
  function put(entry, part) {
    const hasReport = entry.outputs?.includes('report.html');
    const isBefore = ['looking', 'looked'].includes(entry.phase.name);
    const isFolded = entry.phase.name === 'failed' && !hasReport;
    const now = isFolded ? settings : prepare;
    if (inside !== now) {
      inside = now;
      if (isFolded) settings.append(prepare);
      place.replaceChildren(now);
    }
    place.hidden = !(hasReport ? part === 'correct' : isBefore || isFolded) || (!entry.look && !entry.options);
  }

  const update = (entry, part) => {
    const isPart = ['sheet', 'share', 'correct'].includes(part) ? part : 'report';
    [top, work, failed, notes, person, form].forEach((one) => one.update(entry));
    shown.update(entry, isPart);
    const hasReport = entry.outputs?.includes('report.html');
    notes.node.hidden = hasReport && isPart !== 'correct';
    put(entry, isPart);
  };
  return { node, update };
}

/** A visit or a comparison. */
function setView(first) {
  const file = `${first.kind}.html`;
  const top = head(first);
  const work = workBox(first.number);
  const failed = failure(first.number);
  const clips = el('ul', { class: 'plain row' });
  const made = el('div', { class: 'row' }, el('p', { class: 'strong', text: t(`entry.${first.kind}_of`) }), clips);
  const outdated = outdatedBox(first.number);
  const shown = first.kind === 'visit' ? visitResults(first, file) : comparisonResult(first, file);
  const node = el('div', {}, top.node, made, work.node, failed.node, outdated.node, shown.node);
  let before = '';
  const update = (entry, part, state) => {
    [top, work, failed, outdated].forEach((one) => one.update(entry));
    const links = (entry.of ?? []).map((number) => [number, state.entries.find((one) => one.number === number)]);
    const now = JSON.stringify(links.map(([number, clip]) => [number, clip?.label]));
    if (now !== before) {
      before = now;
      clips.replaceChildren(
        // numbered as on the page below
        ...links.map(([number, clip], i) =>
          el(
            'li',
            {},
            `${i + 1}: `,
            clip ? el('a', { href: `#${number}`, text: nameOf(clip) }) : t('entry.deleted_clip', { n: number }),
          ),
        ),
      );
    }
    shown.update(entry, part);
  };
  return { node, update };
}

/** Says that a clip changed after a visit or comparison was made of it, and makes it again. */
function outdatedBox(number) {
  const problem = problemPlace();
  let now = null;
  const renew = button(t('entry.renew'), () => trying(problem, () => analyze(number, now.options ?? {})), {
    class: 'main',
  });
  const node = el(
    'section',
    { class: 'note warning' },
    el('p', { text: t('entry.outdated') }),
    el('div', { class: 'row' }, renew),
    problem,
  );
  const update = (entry) => {
    now = entry;
    node.hidden = !entry.is_outdated || isAtWork(entry);
  };
  return { node, update };
}

const PATIENCE_MS = 1500;

/** The view of the entry with a number; it follows every state. */
export function entryView(number) {
  const node = el('div');
  const gone = el(
    'div',
    {},
    el('h1', { tabindex: -1, text: t('entry.gone', { n: number }) }),
    el('p', {}, el('a', { href: '#', text: t('entry.back') })),
  );
  let inner = null;
  let name = '';
  let wasThere = false;
  const patientUntil = performance.now() + PATIENCE_MS;
  const update = (state, part) => {
    const entry = state.entries.find((one) => one.number === number);
    if (!entry) {
      inner = null;
      // one that was made just now comes with the next state
      const isNew = !wasThere && performance.now() < patientUntil;
      if (isNew) setTimeout(() => !wasThere && update(state, part), PATIENCE_MS);
      name = t(isNew ? 'page.loading' : 'entry.gone', { n: number });
      if (isNew) node.replaceChildren(el('p', { text: name }));
      else if (gone.parentNode !== node) node.replaceChildren(gone);
      return;
    }
    wasThere = true;
    if (!inner) {
      inner = entry.kind === 'clip' ? clipView(entry) : setView(entry);
      node.replaceChildren(inner.node);
    }
    const { share } = entry.phase;
    name = isAtWork(entry) && share > 0 ? `${percent(share)} · ${nameOf(entry)}` : nameOf(entry);
    inner.update(entry, part, state);
  };
  return { node, update, title: () => name };
}
