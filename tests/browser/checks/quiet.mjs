export const title = 'says no error and asks for nothing but itself and its film';

/** The film that may lie beside a page. */
const FILMS = ['film.mp4'];

export async function run(opened) {
  await opened.page.evaluate(() => Promise.all([...document.images].map((i) => i.decode().catch(() => {}))));
  const films = FILMS.map((name) => opened.folder + name);
  const foreign = opened.asked.filter((url) => !opened.isOwn(url) && !films.includes(url));
  return [...opened.said, ...foreign.map((url) => `asks for ${url}`), ...(await named(opened))];
}

/** What the page names but the browser did not yet ask for. */
function named(opened) {
  return opened.page.evaluate((films) => {
    const outside = (url) => !/^(data:|#)/.test(url) && !films.includes(url);
    const loading = [...document.querySelectorAll('[src], link[href], image[href], use[href], [srcset], [poster]')];
    return loading
      .flatMap((e) => ['src', 'href', 'srcset', 'poster'].map((a) => e.getAttribute(a)).filter(Boolean))
      .filter(outside)
      .map((url) => `names ${url.slice(0, 100)}`);
  }, FILMS);
}
