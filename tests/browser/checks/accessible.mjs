import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { WIDTHS } from '../browser.mjs';

export const title = 'has no serious fault of accessibility (WCAG 2 A and AA), light and dark, at every width';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export async function run(opened) {
  await opened.unfold();
  await bring(opened.page);
  const wrong = [];
  for (const colorScheme of ['light', 'dark']) {
    await opened.page.emulateMedia({ colorScheme });
    for (const width of WIDTHS) {
      await opened.widen(width);
      // all rules at every width; of the dark page only the colours, which do not depend on the width
      const rules = colorScheme === 'light' ? null : ['color-contrast'];
      if (rules && width !== WIDTHS[0]) continue;
      const found = await opened.page.evaluate(violations, { tags: TAGS, rules });
      wrong.push(...found.map((text) => `${colorScheme}, ${width} px: ${text}`));
    }
  }
  await opened.page.emulateMedia({ colorScheme: 'light' });
  await opened.widen(WIDTHS[0]);
  return wrong;
}

/** The page's policy stops scripts of others, and so it must: the driver evaluates ours from outside of the page. */
async function bring(page) {
  await page.evaluate(await readFile(AXE, 'utf8'));
}

async function violations({ tags, rules }) {
  const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: tags };
  const { violations: found } = await window.axe.run(document, { runOnly, resultTypes: ['violations'] });
  const serious = found.filter((v) => ['serious', 'critical'].includes(v.impact));
  const told = (v) => `${v.id} (${v.impact}), ${v.nodes.length} times: ${v.nodes[0].html.slice(0, 120)} ${v.nodes[0].any[0]?.message ?? ''}`;
  return serious.map(told);
}
