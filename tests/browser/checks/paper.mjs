// Printing: how many pages there are, and that none cuts a figure.
import { WIDTHS } from '../browser.mjs';

export const title = 'prints to A4 and Letter, nothing cut off';

const PX_A_MM = 96 / 25.4;
/** Of a page, in mm: what the style's margins leave is what there is for the text. */
const SIZES = { A4: [210, 297], Letter: [215.9, 279.4] };

export async function run(opened, page) {
  const wrong = [];
  for (const [format, size] of Object.entries(SIZES)) {
    const pdf = await opened.page.pdf({ format, preferCSSPageSize: false });
    const count = pages(pdf);
    if (count < 1 || count > page.most_sheets) wrong.push(`${count} pages of ${format}; at most ${page.most_sheets} are meant`);
    wrong.push(...(await cut(opened, format, size)));
  }
  return wrong;
}

/** Pages of a PDF, counted by their objects, which Chromium does not compress. */
export function pages(pdf) {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

async function cut(opened, format, size) {
  await opened.page.emulateMedia({ media: 'print', colorScheme: 'light' });
  const margins = await opened.page.evaluate(pageMarginsMm);
  const [width, height] = size.map((mm, axis) => Math.floor((mm - 2 * margins[axis]) * PX_A_MM));
  await opened.page.setViewportSize({ width, height });
  const found = await opened.page.evaluate(cutting, { width, height });
  await opened.page.emulateMedia({ media: null });
  await opened.widen(WIDTHS[0]);
  return found.map((what) => `${format}: ${what}`);
}

/** At the side and at the top, as the style says for paper; browsers' usual margin is 10 mm. */
function pageMarginsMm() {
  const rules = [...document.styleSheets].flatMap((s) => [...s.cssRules]).flatMap((r) => [r, ...(r.cssRules ?? [])]);
  const style = rules.filter((r) => r instanceof CSSPageRule).pop()?.style;
  return [style?.marginLeft, style?.marginTop].map((margin) => (/mm$/.test(margin) ? parseFloat(margin) : 10));
}

function cutting({ width, height }) {
  const wrong = [];
  const isShown = (e) => e.checkVisibility() && e.getBoundingClientRect().height > 0;
  const isWhole = (e) => { for (; e; e = e.parentElement) if (/avoid/.test(getComputedStyle(e).breakInside)) return true; return false; };
  const html = (e) => e.outerHTML.slice(0, 80).replaceAll(/\s+/g, ' ');
  const isInText = (e) => e.tagName === 'svg' && e.getBoundingClientRect().height < 40;
  const figures = [...document.querySelectorAll('figure, main svg, main img, tr')];
  for (const figure of figures.filter((f) => isShown(f) && !isInText(f))) {
    if (!isWhole(figure)) wrong.push(`may be cut between pages: ${html(figure)}`);
    if (figure.getBoundingClientRect().height > height) wrong.push(`is longer than a page: ${html(figure)}`);
  }
  const clips = (e) => { for (let p = e.parentElement; p; p = p.parentElement) if (getComputedStyle(p).overflowX !== 'visible') return true; return false; };
  for (const element of [...document.querySelectorAll('main *')].filter(isShown)) {
    const isCut = element.getBoundingClientRect().right > width + 1 && !element.closest('svg *');
    if (isCut) wrong.push(`sticks out of the paper: ${html(element)}`);
    if (isCut && clips(element)) wrong.push(`is cut off: ${html(element)}`);
  }
  return wrong.slice(0, 8);
}
