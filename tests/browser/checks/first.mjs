// The first screen answers: table, what stands out, the next clip and the curves over the norm, on a laptop's screen and
// on a first sheet of paper that stands alone.
export const title = 'the first screen answers, and the first sheet stands alone';

const LAPTOP = { width: 1280, height: 900 };
const PX_A_MM = 96 / 25.4;
/** Of a page, in mm, less the margins of the style. */
const SHEETS = { A4: [182, 269], Letter: [188, 251] };

export async function run(opened, page) {
  if (!page.first) return [];
  const wrong = [];
  await opened.page.setViewportSize(LAPTOP);
  wrong.push(...(await opened.page.evaluate(onScreen, page.first)));
  for (const [format, size] of Object.entries(SHEETS)) {
    const [width, height] = size.map((mm) => Math.floor(mm * PX_A_MM));
    await opened.page.emulateMedia({ media: 'print', colorScheme: 'light' });
    await opened.page.setViewportSize({ width, height });
    const found = await opened.page.evaluate(onPaper, height);
    wrong.push(...found.map((what) => `${format}: ${what}`));
  }
  await opened.page.emulateMedia({ media: null });
  return wrong;
}

function onScreen({ rows, plots, bands }) {
  const first = document.querySelector('#glance');
  if (!first) return ['there is no first screen'];
  const wrong = [];
  const count = (what) => first.querySelectorAll(what).length;
  const has = (what, least, name) => { if (count(what) < least) wrong.push(`${count(what)} ${name}; at least ${least} are meant`); };
  has('table.key tbody tr', rows, 'rows');
  has('.cycles svg', plots, 'plots');
  has('.cycles .band.norm.two', bands, 'bands of two standard deviations');
  has('.cycles .band.norm:not(.two)', bands, 'bands of one standard deviation');
  has('.cycles .footoff', plots, 'marks of foot off');
  has('.next strong', 1, 'advice on the clip to film next');
  // a long title is above all this, and none of the page's doing
  const { top, bottom } = first.getBoundingClientRect();
  if (bottom - top > innerHeight) wrong.push(`is ${Math.round(bottom - top)} px high, a screen ${innerHeight} px`);
  const cells = [...first.querySelectorAll('table.key th, table.key td, .matters li, .cycles figure')];
  const isIn = (e) => e.scrollWidth <= e.clientWidth + 1 && e.getBoundingClientRect().right <= innerWidth;
  const out = cells.find((e) => !isIn(e));
  if (out) wrong.push(`runs over: ${out.outerHTML.slice(0, 120)}`);
  return wrong;
}

function onPaper(height) {
  const first = document.querySelector('#glance');
  if (!first) return ['there is no first sheet'];
  const wrong = [];
  const { bottom } = first.getBoundingClientRect();
  if (bottom > height) wrong.push(`the first sheet needs ${Math.round(bottom)} px of ${height}`);
  if (getComputedStyle(first).breakAfter !== 'page') wrong.push('the first sheet does not end after the first screen');
  const last = document.querySelector('footer').textContent;
  if (!first.innerText.includes(last)) wrong.push(`the first sheet does not say: ${last}`);
  const next = first.nextElementSibling;
  if (!next?.matches('h2') || !next.checkVisibility()) wrong.push('the rest has no heading of its own');
  return wrong;
}
