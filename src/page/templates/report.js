'use strict';
// One cursor for the film, the drawing on it and every curve. `at` is a frame; everything is shown from it.
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId('data').textContent);
  const count = data.times.length;
  if (!count) return;
  let video = byId('video');
  const drawing = byId('drawing');
  const seek = byId('seek');
  const plots = [...document.querySelectorAll('svg[data-column]')];
  const start = data.times[0];
  const words = data.words;
  // a text with its places filled in: {side} by what stands beside `side`
  const filled = (text, places) => Object.entries(places).reduce((t, [place, what]) => t.replace(`{${place}}`, () => what), text);
  const seconds = (t) => filled(words.time, { time: t.toFixed(2) });
  const pointsOfFrame = data.points.length / count;
  // an angle as it is read, and no minus before a zero
  const degrees = (value, decimals) => value.toFixed(decimals).replace(/^-(0(\.0*)?)$/, '$1').replace('-', '−') + '°';
  let at = 0;
  let isPlaying = false;

  // ---- drawing -------------------------------------------------------------------------------------------------
  const make = (name, attributes, parent) => {
    const element = document.createElementNS(drawing.namespaceURI, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    parent.append(element);
    return element;
  };
  const plumb = make('line', { class: 'plumb', visibility: 'hidden' }, drawing);
  const bones = data.bones.map(([a, b, side]) => ({ a, b, line: make('line', { class: 'bone ' + side }, drawing) }));
  // the labels: which point, which angle; the knee shows the angle that the view can measure
  const POINTS_OF_A_SIDE = 6;
  const labels = [];
  for (const series of data.series) {
    const joint = { knee_flexion_deg: 2, fppa_deg: 2, hip_flexion_vertical_deg: 1, ankle_dorsiflexion_deg: 3 }[series.column];
    if (joint === undefined || !series.side) continue;
    const [point, other] = series.side === 'right' ? [joint + POINTS_OF_A_SIDE, joint] : [joint, joint + POINTS_OF_A_SIDE];
    labels.push({ series, point, other, text: make('text', { class: 'angle ' + series.side }, drawing) });
  }
  const box = drawing.viewBox.baseVal;
  const unit = Math.max(box.width, box.height) / 960;
  drawing.style.setProperty('--unit', unit + 'px');

  const pointOf = (index) => {
    const from = at * pointsOfFrame + 2 * index;
    const x = data.points[from];
    const y = data.points[from + 1];
    return x === null || y === null || x === undefined ? null : [x, y];
  };
  const place = (line, a, b) => {
    line.setAttribute('x1', a[0]); line.setAttribute('y1', a[1]);
    line.setAttribute('x2', b[0]); line.setAttribute('y2', b[1]);
  };
  const isOn = (id) => byId(id).checked;

  function draw() {
    const hasSkeleton = isOn('show-skeleton');
    for (const { a, b, line } of bones) {
      const ends = [pointOf(a), pointOf(b)];
      const isShown = hasSkeleton && ends[0] && ends[1];
      line.setAttribute('visibility', isShown ? 'visible' : 'hidden');
      if (isShown) place(line, ...ends);
    }
    for (const { series, point, other, text } of labels) {
      const where = pointOf(point);
      const value = series.values[at];
      const isShown = isOn('show-angles') && where && value !== null;
      text.setAttribute('visibility', isShown ? 'visible' : 'hidden');
      if (!isShown) continue;
      // each leg's number on the outer side of that leg, whichever way the person faces
      const ofOther = pointOf(other);
      const isRightmost = ofOther ? where[0] > ofOther[0] || (where[0] === ofOther[0] && series.side === 'left') : series.side === 'left';
      text.setAttribute('x', where[0] + (isRightmost ? 12 : -12) * unit);
      text.setAttribute('y', where[1] + (series.side === 'left' ? 0 : 18) * unit);
      text.setAttribute('text-anchor', isRightmost ? 'start' : 'end');
      text.textContent = degrees(value, series.decimals);
    }
    const hips = [pointOf(1), pointOf(1 + POINTS_OF_A_SIDE)];
    const isShown = isOn('show-plumb') && hips[0] && hips[1];
    plumb.setAttribute('visibility', isShown ? 'visible' : 'hidden');
    if (isShown) {
      const x = (hips[0][0] + hips[1][0]) / 2;
      place(plumb, [x, 0], [x, box.height]);
    }
  }

  // ---- curves --------------------------------------------------------------------------------------------------
  const xOf = (t) => data.left + (t - data.start) / (data.end - data.start) * (data.right - data.left);
  for (const svg of plots) {
    for (const event of data.events) {
      const x = xOf(event.t);
      const isContact = event.kind === 'contact';
      const y = event.side === 'left' ? 2 : 12;
      const shape = isContact ? `M${x - 4} ${y}h8l-4 8Z` : `M${x - 4} ${y + 8}h8l-4 -8Z`;
      make('path', { class: `mark ${event.side}${isContact ? '' : ' off'}`, d: shape }, svg);
    }
    svg.setAttribute('aria-valuemax', count - 1);
    svg.series = data.series.filter((s) => s.column === svg.dataset.column);
  }
  function curves() {
    const t = data.times[at];
    for (const svg of plots) {
      const line = svg.querySelector('.cursor');
      line.setAttribute('x1', xOf(t));
      line.setAttribute('x2', xOf(t));
      const readout = byId('readout-' + svg.dataset.id);
      readout.replaceChildren();
      const said = [];
      for (const series of svg.series) {
        const value = series.values[at];
        const shown = value === null ? '–' : degrees(value, series.decimals);
        const text = series.side ? filled(words.value, { side: words[series.side], value: shown }) : shown;
        const span = document.createElement('span');
        span.className = series.side === 'left' ? 'l' : series.side === 'right' ? 'r' : '';
        span.textContent = text + '  ';
        readout.append(span);
        said.push(text);
      }
      svg.setAttribute('aria-valuenow', at);
      svg.setAttribute('aria-valuetext', filled(words.values_at, { time: t.toFixed(2), values: said.join(', ') }));
    }
  }

  // ---- the cursor ----------------------------------------------------------------------------------------------
  const clamp = (index) => Math.max(0, Math.min(count - 1, index));
  function nearest(t) {
    let [low, high] = [0, count - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (data.times[middle] <= t) low = middle; else high = middle;
    }
    return Math.abs(data.times[high] - t) < Math.abs(data.times[low] - t) ? high : low;
  }
  function say() {
    const t = data.times[at];
    byId('clock').textContent = seconds(t);
    seek.value = at;
    seek.setAttribute('aria-valuetext', seconds(t));
    const here = data.events.filter((e) => e.at === at);
    byId('event').textContent = here.map((e) => filled(words[e.kind], { side: words[e.side] })).join('; ');
  }
  function show(index) {
    at = clamp(index);
    draw();
    curves();
    say();
  }
  for (const event of data.events) event.at = nearest(event.t);
  function go(index) {
    stop();
    show(index);
    if (video) video.currentTime = data.film[at];
  }
  const goTo = (t) => go(nearest(t));
  function toEvent(way) {
    const frames = data.events.map((e) => e.at);
    const next = way > 0 ? frames.find((f) => f > at) : frames.filter((f) => f < at).pop();
    if (next !== undefined) go(next);
  }

  // ---- playing -------------------------------------------------------------------------------------------------
  let last = null;
  const speed = () => Number(byId('speed').value);
  function tick(now, shown) {
    if (!isPlaying) return;
    if (video) {
      show(nearest(start + (shown ? shown.mediaTime : video.currentTime) / data.factor));
    } else {
      const passed = last === null ? 0 : (now - last) / 1000 * speed();
      last = now;
      tick.t += passed;
      if (tick.t > data.times[count - 1]) { stop(); return; }
      show(nearest(tick.t));
    }
    follow();
  }
  const hasFrames = () => Boolean(video && video.requestVideoFrameCallback);
  let wanted = 0;
  function follow() {
    wanted = hasFrames() ? video.requestVideoFrameCallback(tick) : requestAnimationFrame(tick);
  }
  // what browsers play; beyond, the film runs as near to the wish as they can
  const playbackRate = () => Math.min(16, Math.max(0.0625, speed() * data.factor));
  function play() {
    if (at >= count - 1) go(0);
    isPlaying = true;
    byId('play').textContent = words.pause;
    last = null;
    tick.t = data.times[at];
    if (video) {
      video.playbackRate = playbackRate();
      video.play().catch(() => {}); // stopped before it began
    }
    follow();
  }
  function stop() {
    if (!isPlaying) return;
    isPlaying = false;
    byId('play').textContent = words.play;
    if (hasFrames()) video.cancelVideoFrameCallback(wanted); else cancelAnimationFrame(wanted);
    if (!video) return;
    video.pause();
    video.currentTime = data.film[at]; // the picture that the skeleton is of
  }
  const toggle = () => (isPlaying ? stop() : play());

  // ---- the reader's hands --------------------------------------------------------------------------------------
  const on = (id, event, act) => byId(id).addEventListener(event, act);
  on('play', 'click', toggle);
  on('back', 'click', () => go(at - 1));
  on('forth', 'click', () => go(at + 1));
  on('earlier', 'click', () => toEvent(-1));
  on('later', 'click', () => toEvent(1));
  on('seek', 'input', () => go(Number(seek.value)));
  on('speed', 'change', () => { if (video) video.playbackRate = playbackRate(); });
  for (const id of ['show-skeleton', 'show-angles', 'show-plumb']) on(id, 'change', draw);
  function keys(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return; // the browser's own
    const act = {
      ArrowLeft: () => go(at - 1), ArrowRight: () => go(at + 1),
      PageUp: () => toEvent(-1), PageDown: () => toEvent(1),
      Home: () => go(0), End: () => go(count - 1), ' ': toggle,
    }[event.key];
    if (act) { act(); event.preventDefault(); }
  }
  byId('stage').addEventListener('keydown', keys);
  byId('stage').addEventListener('click', toggle);
  for (const svg of plots) {
    const scrub = (event) => {
      const size = svg.getBoundingClientRect();
      const x = (event.clientX - size.left) / size.width * data.width;
      goTo(data.start + (x - data.left) / (data.right - data.left) * (data.end - data.start));
    };
    svg.addEventListener('pointerdown', scrub);
    svg.addEventListener('pointermove', (event) => { if (event.buttons & 1) scrub(event); });
    svg.addEventListener('keydown', keys);
  }
  // links to moments, on this page and from others
  for (const link of document.querySelectorAll('a[data-t]')) {
    if (!link.getAttribute('href').startsWith('#')) continue;
    link.addEventListener('click', (event) => {
      event.preventDefault();
      goTo(Number(link.dataset.t));
      byId('film').scrollIntoView();
      byId('stage').focus({ preventScroll: true });
    });
  }
  function fromAddress() {
    const match = /^#t=([0-9.]+)$/.exec(location.hash);
    if (match) { goTo(Number(match[1])); byId('film').scrollIntoView(); }
    return Boolean(match);
  }
  window.addEventListener('hashchange', fromAddress);

  seek.max = count - 1;
  if (video) {
    video.addEventListener('ended', stop);
    const missing = () => {
      stop();
      video = null;
      byId('no-film').hidden = false;
      byId('stage').classList.add('empty');
    };
    // all films have one name: another clip's is another size or another length
    const check = () => {
      const isAsLarge = Math.abs(video.videoWidth - box.width) < 2 && Math.abs(video.videoHeight - box.height) < 2;
      const last = data.film[count - 1];
      const slack = 1 + 2 * (last - data.film[0]) / count;
      if (!isAsLarge || video.duration < last || video.duration > last + slack) missing();
    };
    if (video.readyState > 0) check(); else video.addEventListener('loadedmetadata', check);
    if (video.error) missing(); else video.addEventListener('error', missing);
  }
  if (!fromAddress()) go(data.events.length ? nearest(data.events[Math.floor(data.events.length / 2)].t) : Math.floor(count / 2));
})();
