// Files on their way to the program, one after the other. Shown above every view.
import { announce, button, el, megabytes, percent, problemBox, problemPlace, setText, t, trying } from './app_dom.js';
import { setLabel, upload } from './app_api.js';
import { progressBar } from './app_progress.js';

const place = document.getElementById('uploads');
const list = el('ul', { class: 'plain' });
const waiting = [];
let running = null;

/** Takes files in; what is no file is named. */
export function addFiles(files) {
  if (!files.length) return;
  if (!place.firstChild)
    place.append(el('h2', { text: t('uploads.heading') }), el('p', { class: 'soft', text: t('label.why') }), list);
  const added = [...files].map(row);
  waiting.push(...added);
  const isAlone = added.length === 1 && waiting.length === 1 && !running;
  added.forEach((one) => (one.opens = isAlone));
  show();
  place.scrollIntoView({ block: 'nearest' });
  next();
}

const show = () => (place.hidden = !list.firstChild);

function row(file) {
  const bar = progressBar(t('uploads.progress', { file: file.name }));
  const state = el('span', { class: 'clock', text: t('uploads.waiting') });
  const label = el('input', {
    type: 'text',
    maxlength: 200,
    autocomplete: 'off',
    'aria-label': t('label.of', { entry: file.name }),
    placeholder: t('label.placeholder'),
  });
  const end = button(t('uploads.cancel'), () => {
    if (one.running) return one.running.cancel();
    const at = waiting.indexOf(one);
    if (at >= 0) waiting.splice(at, 1); // one that failed waits no more
    return leave(one);
  });
  const problem = problemPlace();
  const file_name = el('p', { class: 'strong', text: `${file.name} · ${megabytes(file.size)}` });
  const node = el(
    'li',
    { class: 'card' },
    file_name,
    bar.node,
    el('div', { class: 'row' }, state, label, end),
    problem,
  );
  const one = { file, node, bar, state, label, end, problem, running: null, opens: false };
  list.append(node);
  return one;
}

function leave(one) {
  one.node.remove();
  show();
}

async function next() {
  if (running || !waiting.length) return;
  running = waiting.shift();
  const one = running;
  try {
    await send(one);
  } catch (problem) {
    one.state.textContent = t('uploads.failed');
    one.bar.node.remove();
    one.label.remove();
    one.problem.replaceChildren(problemBox(problem));
    one.end.textContent = t('uploads.dismiss');
    one.end.focus({ preventScroll: true });
  }
  one.running = null;
  running = null;
  next();
}

async function send(one) {
  const label = one.label.value.trim();
  one.running = upload(one.file, label, (share) => {
    one.bar.set(share);
    setText(one.state, share < 1 ? percent(share) : t('uploads.reading'));
  });
  const number = await one.running.done;
  if (number === null) return leave(one);
  announce(t('uploads.done', { file: one.file.name }));
  const typed = one.label.value.trim();
  const isTyping = document.activeElement === one.label;
  if (isTyping) return finishTyping(one, number);
  if (typed !== label) await setLabel(number, typed);
  leave(one);
  if (one.opens && /^#?$/.test(location.hash)) location.hash = String(number);
  return null;
}

/** The clip is there, but somebody is typing its label: the row stays until that is done. */
function finishTyping(one, number) {
  one.bar.set(1);
  one.end.remove();
  one.state.textContent = t('uploads.type_on');
  const keep = async () => {
    if (await trying(one.problem, () => setLabel(number, one.label.value.trim()))) leave(one);
  };
  one.label.addEventListener('change', keep);
  one.label.addEventListener('blur', keep, { once: true });
}

addEventListener('beforeunload', (event) => {
  if (running || waiting.length) event.preventDefault();
});

/** Files may be dropped anywhere on the page. */
export function takeDrops() {
  const hasFiles = (event) => event.dataTransfer?.types.includes('Files');
  let depth = 0;
  const mark = (change) => {
    depth = change === 0 ? 0 : depth + change;
    document.body.classList.toggle('dropping', depth > 0);
  };
  addEventListener('dragenter', (event) => hasFiles(event) && mark(1));
  addEventListener('dragleave', (event) => hasFiles(event) && mark(-1));
  addEventListener('dragover', (event) => hasFiles(event) && event.preventDefault());
  addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    mark(0);
    const items = [...event.dataTransfer.items].filter((item) => item.kind === 'file');
    const isFolder = items.map((item) => item.webkitGetAsEntry?.()?.isDirectory ?? false);
    const files = items.map((item) => item.getAsFile()).filter((file, i) => file && !isFolder[i]);
    addFiles(files);
    if (isFolder.includes(true)) announceFolder();
  });
}

function announceFolder() {
  const box = el(
    'li',
    {},
    problemBox(
      { what: t('uploads.folder'), hint: t('uploads.folder_hint') },
      button(t('uploads.dismiss'), () => leave({ node: box })),
    ),
  );
  if (!place.firstChild)
    place.append(el('h2', { text: t('uploads.heading') }), el('p', { class: 'soft', text: t('label.why') }), list);
  list.append(box);
  show();
}
