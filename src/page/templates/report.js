'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const plots = [...document.querySelectorAll('svg[data-column]')];
  const picture = document.getElementById('picture');
  const clock = document.getElementById('clock');
  const right = data.width - 8;
  let at = 0;
  const nearest = (times, t) => times.reduce((best, u, i) => Math.abs(u - t) < Math.abs(times[best] - t) ? i : best, 0);
  const imageTimes = data.images.map((image) => image.t);
  function show(index) {
    at = Math.max(0, Math.min(data.times.length - 1, index));
    const t = data.times[at];
    const x = data.left + (t - data.start) / (data.end - data.start) * (right - data.left);
    for (const svg of plots) {
      const line = svg.querySelector('.cursor');
      line.setAttribute('x1', x);
      line.setAttribute('x2', x);
      const readout = document.getElementById('readout-' + svg.dataset.id);
      readout.replaceChildren();
      for (const series of data.series.filter((s) => s.column === svg.dataset.column)) {
        const value = series.values[at];
        const span = document.createElement('span');
        span.className = series.side === 'left' ? 'l' : series.side === 'right' ? 'r' : '';
        span.textContent = (series.side ? series.side + ' ' : '') + (value === null ? '–' : value.toFixed(1) + '°') + '  ';
        readout.append(span);
      }
    }
    clock.textContent = t.toFixed(2) + ' s';
    if (data.images.length) picture.src = data.images[nearest(imageTimes, t)].src;
  }
  function follow(event) {
    const box = event.currentTarget.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width * data.width;
    const t = data.start + (x - data.left) / (right - data.left) * (data.end - data.start);
    show(nearest(data.times, t));
  }
  for (const svg of plots) {
    svg.addEventListener('pointermove', follow);
    svg.addEventListener('pointerdown', follow);
    svg.addEventListener('keydown', (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }[event.key];
      if (step) { show(at + step); event.preventDefault(); }
    });
  }
  if (!data.images.length) picture.remove();
  if (data.times.length) show(Math.floor(data.times.length / 2));
})();
