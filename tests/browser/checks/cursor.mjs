// One cursor for film, drawing and curves, on pages that have one.
import { rows } from '../csv.mjs';

export const title = 'one cursor: keys and links move it everywhere, and its numbers are those of angles.csv';
export const changes = true;

export async function run(opened, page) {
  const plots = await opened.page.locator('svg[role=slider]').all();
  if (!plots.length) return page.has_film || page.is_bad ? ['there is no curve with a cursor'] : [];
  const wrong = [];
  for (const plot of plots) wrong.push(...(await keys(opened.page, plot)));
  wrong.push(...(await links(opened.page)), ...(await skeleton(opened.page)), ...(await values(opened.page, page)), ...(await played(opened.page)));
  return wrong;
}

/** Where the cursor stands by each curve and by the slider. */
function frames(page) {
  return page.evaluate(() => [
    ...[...document.querySelectorAll('svg[role=slider]')].map((s) => Number(s.getAttribute('aria-valuenow'))),
    Number(document.getElementById('seek').value),
  ]);
}

async function keys(page, plot) {
  const last = Number(await plot.getAttribute('aria-valuemax'));
  const wrong = [];
  await plot.focus();
  for (const [key, expected] of [['Home', 0], ['ArrowRight', 1], ['ArrowRight', 2], ['ArrowLeft', 1], ['End', last]]) {
    await page.keyboard.press(key);
    const now = await frames(page);
    if (now.some((f) => f !== expected)) wrong.push(`after ${key} the cursor is at ${now.join()} instead of ${expected}`);
  }
  return wrong;
}

/** Links to moments, by the enter key; the film follows. */
async function links(page) {
  const wrong = [];
  for (const link of (await page.locator('a[data-t][href^="#"]:visible').all()).slice(0, 8)) {
    const time = Number(await link.getAttribute('data-t'));
    await link.focus();
    await page.keyboard.press('Enter');
    const shown = parseFloat(await page.locator('#clock').textContent());
    if (!(Math.abs(shown - time) <= 0.05)) wrong.push(`the link to ${time} s leads to ${shown} s`);
    wrong.push(...(await page.evaluate(inStep)));
  }
  return wrong;
}

/** The film stands within the time of the cursor's frame. */
function inStep() {
  const video = document.querySelector('#stage video');
  if (!video) return [];
  const data = JSON.parse(document.getElementById('data').textContent);
  const at = Number(document.getElementById('seek').value);
  const film = (index) => (data.times[index] - data.times[0]) * data.factor;
  const [from, to] = [film(at), at + 1 < data.times.length ? film(at + 1) : Infinity];
  const isIn = video.currentTime > from && video.currentTime < to;
  return isIn ? [] : [`the film is at ${video.currentTime} s, its frame ${at} lasts from ${from} to ${to} s`];
}

/** The skeleton moves with the cursor. */
async function skeleton(page) {
  const drawn = () => page.evaluate(() => [...document.querySelectorAll('#drawing .bone')].map((b) => b.getAttribute('x1')).join());
  const seen = new Set();
  await page.locator('#stage').focus();
  for (const key of ['Home', 'PageDown', ...Array(5).fill('ArrowRight'), 'End', ...Array(5).fill('ArrowLeft')]) {
    await page.keyboard.press(key);
    seen.add(await drawn());
  }
  return seen.size > 3 ? [] : ['the skeleton does not move with the cursor'];
}

/** What stands beside each curve is the value of the file of angles at that frame. */
async function values(page, described) {
  if (!described.csv) return described.is_bad ? ['no file of angles'] : [];
  const table = rows(described.csv);
  const wrong = [];
  for (const key of ['Home', 'PageDown', 'PageDown', 'End']) {
    await page.locator('svg[role=slider]').first().focus();
    await page.keyboard.press(key);
    const clock = parseFloat(await page.locator('#clock').textContent());
    const row = table.reduce((a, b) => (Math.abs(b.time_s - clock) < Math.abs(a.time_s - clock) ? b : a));
    for (const { column, text } of await page.evaluate(readouts)) wrong.push(...differing(row, column, text));
  }
  return wrong;
}

function readouts() {
  const of = (svg) => ({ column: svg.dataset.column, text: document.getElementById(`readout-${svg.dataset.id}`).textContent });
  return [...document.querySelectorAll('svg[role=slider]')].map(of);
}

/** `left 12.3°  right –` against a row of the file. */
function differing(row, column, text) {
  const wrong = [];
  const parts = [...text.matchAll(/(left|right)?\s*([-−]?\d+(?:\.\d+)?|–)/g)];
  if (!parts.length) wrong.push(`${column} has no value beside its curve: ${text}`);
  for (const [, side, shown] of parts) {
    const expected = row[side ? `${side}_${column}` : column];
    const half = 0.5 * 10 ** -(shown.split('.')[1]?.length ?? 0);
    const isSame = shown === '–' ? Number.isNaN(expected) : Math.abs(Number(shown.replace('−', '-')) - expected) <= half + 0.0001;
    if (!isSame) wrong.push(`${side ?? ''} ${column} at ${row.time_s} s: ${shown} on the page, ${expected} in the file`);
  }
  return wrong;
}

/** Playing moves the cursor, by the space bar, and stops. */
async function played(page) {
  await page.locator('#stage').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  const moved = await page.waitForFunction(() => Number(document.getElementById('seek').value) > 0, null, { timeout: 20000 })
    .then(() => true, () => false);
  await page.keyboard.press('ArrowRight');
  const isPlaying = await page.evaluate(() => [...document.querySelectorAll('video')].some((v) => !v.paused));
  return [!moved && 'playing does not move the cursor', isPlaying && 'a step does not stop the film'].filter(Boolean);
}
