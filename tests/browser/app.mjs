// Goes through the page of `gaitline app` in a real browser, as somebody would who has never seen it.
//
//   node app.mjs ADDRESS CLIP OTHER [FOLDER]     OTHER is a clip of the other side; FOLDER takes a picture of every state
//
// Ends with 0 where all is well, 1 with what is wrong, 77 where there is no browser or driver.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launched } from './browser.mjs';

const [, , address, clip, other, pictures] = process.argv;
const LONG = { timeout: 60_000 };

const { browser, axe } = await launched();
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
const asked = [];
context.on('request', (request) => asked.push(request.url()));
const page = await context.newPage();
const said = [];
page.on('console', (m) => m.type() === 'error' && said.push(m.text()));
page.on('pageerror', (error) => said.push(error.message));

/** A picture of this state at both widths, without anything that hangs over, and without a serious fault for those who cannot see. */
async function state(name) {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForTimeout(150);
    // also what stands in a frame: a report, a sheet
    for (const shown of page.frames()) {
      const hangs = await shown.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(hangs <= 0, `${name} hangs over by ${hangs} px at ${width}: ${shown.url().split('/').pop()}`);
    }
    if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.evaluate(await readFile(axe, 'utf8')); // not as a script of the page, which its policy would not run
  const faults = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run({ exclude: ['iframe'] });
    return violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => `${v.id}: ${v.nodes[0].html}`);
  });
  assert.deepEqual(faults, [], name);
}

const link = (name) => page.getByRole('link', { name, exact: true });
const press = (name) => page.getByRole('button', { name, exact: true }).click();
const frame = () => page.frameLocator('iframe:visible');
const report = () => frame().locator('h1').first().waitFor(LONG);

/** A single clip that was added is shown at once. */
const opened = (number) => page.waitForURL((url) => url.hash === `#${number}`, LONG);

/** Drops a file on the page, as a file manager does. */
async function drop(file) {
  await page.goto(`${address}#`);
  const bytes = (await readFile(file)).toString('base64');
  const dropped = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    transfer.items.add(new File([bytes], 'walk.mp4', { type: 'video/mp4' }));
    return transfer;
  }, bytes);
  for (const event of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('main', event, { dataTransfer: dropped });
  }
}

async function add(files) {
  await page.goto(`${address}#`);
  await page.locator('input[type=file]').setInputFiles(files);
}

try {
  await page.goto(address);
  await page.getByRole('button', { name: /choose/i }).waitFor();
  await state('empty');

  // a clip: stills, who is meant, what was recognised
  await drop(clip);
  await opened(1);
  await page.locator('.boxes button').nth(1).click(LONG);
  assert.equal(await page.locator('.boxes button[aria-pressed=true]').count(), 1, 'somebody is chosen');
  await page.getByText(/^Recognised/).first().waitFor(LONG);
  await page.getByRole('button', { name: 'Analyse the person who walks instead' }).click();
  await page.locator('.boxes button[aria-pressed=true]').waitFor(LONG); // the one who walks is marked
  await page.locator('.boxes button').first().click();
  await state('looked');
  const sex = page.getByLabel(/sex/i).first();
  await sex.selectOption('female');
  await page.locator('details.more > summary').click();
  await page.getByLabel(/accuracy|speed|preset|time/i).last().selectOption('quick').catch(() => null);
  await page.locator('button.main.big[type=submit]').click();

  // progress, a reload in the middle, a second tab
  await page.getByRole('progressbar').first().waitFor(LONG);
  await state('analysing');
  await page.reload();
  const second = await context.newPage();
  await second.goto(page.url());
  await second.locator('iframe').first().waitFor(LONG);
  await second.close();
  await report();
  await state('report');
  const words = await frame().locator('body').innerText();
  assert.match(words, /left side/i, 'the person who was clicked is analysed');

  // the film plays inside of the frame without an origin
  const plays = await frame().locator('video').first().evaluate((video) => {
    if (video.readyState >= 1) return true;
    return new Promise((done) => {
      video.addEventListener('loadedmetadata', () => done(true));
      video.addEventListener('error', () => done(false));
      video.load();
    });
  });
  assert.ok(plays, 'the film plays');

  // on paper: a tab of its own whose print dialog is asked for
  await context.addInitScript(() => {
    globalThis.print = () => { document.documentElement.dataset.printed = 'yes'; };
  });
  const [paper] = await Promise.all([context.waitForEvent('page'), page.getByRole('button', { name: /print/i }).first().click()]);
  await paper.waitForFunction(() => document.documentElement.dataset.printed === 'yes', null, { timeout: 30_000 });
  await paper.close();

  // the sheet in another language, from the stored poses
  await page.locator('nav.parts a').nth(1).click();
  await frame().locator('h1').first().waitFor(LONG);
  await page.getByLabel(/language/i).last().selectOption('de');
  await frame().locator('html[lang=de]').waitFor(LONG);
  await state('sheet');

  // one file with blurred faces
  await page.locator('nav.parts a').nth(2).click();
  await state('share');
  await press('Make the file');
  await page.locator('a[href$="single_file.html"]').first().waitFor(LONG);

  // a correction
  await page.locator('nav.parts a').nth(3).click();
  await state('correct');
  await page.getByLabel(/height/i).first().fill('170');
  await page.locator('button.main.big[type=submit]').click();
  await report();

  // a label that would do harm, and a file that is no film
  await press('Change label');
  const harm = '<script>globalThis.harm = 1</script><img src=x onerror="globalThis.harm = 1">';
  await page.locator('.head form input').fill(harm);
  await page.locator('.head form button[type=submit]').click();
  await page.getByRole('heading', { name: harm }).waitFor();
  assert.equal(await page.evaluate(() => globalThis.harm), undefined);
  const broken = join(tmpdir(), `broken-${process.pid}.mp4`);
  await writeFile(broken, 'this is no film');
  await add(broken);
  await opened(2);
  await page.locator('.head').waitFor();
  await page.getByRole('button', { name: /again/i }).first().waitFor(LONG);
  await state('failed');
  await page.locator('.head button.danger').click();
  await page.locator('dialog button[type=submit]').click();
  await page.locator('dialog').waitFor({ state: 'detached' });

  // cancel
  await add(clip);
  await opened(3);
  await page.getByText(/recognised/i).first().waitFor(LONG);
  await page.locator('button.main.big[type=submit]').click();
  await page.getByRole('button', { name: /cancel/i }).first().click(LONG);
  await page.getByText('Cancelled.').waitFor(LONG);
  await page.locator('details.more > summary').click();
  await page.locator('button.main.big[type=submit]').click();
  await report();

  // both together, which are one film, and one after the other; what failed cannot be chosen
  for (const [which, kind] of [[0, 'visit'], [1, 'comparison']]) {
    await page.goto(`${address}#`);
    for (const box of await page.locator('.entries input[type=checkbox]').all()) await box.check();
    await state(`list-${kind}`);
    await page.locator('.choice button').nth(which).click();
    await page.locator('dialog button[type=submit]').click();
    if (kind === 'visit') {
      await page.getByText(/^Two of these clips are the same film/).waitFor(LONG);
      await state('visit-refused');
      continue;
    }
    await page.locator('iframe').first().waitFor(LONG);
    await report();
    await state(kind);
  }

  // a visit of two clips, in which one is corrected afterwards
  await add(other);
  const last = Number(await page.waitForFunction(() => /^#\d+$/.test(location.hash) && location.hash.slice(1)).then((h) => h.jsonValue()));
  await page.getByText(/^Recognised/).first().waitFor(LONG);
  await page.locator('button.main.big[type=submit]').click();
  await report();
  await page.goto(`${address}#`);
  await press('Clear selection');
  for (const number of [1, last]) await page.locator(`.entry:has(a[href="#${number}"]) input`).check();
  await press('Assess together as one visit');
  assert.equal(await page.locator('dialog').getByLabel(/height/i).inputValue(), '170', 'what is known is not asked again');
  await page.locator('dialog button[type=submit]').click();
  await report();
  await state('visit');
  const visit = page.url();
  await page.locator('nav.parts a').nth(1).click();
  await report();
  await state('visit-sheet');
  await page.goto(`${address}#${last}/correct`);
  await page.getByLabel('Camera view').selectOption('front');
  await page.locator('button.main.big[type=submit]').click();
  await page.getByText(/^You chose: from the front/).waitFor(LONG);
  await state('wrong-view');
  await page.goto(visit);
  await press('Make it again');
  await page.getByText(/has been analysed again/).waitFor({ state: 'hidden', ...LONG });

  // another language, and everything deleted
  await page.goto(`${address}?lang=fr`);
  assert.equal(await page.locator('html').getAttribute('lang'), 'fr');
  await state('french');
  assert.deepEqual(said.filter((line) => !/404|Failed to load resource/.test(line)), []);
  const foreign = asked.filter((url) => !url.startsWith(address) && !/^(data|blob|about):/.test(url));
  assert.deepEqual(foreign, [], 'nothing is asked of anybody else');
} catch (error) {
  if (pictures) await page.screenshot({ path: join(pictures, 'wrong.png'), fullPage: true }).catch(() => null);
  console.log(error.stack, said.join('\n'));
  process.exitCode = 1;
} finally {
  await browser.close();
}
