export const title = 'where less motion is wished for, nothing moves by itself';

export async function run(opened) {
  const calm = await opened.again({ reducedMotion: 'reduce' });
  try {
    const before = await calm.page.evaluate(state);
    await calm.page.waitForTimeout(400);
    const after = await calm.page.evaluate(state);
    const wrong = after.moving.map((what) => `moves: ${what}`);
    if (before.cursor !== after.cursor) wrong.push('the cursor moves');
    return wrong;
  } finally {
    await calm.close();
  }
}

function state() {
  const films = [...document.querySelectorAll('video, audio')].filter((v) => !v.paused || v.autoplay);
  const running = document.getAnimations().filter((a) => a.playState === 'running');
  const drawn = [...document.querySelectorAll('animate, animateTransform, marquee')];
  const scrolls = [document.documentElement, document.body].filter((e) => getComputedStyle(e).scrollBehavior === 'smooth');
  const html = (e) => e.outerHTML.slice(0, 60);
  return {
    moving: [...films.map(html), ...running.map((a) => html(a.effect.target)), ...drawn.map(html), ...scrolls.map(() => 'scrolling')],
    cursor: document.getElementById('seek')?.value ?? null,
  };
}
