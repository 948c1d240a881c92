import { describe, expect, it } from 'vitest';
import { fitTarget } from '../../src/fit/fit.js';
import { twoSourceTarget } from './two-source-target.js';

describe('a posterior as hard as the real one', () => {
  const result = fitTarget(twoSourceTarget('a', 0.35), { seed: '1' });

  it('is climbed by at least 18 of 20 starts; the others are named', () => {
    const below = result.starts.flatMap(({ reached }, i) => (reached ? [] : [i + 1]));
    expect(result.starts).toHaveLength(20);
    expect(below.length).toBeLessThanOrEqual(2);
    const message = result.problems.find(({ code }) => code === 'starts_below_best')?.message ?? '';
    for (const start of below) expect(message).toContain(`start ${start} (`);
    expect(result.converged).toBe(true);
  });

  it('ends where chi2 is that of its data: about one per point and half minus the parameters', () => {
    // 60 fluxes, 30 amplitudes, 30 phases, 10 coordinates that count: chi2 = 110 with a standard deviation of 15.
    expect(-2 * result.logLikelihood).toBeGreaterThan(65);
    expect(-2 * result.logLikelihood).toBeLessThan(155);
  });

  it('has errors but for the two coordinates of the product, which has one', () => {
    const withoutError = result.parameters.filter(({ error }) => error === null).map(({ id }) => id);
    expect(withoutError).toEqual(['log10_x', 'log10_b']);
    const product = result.parameters.find(({ id }) => id === 'product')!;
    // The truth is 10^(0.2 + 0.5).
    expect(Math.abs(product.value - 10 ** 0.7)).toBeLessThan(4 * product.error!);
    const norm = result.parameters.find(({ id }) => id === 'norm_wide_1')!;
    expect(Math.abs(norm.value - 2.6)).toBeLessThan(4 * norm.error!);
  });
});
