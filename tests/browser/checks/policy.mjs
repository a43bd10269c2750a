import { createHash } from 'node:crypto';

export const title = 'its policy forbids the network and foreign scripts';
export const changes = true;

export async function run(opened) {
  const found = await opened.page.evaluate(() => ({
    policy: document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? '',
    scripts: [...document.querySelectorAll('script')].map((s) => ({ type: s.type, text: s.textContent })),
  }));
  const rules = new Map(found.policy.split(';').map((r) => r.trim().split(/\s+/)).map(([name, ...v]) => [name, v]));
  const wrong = [];
  if (rules.get('default-src')?.join() !== "'none'") wrong.push(`default-src is not 'none': ${found.policy}`);
  const sources = [...rules.values()].flat();
  if (sources.some((s) => /^(\*|https?:|wss?:|blob:)/.test(s))) wrong.push(`it lets the network in: ${found.policy}`);
  const scripts = rules.get('script-src') ?? [];
  if (scripts.some((s) => s !== "'none'" && !s.startsWith("'sha256-"))) wrong.push(`scripts: ${scripts.join(' ')}`);
  for (const { type, text } of found.scripts) {
    const hash = `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    if (type !== 'application/json' && !scripts.includes(hash)) wrong.push(`a script that is not ours: ${text.slice(0, 80)}`);
  }
  return [...wrong, ...(await tried(opened))];
}

/** The browser keeps to it, too. */
function tried(opened) {
  return opened.page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.sneaked = 1';
    document.body.append(script);
    const fetched = await fetch('data:text/plain,x').then(() => 'a fetch went through', () => null);
    return [window.sneaked && 'a script that was put in ran', fetched].filter(Boolean);
  });
}
