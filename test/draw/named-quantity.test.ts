import { describe, expect, test } from 'vitest';
import { mcseMean } from '../../src/diagnostics/mcse.js';
import { checkNamed, namedErrors, parseNamed } from '../../src/draw/named-quantity.js';
import { streamRng } from '../../src/math/rng.js';
import { ar1, cautiousErrors, drawsOf } from '../diagnostics/ar1.js';

const rng = streamRng('named quantity');
const draws = drawsOf(
  { ensembles: 3, walkers: 5, length: 301 },
  {
    log10_r: () => ar1(rng, 301, 0.8),
    x: () => ar1(rng, 301, 0.5),
    flat: () => new Float64Array(301).fill(2),
  },
);

describe('what a name stands for', () => {
  const known = ['x', 'log10_r', 'median:odd'];
  test.each([
    ['x', { statistic: 'mean', column: 'x', natural: false }],
    ['mean:x', { statistic: 'mean', column: 'x', natural: false }],
    ['median:x', { statistic: 0.5, column: 'x', natural: false }],
    ['q97.5:x', { statistic: 0.975, column: 'x', natural: false }],
    ['r', { statistic: 'mean', column: 'log10_r', natural: true }],
    ['q5:r', { statistic: 0.05, column: 'log10_r', natural: true }],
    ['log10_r', { statistic: 'mean', column: 'log10_r', natural: false }],
    ['median:odd', { statistic: 'mean', column: 'median:odd', natural: false }],
    ['q0:x', null],
    ['q100:x', null],
    ['mode:x', null],
    ['y', null],
  ])('%s', (name, expected) => {
    expect(parseNamed(name, known)).toEqual(expected);
  });

  test('nothing: told with what was meant, all at once', () => {
    expect(() => {
      checkNamed(['log10_q', 'x', 'mode:x'], known);
    }).toThrow(/got "log10_q"\. Did you mean 'log10_r'\?[^]*got "mode:x"\. A quantile is asked for as q/);
  });
});

describe('its standard error is that of every row', () => {
  const x = draws.walkerSeries('x');
  const r = draws.walkerSeries('log10_r').map((walker) => walker.map((v) => 10 ** v));
  test.each([
    ['x', mcseMean(x)],
    ['median:x', cautiousErrors(x, 5).quantile(0.5)],
    ['q95:x', cautiousErrors(x, 5).quantile(0.95)],
    ['r', mcseMean(r)],
    ['q5:r', cautiousErrors(r, 5).quantile(0.05)],
    ['flat', 0],
    ['median:flat', 0],
  ])('%s', (name, expected) => {
    expect(namedErrors(draws, [name]).get(name)).toBeAllclose(expected, { rtol: 1e-11 });
  });
});
