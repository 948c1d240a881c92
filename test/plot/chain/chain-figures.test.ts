import { describe, expect, it } from 'vitest';
import { streamRng } from '../../../src/math/rng.js';
import {
  acceptanceFigure,
  autocorrelationFigure,
  rankFigure,
  traceFigure,
} from '../../../src/plot/chain/chain-figures.js';
import type { ChainSeries } from '../../../src/plot/chain/chain-figures.js';
import { rankHistograms } from '../../../src/plot/chain/rank-histogram.js';
import { themes } from '../../../src/plot/theme.js';

const rng = streamRng('chain-figures');
const walkers = (n: number, steps: number, shift = 0): Float64Array[] =>
  Array.from({ length: n }, () => Float64Array.from({ length: steps }, () => shift + rng.normal()));

describe('rankHistograms', () => {
  it('integrates to 1 and averages to 1 over the ensembles in every bin', () => {
    const h = rankHistograms([walkers(4, 50), walkers(4, 50, 0.5), walkers(4, 50, -1)], 10);
    for (const density of h) expect(density.reduce((a, b) => a + b, 0) / 10).toBeCloseTo(1, 12);
    for (let b = 0; b < 10; b++) expect((h[0][b] + h[1][b] + h[2][b]) / 3).toBeCloseTo(1, 12);
  });

  it('puts an ensemble that lies above all others into the upper half', () => {
    const [low, high] = rankHistograms([[Float64Array.of(1, 2, 3, 4)], [Float64Array.of(5, 6, 7, 8)]], 2);
    expect([...low]).toEqual([2, 0]);
    expect([...high]).toEqual([0, 2]);
  });

  it('gives ties their average rank', () => {
    const [a] = rankHistograms([[Float64Array.of(3, 3, 3, 3)]], 4);
    expect([...a]).toEqual([0, 0, 4, 0]);
  });
});

describe('chain figures', () => {
  const series: ChainSeries[] = [
    { latex: 'V_\\odot', unit: 'km/s', ensembles: [walkers(6, 30), walkers(6, 30)] },
    {
      latex: '\\delta_b',
      unit: '1',
      ensembles: [walkers(6, 30).map((w) => w.fill(2)), walkers(6, 30).map((w) => w.fill(2))],
    },
  ];
  const steps = Uint32Array.from({ length: 30 }, (_, i) => 20 * (i + 1));

  it.each([
    ['trace', () => traceFigure(series, steps, themes.light)],
    ['autocorrelation', () => autocorrelationFigure(series, 20, themes.light)],
    ['rank', () => rankFigure(series, themes.dark)],
    [
      'acceptance',
      () =>
        acceptanceFigure(
          [
            [0.2, 0.3],
            [0.25, 0.01],
          ],
          themes.light,
        ),
    ],
  ])('%s is drawn, constants included', (_, draw) => {
    const { svg } = draw();
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg.match(/<path /g)!.length).toBeGreaterThan(3);
  });

  it('states the acceptance of each ensemble', () => {
    expect(acceptanceFigure([[0.2, 0.3]], themes.light).svg).toContain('ensemble 0: 25.0 %');
  });
});
