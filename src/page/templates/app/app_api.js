// Talking with the program that serves this page.
import { t } from './app_dom.js';

/** What went wrong, and what to do about it. */
export class Problem extends Error {
  constructor(what, hint, more = {}) {
    super(what);
    Object.assign(this, { what, hint, ...more });
  }
}

const away = () => new Problem(t('away.what'), t('away.hint'));

function problemOf(status, text) {
  try {
    const { what, hint, ...more } = JSON.parse(text);
    if (what) return new Problem(what, hint ?? '', more);
  } catch {
    // not the program's own words
  }
  return new Problem(t('away.refused', { status }), t('away.refused_hint'));
}

/** Sends a request; what it answers, as data. */
export async function ask(method, path, body, signal) {
  const headers = {};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response;
  let text;
  try {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    response = await fetch(path, { method, headers, body: sent, signal, cache: 'no-store' });
    text = await response.text();
  } catch (error) {
    throw error.name === 'AbortError' ? error : away();
  }
  if (!response.ok) throw problemOf(response.status, text);
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    throw problemOf(response.status, '');
  }
}

const entry = (number) => `api/entries/${number}`;
export const analyze = (number, options) => ask('POST', `${entry(number)}/analyze`, { options });
export const cancel = (number) => ask('POST', `${entry(number)}/cancel`, {});
export const setLabel = (number, label) => ask('POST', `${entry(number)}/label`, { label });
export const makeFile = (number, wanted) => ask('POST', `${entry(number)}/export`, wanted);
export const remove = (number) => ask('DELETE', entry(number));
export const makeVisit = (label, clips, options) => ask('POST', 'api/visits', { label, clips, options });
export const makeComparison = (clips) => ask('POST', 'api/comparisons', { clips });
export const resultOf = (number, file) => `entries/${number}/results/${file}`;
export const stillOf = (number, file) => `entries/${number}/look/${file}`;

/** Sends a file: `done` gives the new entry's number, null where it was cancelled. */
export function upload(file, label, onProgress) {
  const request = new XMLHttpRequest();
  const done = new Promise((resolve, reject) => {
    request.upload.addEventListener('progress', (e) => e.lengthComputable && onProgress(e.loaded / e.total));
    request.addEventListener('abort', () => resolve(null));
    request.addEventListener('error', () => reject(new Problem(t('uploads.broken'), t('uploads.broken_hint'))));
    request.addEventListener('load', () => {
      if (request.status >= 300) return reject(problemOf(request.status, request.responseText));
      try {
        return resolve(JSON.parse(request.responseText).number);
      } catch {
        return reject(problemOf(request.status, ''));
      }
    });
  });
  request.open('PUT', `api/clips?label=${encodeURIComponent(label)}`);
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  request.send(file);
  return { done, cancel: () => request.abort() };
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const ASK_AGAIN_MS = 2000;
const HIDDEN_MS = 5000;

/**
 * Follows the state for ever. A hidden tab asks now and then and holds no connection open: a browser opens only six to
 * one address, for all tabs together.
 */
export async function watch(onState, onAway) {
  let version = null;
  let wakes = () => {};
  let waiting = null;
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) waiting?.abort();
    else wakes();
  });
  for (;;) {
    const isHidden = document.hidden;
    if (isHidden && version !== null) {
      await Promise.race([pause(HIDDEN_MS), new Promise((resolve) => (wakes = resolve))]);
    }
    waiting = new AbortController();
    try {
      const query = version === null || document.hidden ? '' : `?after=${version}`;
      const state = await ask('GET', `api/state${query}`, undefined, waiting.signal);
      onAway(null);
      if (state.version !== version) {
        version = state.version;
        onState(state);
      }
    } catch (problem) {
      if (problem.name === 'AbortError') continue;
      if (!(problem instanceof Problem)) throw problem;
      version = null;
      onAway(problem);
      await pause(ASK_AGAIN_MS);
    }
  }
}
