// Counts the pages that a browser prints of documents, on the paper that their own style asks for.
//
//   node count_pages.mjs FOLDER     a line for each .html of it: pages, a space, the file's name
//
// Ends with 77 where there is no browser or driver.
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pages } from './checks/paper.mjs';
import { launched } from './browser.mjs';

const folder = resolve(process.argv[2]);
const { browser } = await launched();
const page = await browser.newPage();
for (const name of (await readdir(folder)).filter((name) => name.endsWith('.html')).sort()) {
  await page.goto(pathToFileURL(join(folder, name)).href);
  console.log(`${pages(await page.pdf({ preferCSSPageSize: true }))} ${name}`);
}
await browser.close();
