// Every number on the page is in the document that the page is made of.
//
// Text of the program itself (limits of a method, words of advice) is marked `class="fixed"` in the templates, and axes
// are what they are. What moves with the cursor is held against angles.csv by `cursor.mjs`, and what says where it
// stands by `pointers.mjs`.
export const title = 'every number is in the document';

const LEFT_OUT = '.fixed, [data-fixed], .xlabel, .ylabel, .readout, output, #drawing, #event, script, style, option, data[data-at]';

/** Names with a number in them. */
const NAMES = /SHA-256|H\.264/g;

export async function run(opened, page) {
  await opened.unfold();
  const texts = await opened.page.evaluate(textsOf, LEFT_OUT);
  const known = gathered(page.document);
  const wrong = new Map();
  for (const { text, where, places } of texts) {
    for (const token of numbersIn(text, known.strings)) {
      if (!isKnown(token, known.numbers) && !places.includes(token) && !isYear(token, known.strings)) wrong.set(`${token} in ${where}`, `${token} is not in the document: ${where}`);
    }
  }
  return [...wrong.values()].slice(0, 40);
}

/** The blocks of text of the page: what each says, how a complaint names it, and the places in lists to which the
 * numbers beside it point: of a curve over the cycle the place is the percentage. */
function textsOf(leftOut) {
  const root = document.querySelector('main');
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const blocks = new Map();
  while (walker.nextNode()) {
    const at = walker.currentNode.parentElement;
    if (at.closest(leftOut)) continue;
    const block = at.closest('p, li, td, th, dt, dd, h1, h2, h3, h4, figcaption, caption, text, summary, label, div') ?? at;
    const pointed = [...(block.closest('tr') ?? block).querySelectorAll('data[data-at]')];
    const name = block.outerHTML.slice(0, 40);
    const places = pointed.map((d) => /\/(\d+)$/.exec(d.dataset.at)?.[1]).filter(Boolean);
    blocks.set(block, { name, places, text: `${blocks.get(block)?.text ?? ''}${walker.currentNode.data}` });
  }
  return [...blocks.values()].map(({ name, places, text }) => ({ text, places, where: `${name} … ${text.trim().replaceAll(/\s+/g, ' ').slice(0, 160)}` }));
}

/** All numbers of a document, and those of its strings that hold a digit, the longest first. */
function gathered(document) {
  const numbers = [];
  const strings = new Set();
  const visit = (value) => {
    if (typeof value === 'number') numbers.push(value);
    else if (typeof value === 'string') { if (/\d/.test(value) && value.length > 2) strings.add(value); }
    else if (value && typeof value === 'object') {
      if (Array.isArray(value)) numbers.push(...counted(value));
      Object.values(value).forEach(visit);
    }
  };
  visit(document);
  return { numbers, strings: [...strings].sort((a, b) => b.length - a.length) };
}

/** What can be counted in a list: its entries, and how many of them say the same (three flagged, two of the left) and
 * how many do not (all but those that are not assessable). */
function counted(list) {
  const same = new Map();
  for (const entry of list.filter((e) => e && typeof e === 'object')) {
    for (const [key, value] of Object.entries(entry)) {
      if (typeof value === 'string' || typeof value === 'boolean') same.set(`${key}=${value}`, (same.get(`${key}=${value}`) ?? 0) + 1);
    }
  }
  return [list.length, ...same.values(), ...[...same.values()].map((n) => list.length - n)];
}

/** The year of a source that the document names. */
function isYear(token, strings) {
  return /^(19|20)\d\d$/.test(token) && strings.some((s) => s.includes(token));
}

/** The numbers of a text, without what it has from the document's strings. */
export function numbersIn(text, strings) {
  let rest = text.replaceAll(NAMES, ' ');
  for (const string of strings) {
    rest = rest.replaceAll(string, ' ');
    if (!/\d/.test(rest)) return [];
  }
  return rest.match(/(?<![\p{L}\d.])[-−]?\d+(?:\.\d+)?|\d+(?:\.\d+)?/gu) ?? [];
}

/** Whether some number of the document, rounded to as many decimals, is shown so. A sign may stand in words. */
export function isKnown(token, numbers) {
  const shown = Number(token.replace('−', '-'));
  const half = 0.5 * 10 ** -(/\.(\d+)/.exec(token)?.[1].length ?? 0) + 1e-9;
  return numbers.some((n) => Math.abs(n - shown) <= half || (shown > 0 && Math.abs(-n - shown) <= half));
}
