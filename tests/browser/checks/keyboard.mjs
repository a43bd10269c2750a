export const title = 'everything that acts is reached by the tab key, shows that it is, and works by keys';
export const changes = true;

const ACTING = 'a[href], button, input, select, textarea, summary, video[controls], [tabindex="0"]';

export async function run(opened) {
  await opened.unfold();
  const { page } = opened;
  const count = await page.evaluate(number, ACTING);
  const wrong = await unreached(page, count);
  wrong.push(...(await checkboxes(page)), ...(await folds(page)));
  return wrong;
}

/** Numbers what acts and can be seen; how many there are. */
function number(selector) {
  const isThere = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0;
  const all = [...document.querySelectorAll(selector)].filter(isThere);
  all.forEach((e, index) => { e.dataset.order = index; });
  return all.length;
}

async function unreached(page, count) {
  const reached = new Map();
  for (let press = 0; press < count + 2; press += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      const e = document.activeElement;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(e);
      const isMarked = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
      return { order: e.dataset.order, isMarked, html: e.outerHTML.slice(0, 100) };
    });
    if (found.order !== undefined) reached.set(Number(found.order), found);
  }
  const missing = [...Array(count).keys()].filter((order) => !reached.has(order));
  const html = (order) => page.evaluate((o) => document.querySelector(`[data-order="${o}"]`).outerHTML.slice(0, 100), order);
  const wrong = [];
  for (const order of missing.slice(0, 5)) wrong.push(`the tab key does not reach ${await html(order)}`);
  const hidden = [...reached.values()].filter((f) => !f.isMarked).slice(0, 5);
  wrong.push(...hidden.map((f) => `nothing shows the focus on ${f.html}`));
  const order = [...reached.keys()];
  if (order.some((o, index) => index > 0 && o < order[index - 1])) wrong.push('the tab order is not that of the page');
  return wrong;
}

async function checkboxes(page) {
  const wrong = [];
  for (const box of await page.locator('input[type=checkbox]:visible').all()) {
    const before = await box.isChecked();
    await box.focus();
    await page.keyboard.press('Space');
    if ((await box.isChecked()) === before) wrong.push(`space does not change ${await box.getAttribute('id')}`);
  }
  return wrong;
}

async function folds(page) {
  const wrong = [];
  for (const summary of await page.locator('summary:visible').all()) {
    const isOpen = () => summary.evaluate((s) => s.parentElement.open);
    const before = await isOpen();
    await summary.focus();
    await page.keyboard.press('Enter');
    if ((await isOpen()) === before) wrong.push(`enter does not fold ${await summary.textContent()}`);
  }
  return wrong;
}
