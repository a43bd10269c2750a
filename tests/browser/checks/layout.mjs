import { WIDTHS } from '../browser.mjs';

export const title = 'fits the width of screen, tablet and phone';

export async function run(opened) {
  await opened.unfold();
  const wrong = [];
  for (const width of WIDTHS) {
    await opened.widen(width);
    wrong.push(...(await opened.page.evaluate(overflowing)));
  }
  return wrong;
}

function overflowing() {
  const { scrollWidth } = document.scrollingElement;
  if (scrollWidth <= innerWidth) return [];
  const scrolls = (e) => ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(e).overflowX);
  const held = (e) => { for (let p = e.parentElement; p; p = p.parentElement) if (scrolls(p)) return true; return false; };
  const wide = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !held(e));
  return [`${scrollWidth} px wide at ${innerWidth} px: ${wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 80)).join(' ')}`];
}
