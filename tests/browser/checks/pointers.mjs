export const title = 'every number that says where it stands is that number';

export async function run(opened, page) {
  const shown = await opened.page.evaluate(() =>
    [...document.querySelectorAll('data[data-at]')].map((e) => ({ value: e.getAttribute('value'), at: e.dataset.at, text: e.textContent })));
  const wrong = shown.flatMap((number) => complaint(number, page.document));
  if (shown.length < (page.least_pointers ?? 0)) wrong.push(`only ${shown.length} numbers say where they stand; at least ${page.least_pointers} are meant`);
  return wrong;
}

function complaint({ value, at, text }, document) {
  const found = pointed(document, at);
  const where = `${text} says that it stands at ${at}`;
  if (typeof found !== 'number') return [`${where}, where there is ${JSON.stringify(found)?.slice(0, 60)}`];
  if (Number(value) !== found) return [`${where}; the page has ${value}, the document ${found}`];
  const decimals = /\.(\d+)/.exec(text)?.[1].length ?? 0;
  const isRounded = Math.abs(Number(text.replace('−', '-')) - found) <= 0.5 * 10 ** -decimals + 1e-9;
  return isRounded ? [] : [`${where}, but that is ${found}`];
}

/** RFC 6901. */
export function pointed(document, pointer) {
  const steps = pointer.split('/').slice(1).map((s) => s.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.reduce((at, step) => at?.[step], document);
}
