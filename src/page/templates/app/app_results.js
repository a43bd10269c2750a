// What came out: the report, the patient's sheet, and one file to share.
import { button, el, field, idText, lang, problemPlace, refusalText, select, setText, t, trying } from './app_dom.js';
import { analyze, makeFile, resultOf } from './app_api.js';
import { heightInput, sexSelect } from './app_dialogs.js';
import { isAtWork } from './app_progress.js';

const LANGUAGES = ['en', 'de', 'fr', 'es'];
// without an origin of its own a frame could not play the film; what may run in a report, its own policy says
const SANDBOX = 'allow-scripts allow-same-origin allow-downloads allow-modals allow-popups';

/** Opens a document in a tab of its own and its print dialog as soon as it is there. */
function print(address) {
  const opened = window.open(address, '_blank');
  if (!opened) return;
  let triesLeft = 150;
  const timer = setInterval(() => {
    triesLeft -= 1;
    try {
      const { document: shown, location: at } = opened;
      if (at.href !== 'about:blank' && shown.readyState === 'complete') {
        clearInterval(timer);
        opened.print();
      }
    } catch {
      triesLeft = 0;
    }
    if (triesLeft <= 0 || opened.closed) clearInterval(timer);
  }, 200);
}

/** A document in a frame, with what can be done with it. It is loaded when it is first shown, and anew when it changed. */
export function framed(number, file, title, ...more) {
  const address = resultOf(number, file);
  const frame = el('div', { class: 'frame' });
  const actions = el(
    'div',
    { class: 'row actions' },
    more,
    el('a', { class: 'button', href: address, target: '_blank', rel: 'noopener', text: t('results.own_tab') }),
    button(t('results.print'), () => print(address)),
  );
  const node = el('div', {}, actions, frame);
  let loaded = null;
  const update = (stamp, isShown) => {
    node.hidden = !isShown;
    if (!isShown || loaded === stamp) return;
    loaded = stamp;
    frame.replaceChildren(el('iframe', { src: address, title, sandbox: SANDBOX }));
  };
  return { node, update };
}

/** What must change for a document to be loaded again; while it is being made anew, the old one stays. */
export function stamps() {
  let made = 0;
  let before = null;
  let key = '';
  return (entry) => {
    if (isAtWork(entry)) {
      before = entry.phase.name;
      return made;
    }
    const now = JSON.stringify([entry.turn, entry.options, entry.outputs, entry.summary]);
    if (before !== null || now !== key) made += 1;
    before = null;
    key = now;
    return made;
  };
}

/** Links to the parts of a result, the first of which is the report. */
function partLinks(entry, parts) {
  const links = parts.map((part) => {
    const href = part === 'report' ? `#${entry.number}` : `#${entry.number}/${part}`;
    return { part, node: el('a', { href, text: t(`results.${part}`) }) };
  });
  const nav = el(
    'nav',
    { class: 'parts', 'aria-label': t('results.parts') },
    links.map((link) => link.node),
  );
  const update = (shown) => {
    for (const link of links) {
      if (link.part === shown) link.node.setAttribute('aria-current', 'page');
      else link.node.removeAttribute('aria-current');
    }
  };
  return { node: nav, update };
}

/** The page of a comparison. */
export function comparisonResult(entry, file) {
  const stampOf = stamps();
  const frame = framed(entry.number, file, t(`kinds.${entry.kind}`));
  const update = (now) => frame.update(stampOf(now), now.outputs?.includes(file) ?? false);
  return { node: frame.node, update };
}

/** The page of a visit, and the sheet of its person. */
export function visitResults(entry, file) {
  const stampOf = stamps();
  const links = partLinks(entry, ['report', 'sheet', 'correct']);
  const report = framed(entry.number, file, t(`kinds.${entry.kind}`));
  const sheet = patientSheet(entry);
  const form = bodyForm(entry);
  const node = el('section', { class: 'results' }, links.node, report.node, sheet.node, form.node);
  const update = (now, part) => {
    node.hidden = !now.outputs?.includes(file);
    if (node.hidden) return;
    const shown = ['sheet', 'correct'].includes(part) ? part : 'report';
    const stamp = stampOf(now);
    links.update(shown);
    report.update(stamp, shown === 'report');
    sheet.update(now, stamp, shown === 'sheet');
    form.update(now, shown === 'correct');
  };
  return { node, update };
}

/** What holds for a whole visit and can be corrected. */
function bodyForm(entry) {
  let now = entry;
  const { scale, sex: knownSex } = entry.options ?? {};
  const height = heightInput(scale?.by === 'height' ? scale.height_cm : '');
  const sex = sexSelect(knownSex);
  const problem = problemPlace();
  const go = el('button', { type: 'submit', class: 'main', text: t('form.again') });
  const submit = async (event) => {
    event.preventDefault();
    const { scale: _scale, sex: _sex, ...options } = now.options ?? {};
    if (height.value) options.scale = { by: 'height', height_cm: Number(height.value) };
    if (sex.value) options.sex = sex.value;
    if (await trying(problem, () => analyze(entry.number, options))) location.hash = String(entry.number);
  };
  const node = el(
    'form',
    { on: { submit } },
    el('h2', { text: t('dialogs.settings_title') }),
    el('p', { text: t('dialogs.settings_hint') }),
    el('div', { class: 'fields' }, field(t('form.height'), height), field(t('form.sex'), sex)),
    problem,
    el('div', { class: 'row' }, go),
  );
  const update = (entryNow, isShown) => {
    now = entryNow;
    node.hidden = !isShown;
    go.disabled = isAtWork(now);
  };
  return { node, update };
}

/** What was given by hand and looks different in the clip, as a sentence each. */
function differences({ options, look }) {
  // what was recognised is of the middle of the clip, and of who walks there
  if (options?.person || options?.start_s || options?.end_s) return [];
  const seen = look?.recognised ?? {};
  const pairs = [
    ['views', options?.view, seen.view],
    ['tasks', options?.task, seen.task],
  ];
  const isKnown = (id) => id && !['unknown', 'oblique', 'other'].includes(id);
  const differing = pairs.filter(([, given, found]) => given && isKnown(found) && given !== found);
  return differing.map(([section, given, found]) =>
    t('results.differs', { given: idText(section, given), seen: idText(section, found) }),
  );
}

/** The report of a clip and what belongs to it; `part` is the view's own: report, sheet, share, correct. */
export function results(entry) {
  const stampOf = stamps();
  const links = partLinks(entry, ['report', 'sheet', 'share', 'correct']);
  const differs = el('div', { class: 'note warning' });
  const refused = el('div', { class: 'note serious' });
  const report = framed(entry.number, 'report.html', t('results.report'));
  const sheet = patientSheet(entry);
  const share = sharing(entry);
  const node = el(
    'section',
    { class: 'results' },
    el('h2', { class: 'unseen', text: t('results.heading') }),
    refused,
    differs,
    links.node,
    report.node,
    sheet.node,
    share.node,
  );
  let refusedAt = null;
  const update = (now, part) => {
    const outputs = now.outputs ?? [];
    node.hidden = !outputs.includes('report.html');
    if (node.hidden) return;
    links.update(part);
    const stamp = stampOf(now);
    if (!isAtWork(now)) {
      const sentences = differences(now);
      differs.hidden = !sentences.length;
      if (differs.textContent !== sentences.join(''))
        differs.replaceChildren(...sentences.map((text) => el('p', { text })));
    }
    refused.hidden = !now.summary?.refused;
    if (!refused.hidden && stamp !== refusedAt) {
      refusedAt = stamp;
      refused.replaceChildren(
        el('p', { class: 'strong', text: t('results.refused') }),
        el('p', { text: refusalText(now.summary.refused) }),
      );
    }
    report.update(stamp, part === 'report');
    sheet.update(now, stamp, part === 'sheet');
    share.update(now, part === 'share');
  };
  return { node, update };
}

/** The sheet in plain words; another language makes it anew. */
function patientSheet(entry) {
  let now = entry;
  const problem = problemPlace();
  const language = select(
    LANGUAGES.map((code) => [code, t(`languages.${code}`)]),
    entry.options?.language ?? lang,
    (code) => make(code),
  );
  const make = (code) => trying(problem, () => analyze(entry.number, { ...now.options, language: code }));
  const chooser = field(t('results.sheet_language'), language);
  const frame = framed(entry.number, 'patient.html', t('results.sheet'), chooser);
  const missing = el(
    'div',
    {},
    el('p', { text: t('results.no_sheet') }),
    button(t('results.make_sheet'), () => make(language.value), { class: 'main' }),
  );
  const node = el('div', {}, el('p', { class: 'soft', text: t('results.sheet_hint') }), problem, frame.node, missing);
  const update = (entryNow, stamp, isShown) => {
    now = entryNow;
    node.hidden = !isShown;
    const isThere = now.outputs.includes('patient.html');
    missing.hidden = isThere;
    language.disabled = isAtWork(now);
    if (!isAtWork(now) && document.activeElement !== language) language.value = now.options?.language ?? 'en';
    frame.update(stamp, isShown && isThere);
  };
  return { node, update };
}

/** What was blurred when the file was made, where the program says so. */
function blurredIn({ exported }) {
  if (!exported) return 'unknown';
  const { blur_faces, blur_others } = exported;
  if (blur_faces && blur_others) return 'both';
  if (blur_faces) return 'faces';
  return blur_others ? 'others' : 'none';
}

/** One file to share, with faces or everything else blurred. */
function sharing(entry) {
  const problem = problemPlace();
  const box = (name) => {
    const input = el('input', { type: 'checkbox', checked: true });
    const label = el('label', { class: 'check' }, input, el('span', { text: t(`share.${name}`) }));
    return { input, node: el('div', {}, label, el('p', { class: 'soft', text: t(`share.${name}_hint`) })) };
  };
  const faces = box('faces');
  const others = box('others');
  const wanted = () => ({ blur_faces: faces.input.checked, blur_others: others.input.checked });
  const make = button(t('share.make'), () => trying(problem, () => makeFile(entry.number, wanted())), {
    class: 'main',
  });
  const file = 'single_file.html';
  const address = resultOf(entry.number, file);
  const save = el('a', {
    class: 'button main',
    href: address,
    download: `gaitline-${entry.number}.html`,
    text: t('share.save'),
  });
  const look = el('a', { class: 'button', href: address, target: '_blank', rel: 'noopener', text: t('share.look') });
  const madeWith = el('p');
  const ready = el(
    'div',
    { class: 'card' },
    el('p', { class: 'strong', text: t('share.ready') }),
    madeWith,
    el('p', { text: t('share.check') }),
    el('div', { class: 'row' }, look, save),
  );
  const node = el(
    'div',
    { class: 'share' },
    el('p', { text: t('share.what') }),
    faces.node,
    others.node,
    el('div', { class: 'row' }, make),
    problem,
    ready,
  );
  const update = (now, isShown) => {
    node.hidden = !isShown;
    make.disabled = isAtWork(now);
    ready.hidden = isAtWork(now) || !now.outputs.includes(file);
    setText(madeWith, t(`share.made_${blurredIn(now)}`));
  };
  return { node, update };
}
