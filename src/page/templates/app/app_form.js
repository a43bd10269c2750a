// How a clip is analysed: what was recognised, and what a person can say better.
import { el, field, idText, lang, number, problemPlace, seconds, select, setText, t, trying } from './app_dom.js';
import { analyze } from './app_api.js';
import { heightInput, sexSelect } from './app_dialogs.js';
import { questions, stickers } from './app_fields.js';
import { trimmer } from './app_trim.js';

const TASKS = ['walking', 'stair_descent', 'stair_ascent', 'step_down', 'standing', 'running'];
const VIEWS = ['left_side', 'right_side', 'front', 'rear'];
const RATES = [24, 25, 30, 50, 60, 100, 120, 200, 240, 480, 960];

/** `person` says who was chosen in the picture. */
export function analysisForm(entry, person) {
  const before = entry.options ?? {};
  const facts = el('p', { class: 'facts' });
  const chooser = (ids, section, chosen) =>
    select([['', t('form.as_recognised')], ...ids.map((id) => [id, t(`${section}.${id}`)])], chosen);
  const task = chooser(TASKS, 'tasks', before.task);
  const view = chooser(VIEWS, 'views', before.view);
  const ground = chooser(['still', 'moving'], 'ground', before.ground);
  const rates = [...new Set([...RATES, before.capture_rate_hz].filter(Boolean))].sort((a, b) => a - b);
  const rate = select(
    [['', t('form.as_recognised')], ...rates.map((hz) => [hz, number(hz, 2)])],
    before.capture_rate_hz,
  );
  const height = heightInput(before.scale?.by === 'height' ? before.scale.height_cm : '');
  const sex = sexSelect(before.sex);
  const preset = select(
    ['quick', 'standard', 'best'].map((id) => [id, t(`presets.${id}`)]),
    before.preset ?? 'standard',
  );
  const markers = stickers(before.markers);
  const answers = questions(before.answers);
  const trim = trimmer(entry);
  const problem = problemPlace();
  const go = el('button', { type: 'submit', class: 'main big', text: t('form.analyse') });
  let now = entry;

  const set = (all, name, value) => {
    if (value !== '' && value !== undefined && value !== null) all[name] = value;
  };

  /** Everything that was said, and nothing else. */
  function options() {
    const all = { language: now.options?.language ?? lang, ...trim.part() };
    set(all, 'audience', now.options?.audience);
    set(all, 'task', task.value);
    set(all, 'view', view.value);
    set(all, 'ground', ground.value);
    set(all, 'capture_rate_hz', rate.value && Number(rate.value));
    set(all, 'scale', height.value && { by: 'height', height_cm: Number(height.value) });
    set(all, 'sex', sex.value);
    set(all, 'preset', preset.value === 'standard' ? '' : preset.value);
    set(all, 'markers', markers.value());
    set(all, 'answers', answers.value());
    set(all, 'person', person());
    return all;
  }

  const submit = async (event) => {
    event.preventDefault();
    go.disabled = true;
    const isAsked = await trying(problem, () => analyze(entry.number, options()));
    go.disabled = false;
    if (isAsked && location.hash !== `#${entry.number}`) location.hash = String(entry.number);
  };

  const node = el(
    'form',
    { class: 'analysis', on: { submit } },
    el('h2', { text: t('form.heading') }),
    facts,
    el(
      'div',
      { class: 'fields' },
      field(t('form.task'), task),
      field(t('form.view'), view, t('form.view_hint')),
      field(t('form.height'), height, t('form.height_hint')),
      field(t('form.sex'), sex, t('form.sex_hint')),
    ),
    trim.node,
    answers.node,
    el(
      'details',
      { class: 'more' },
      el('summary', { text: t('form.more') }),
      el(
        'div',
        { class: 'fields' },
        field(t('form.rate'), rate, t('form.rate_hint')),
        field(t('form.ground'), ground),
        field(t('form.preset'), preset),
      ),
      markers.node,
    ),
    problem,
    el('div', { class: 'row go' }, go, el('p', { class: 'soft', text: t('form.go_hint') })),
  );

  const update = (entryNow) => {
    now = entryNow;
    const { look } = now;
    trim.update(now);
    setText(facts, look ? factsOf(look, now.phase.name) : '');
    const ids = look?.recognised;
    setText(
      task.options[0],
      ids?.task ? t('form.recognised', { what: idText('tasks', ids.task) }) : t('form.as_recognised'),
    );
    setText(
      view.options[0],
      ids?.view ? t('form.recognised', { what: idText('views', ids.view) }) : t('form.as_recognised'),
    );
    if (look?.rate_hz) setText(rate.options[0], t('form.recognised', { what: number(look.rate_hz, 1) }));
    setText(go, t(now.outputs?.length ? 'form.again' : 'form.analyse'));
  };
  return { node, update };
}

function factsOf(look, phase) {
  const isKnown = (id) => id && id !== 'unknown' && id !== 'other';
  const recognised = [look.recognised?.task, look.recognised?.view].some(isKnown) ? look.recognised : null;
  const parts = [
    recognised &&
      t('form.film_shows', { task: idText('tasks', recognised.task), view: idText('views', recognised.view) }),
    !recognised && phase !== 'looking' && t('form.not_recognised'),
    [
      seconds(look.duration_s),
      t('units.rate', { n: number(look.rate_hz, 1) }),
      t('units.size', { width: look.width_px, height: look.height_px }),
    ].join(', ') + '.',
    look.slow_motion_factor > 1.05 ? t('form.slow_motion', { n: number(look.slow_motion_factor, 1) }) : null,
  ];
  return parts.filter(Boolean).join(' ');
}
