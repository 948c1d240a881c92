// Corner plots of many draws.
import { streamRng } from '../../dist/math/rng.js';
import { corner } from '../../dist/plot/corner/corner.js';
import { themes } from '../../dist/plot/theme.js';
import { quick, report } from './measure.mjs';

export function figures() {
  const draws = quick ? 1e4 : 1e6;
  const rng = streamRng('bench-figures');
  const columns = Array.from({ length: 20 }, () => new Float64Array(draws));
  for (let i = 0; i < draws; i++) {
    const shared = rng.normal();
    for (const column of columns) column[i] = 0.6 * shared + rng.uniform() + rng.uniform();
  }
  const rows = [6, 20].map((n) => {
    const parameters = Array.from({ length: n }, (_, k) => ({
      id: `x${k}`,
      latex: `x_{${k}}`,
      unit: '1',
      support: [-Infinity, Infinity],
    }));
    const chains = [{ label: 'draws', column: (id) => columns[Number(id.slice(1))] }];
    const began = process.hrtime.bigint();
    const { svg } = corner({ parameters, chains, theme: themes.light });
    return {
      parameters: n,
      draws,
      seconds: Number(process.hrtime.bigint() - began) / 1e9,
      'SVG kB': svg.length / 1e3,
    };
  });
  report('figures', 'Corner plots, densities and SVG', rows);
}
