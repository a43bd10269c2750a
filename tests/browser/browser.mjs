// Starting a browser, and opening a page in it so that nothing goes unnoticed.
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a script ends with that finds no browser or driver; `tests/suite/support` knows it too. */
const SKIPPED = 77;

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];

/** The widths that pages are made for: a screen, a tablet, a phone. */
export const WIDTHS = [1440, 820, 390];

/** A browser without a window, and where axe-core's script lies. Ends the script where something is missing. */
export async function launched() {
  const { chromium, axe } = await driver();
  const executablePath = findBrowser() ?? skip('no Chromium or Chrome on the PATH');
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { browser: await chromium.launch({ executablePath, args }), axe };
}

async function driver() {
  try {
    const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
    return { chromium: (await import('playwright-core')).chromium, axe };
  } catch (error) {
    const why = error.message.split('\n')[0];
    return skip(`a package is missing (setup/install --tests brings it): ${why}`);
  }
}

function skip(why) {
  console.log(`skipped: ${why}`);
  process.exit(SKIPPED);
}

function findBrowser() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find(isProgram) ?? null;
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A page that was opened, with what it said and what it asked for. */
export class Opened {
  /** In a context of its own, with nothing of another page in it. */
  static async open(browser, described, options = {}) {
    const settings = { viewport: { width: WIDTHS[0], height: 900 }, colorScheme: 'light', ...options };
    const context = await browser.newContext(settings);
    const opened = new Opened();
    Object.assign(opened, { browser, context, described, said: [], asked: [] });
    await context.setOffline(true);
    await context.route((url) => url.protocol.startsWith('http'), (route) => route.abort());
    context.on('request', (request) => opened.asked.push(request.url()));
    opened.page = await context.newPage();
    opened.page.on('console', (m) => {
      if (['error', 'warning'].includes(m.type())) opened.said.push(`console: ${m.text()}`);
    });
    opened.page.on('pageerror', (error) => opened.said.push(`error: ${error.message}`));
    await opened.page.goto(pathToFileURL(described.path).href, { waitUntil: 'load' });
    return opened;
  }

  /** The same page anew, under other circumstances. */
  again(options) {
    return Opened.open(this.browser, this.described, options);
  }

  close() {
    return this.context.close();
  }

  /** Sets the width and waits until the page is laid out for it. */
  async widen(width) {
    await this.page.setViewportSize({ width, height: 900 });
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  /** Opens what is folded, so that checks see all. */
  unfold() {
    return this.page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
  }

  /** The folder of the page, as an address. */
  get folder() {
    return pathToFileURL(dirname(this.described.path)).href + '/';
  }

  isOwn(url) {
    return url.startsWith('data:') || url.split('#')[0] === pathToFileURL(this.described.path).href;
  }
}
