export const title = 'shows hostile names as text';

export async function run(opened, page) {
  await opened.unfold();
  return opened.page.evaluate((texts) => {
    const wrong = [];
    if (window.hacked !== undefined) wrong.push('a name ran as a script');
    const handlers = [...document.querySelectorAll('*')].filter((e) => [...e.attributes].some((a) => /^on/i.test(a.name)));
    wrong.push(...handlers.map((e) => `an attribute that acts: ${e.outerHTML.slice(0, 80)}`));
    const shown = `${document.title}\n${document.body.textContent}`;
    wrong.push(...texts.filter((t) => !shown.includes(t)).map((t) => `does not show ${t.slice(0, 80)}`));
    // a name that turns the direction of reading must not turn its neighbours
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data, parentElement: at } = walker.currentNode;
      const isShown = at && !at.closest('script, style, title');
      if (isShown && /[\u202a-\u202e\u2066-\u2069]/.test(data) && !at.closest('bdi')) {
        wrong.push(`a direction that is not held in: ${data.slice(0, 60)}`);
      }
    }
    return wrong;
  }, page.texts);
}
