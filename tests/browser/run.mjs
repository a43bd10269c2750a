// Opens pages in a real browser and holds each against every check.
//
//   node run.mjs FOLDER     FOLDER/pages.json lists the pages, see `pages.rs`
//
// Ends with 0 where all is well, 1 with every complaint printed, 77 where there is no browser or driver.
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launched, Opened } from './browser.mjs';

/** What a page is held against: where it lies, and the document whose numbers it shows. */
async function described(folder, entry) {
  const path = resolve(folder, entry.page);
  const document = JSON.parse(await readFile(resolve(folder, entry.document), 'utf8'));
  const read = (name) => readFile(join(dirname(path), name), 'utf8').catch(() => null);
  return { ...entry, path, document, csv: await read('angles.csv') };
}

/** The complaints of one check; one that breaks down complains too. */
async function complaints(check, opened, page) {
  try {
    return await check.run(opened, page);
  } catch (error) {
    return [`the check broke down: ${error.stack}`];
  }
}

/** How a check went: a page that is bad on purpose must be complained about by every check. */
function verdict(page, check, found) {
  if (!page.is_bad) return found;
  const is_noticed = found.length > 0 && !found.some((c) => c.startsWith('the check broke down'));
  return is_noticed ? [] : [`did not notice what is wrong with this page. ${found.join('; ')}`];
}

/** Holds a page against every check; how many complaints there were. */
async function checkPage(browser, checks, page) {
  let wrong = 0;
  const opened = await Opened.open(browser, page);
  for (const check of checks) {
    const started = Date.now();
    const own = check.changes ? await opened.again() : opened;
    const found = verdict(page, check, await complaints(check, own, page));
    if (own !== opened) await own.close();
    console.log(`${found.length ? 'WRONG' : 'ok   '} ${page.name}: ${check.title} (${Date.now() - started} ms)`);
    for (const line of found) console.log(`      ${line}`);
    wrong += found.length;
  }
  await opened.close();
  return wrong;
}

async function main() {
  const { browser } = await launched();
  // after it: the checks need the packages too, and a missing one is said once
  const { CHECKS: checks } = await import('./checks/all.mjs');
  const folder = process.argv[2];
  const pages = JSON.parse(await readFile(join(folder, 'pages.json'), 'utf8'));
  let wrong = 0;
  for (const entry of pages) wrong += await checkPage(browser, checks, await described(folder, entry));
  await browser.close();
  return wrong ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(await main());
