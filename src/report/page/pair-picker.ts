import { layAxis } from '../../plot/axes/axis.js';
import { writtenLabel } from '../../plot/axes/axis.js';
import { drawCorner } from '../../plot/corner/corner.js';
import { cornerDensities } from '../../plot/corner/corner-densities.js';
import type { CornerOptions } from '../../plot/corner/corner-input.js';
import { label } from '../../plot/text/label.js';
import { quantityLabel } from '../../plot/text/quantity-label.js';
import { themes } from '../../plot/theme.js';

/** The corner plot, and a large view of the pair that is picked in it or from the two lists. */
export function pairPicker(options: Omit<CornerOptions, 'theme'>): string {
  const theme = themes.page;
  const densities = cornerDensities({ ...options, theme });
  const figure = drawCorner({ ...options, theme }, densities);
  const axes = options.parameters.map((parameter, i) => {
    const spec = {
      scale: 'linear',
      domain: densities.ranges[i],
      label: quantityLabel(parameter.latex, parameter.unit),
      tickCount: 5,
    } as const;
    // One unit long: places are fractions of the axis.
    const axis = layAxis(spec, 0, 1, 'x');
    return {
      id: parameter.id,
      label: label(writtenLabel(axis) ?? '', 0, 0, { size: 14, color: theme.ink, anchor: 'middle' }),
      ticks: axis.marks.major.map((t) => [
        Math.round(axis.place(t.at) * 1e4) / 1e4,
        label(t.text, 0, 0, { size: 11.5, color: theme.ink, anchor: 'middle' }),
      ]),
    };
  });
  const data = JSON.stringify(axes).replaceAll('</', '<\\/');
  return `<div class="controls">Pair: <select id="pair-x" aria-label="first quantity"></select>
<select id="pair-y" aria-label="second quantity"></select> or click a cell of the corner plot.</div>
<figure><svg id="pair" viewBox="0 0 510 480" width="510" height="480" font-family="'DejaVu Sans', Verdana, Geneva, sans-serif"></svg></figure>
<figure id="corner">${figure.svg}</figure>
<script type="application/json" id="pair-axes">${data}</script>`;
}
