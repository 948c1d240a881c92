/** The script of a report: tooltips, switches and the pair picker. Plain DOM, no library, no network. */
export const PAGE_SCRIPT = `
(() => {
  const tooltip = document.getElementById('tooltip');
  const showTip = (target, x, y) => {
    tooltip.textContent = target.dataset.tip;
    tooltip.hidden = false;
    const box = tooltip.getBoundingClientRect();
    tooltip.style.left = Math.max(8, Math.min(x + 14, innerWidth - box.width - 8)) + 'px';
    tooltip.style.top = (y + 18 + box.height > innerHeight ? y - box.height - 10 : y + 18) + 'px';
  };
  // A finger has no pointer to move: a tap shows the measurement too.
  for (const name of ['pointermove', 'pointerdown']) document.addEventListener(name, (event) => {
    const target = event.target.closest && event.target.closest('[data-tip]');
    if (target) showTip(target, event.clientX, event.clientY);
    else tooltip.hidden = true;
  });

  for (const entry of document.querySelectorAll('[data-toggle]')) {
    entry.setAttribute('tabindex', '0');
    entry.setAttribute('role', 'switch');
    entry.setAttribute('aria-checked', 'true');
    const flip = () => {
      const off = entry.classList.toggle('off');
      entry.setAttribute('aria-checked', String(!off));
      for (const part of entry.closest('svg').querySelectorAll('[data-group]'))
        if (part.dataset.group === entry.dataset.toggle) part.classList.toggle('hidden', off);
    };
    entry.addEventListener('click', flip);
    entry.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); flip(); }
    });
  }

  const theme = document.getElementById('theme');
  theme.addEventListener('click', () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  });

  const source = document.getElementById('pair-axes');
  if (!source) return;
  const axes = JSON.parse(source.textContent);
  const [chooseX, chooseY] = ['pair-x', 'pair-y'].map((id) => document.getElementById(id));
  const pair = document.getElementById('pair');
  const corner = document.getElementById('corner');
  const SVG = 'http://www.w3.org/2000/svg';
  const make = (name, attributes, parent) => {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    parent.append(node);
    return node;
  };
  const draw = () => {
    let [x, y] = [Number(chooseX.value), Number(chooseY.value)];
    if (x > y) [x, y] = [y, x];
    const cell = corner.querySelector('[data-row="' + axes[y].id + '"][data-column="' + axes[x].id + '"]');
    const rect = cell.querySelector('clipPath rect');
    const [cx, cy, cw, ch] = ['x', 'y', 'width', 'height'].map((name) => Number(rect.getAttribute(name)));
    const [left, top, size] = [86, 14, 400];
    pair.replaceChildren();
    const view = make('svg', { x: left, y: top, width: size, height: size, viewBox: [cx, cy, cw, ch].join(' '), preserveAspectRatio: 'none' }, pair);
    const content = cell.querySelector('[clip-path]').cloneNode(true);
    // Squares would grow with the view; the crossing lines mark the point.
    for (const square of content.querySelectorAll('rect')) square.remove();
    view.append(content);
    make('rect', { x: left, y: top, width: size, height: size, fill: 'none', stroke: 'var(--figure-axis)' }, pair);
    const write = (markup, transform) => { make('g', { transform }, pair).innerHTML = markup; };
    for (const [at, text] of axes[x].ticks) {
      const px = left + at * size;
      make('path', { d: 'M' + px + ' ' + (top + size) + 'v-7', stroke: 'var(--figure-axis)' }, pair);
      write(text, 'translate(' + px + ' ' + (top + size + 18) + ')');
    }
    write(axes[x].label, 'translate(' + (left + size / 2) + ' ' + (top + size + 44) + ')');
    if (x !== y) {
      for (const [at, text] of axes[y].ticks) {
        const py = top + (1 - at) * size;
        make('path', { d: 'M' + left + ' ' + py + 'h7', stroke: 'var(--figure-axis)' }, pair);
        write(text, 'translate(' + (left - 26) + ' ' + (py + 4) + ')');
      }
      write(axes[y].label, 'translate(20 ' + (top + size / 2) + ') rotate(-90)');
    }
    pair.dataset.pair = axes[x].id + ' ' + axes[y].id;
  };
  axes.forEach((axis, i) => {
    for (const choose of [chooseX, chooseY]) choose.append(new Option(axis.id, i));
  });
  chooseX.value = '0';
  chooseY.value = String(Math.min(1, axes.length - 1));
  for (const choose of [chooseX, chooseY]) choose.addEventListener('change', draw);
  for (const cell of corner.querySelectorAll('[data-row]')) {
    cell.classList.add('corner-cell');
    cell.addEventListener('click', () => {
      chooseX.value = String(axes.findIndex((axis) => axis.id === cell.dataset.column));
      chooseY.value = String(axes.findIndex((axis) => axis.id === cell.dataset.row));
      draw();
    });
  }
  draw();
})();
`;
