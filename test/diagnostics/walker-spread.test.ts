import { describe, expect, test } from 'vitest';
import { integratedTime } from '../../src/diagnostics/autocorrelation-time.js';
import { expectedSpread, spreadAllowance, walkerSpread } from '../../src/diagnostics/walker-spread.js';
import { streamRng } from '../../src/math/rng.js';
import { ar1, ar1Tau } from './ar1.js';

const rho = 0.6;
const lengthInTau = (count: number): number => Math.round(count * ar1Tau(rho));

describe("the spread of walkers' means", () => {
  test.each([
    [2, 4],
    [4, 8],
    [4, 32],
    [4, 64],
  ])('of %i ensembles of %i healthy walkers, 50 tau long, is about 1', (ensembles, walkers) => {
    for (let repeat = 0; repeat < 10; repeat++) {
      const rng = streamRng('spread', ensembles, walkers, repeat);
      const series = Array.from({ length: ensembles * walkers }, () => ar1(rng, lengthInTau(50), rho));
      const spread = walkerSpread(series, ensembles);
      expect(spread).toBeGreaterThan(1 / spreadAllowance(ensembles, walkers));
      expect(spread).toBeLessThan(1.5 * spreadAllowance(ensembles, walkers));
    }
  });

  test('may by chance be the larger the fewer walkers there are', () => {
    // R: qchisq(1 - 1e-6, k) / k for k = 6, 60, 252; the approximation is good to some percent that far out.
    expect([spreadAllowance(2, 4), spreadAllowance(4, 16), spreadAllowance(4, 64)]).toBeAllclose(
      [6.3764, 2.1183, 1.4819],
      {
        rtol: 0.05,
      },
    );
  });

  test.each([15, 20, 30])('of series told as %i tau long is explained by the bias of tau', (told) => {
    const rng = streamRng('spread', 'bias', told);
    // In truth they are 10 tau shorter.
    const series = Array.from({ length: 4 * 56 }, () => ar1(rng, lengthInTau(told - 10), rho));
    const length = series[0].length / integratedTime(series);
    expect(length).toBeAllclose(told, { rtol: 0.1 });
    expect(walkerSpread(series, 4) / expectedSpread(length)).toBeAllclose(1, { atol: 0.3 });
  });

  test('does not see differences between ensembles: R-hat does', () => {
    const rng = streamRng('spread', 'ensembles');
    const series = Array.from({ length: 4 * 16 }, (_, i) =>
      ar1(rng, lengthInTau(50), rho).map((x) => x + 5 * Math.floor(i / 16)),
    );
    expect(walkerSpread(series, 4)).toBeLessThan(2);
  });

  /** Walkers that jump between +6 and -6 with a given probability per draw. */
  const bimodal = (jump: number, n: number): Float64Array[] => {
    const rng = streamRng('spread', 'bimodal', String(jump));
    return Array.from({ length: 4 * 16 }, () => {
      let mode = rng.uniform() < 0.8 ? 6 : -6;
      return ar1(rng, n, rho).map((x) => {
        if (rng.uniform() < jump) mode = -mode;
        return x + mode;
      });
    });
  };

  test('is gross when no walker leaves its mode', () => {
    expect(walkerSpread(bimodal(0, lengthInTau(50)), 4)).toBeGreaterThan(100);
  });

  test('is 1 again when walkers jump often enough for tau to be seen', () => {
    // Jumps every 20 draws: tau about 20 draws, the series 100 tau.
    expect(walkerSpread(bimodal(0.05, 2000), 4)).toBeLessThan(2);
  });

  test('is undefined for one walker, or walkers none of which moves', () => {
    const rng = streamRng('spread', 'none');
    expect(walkerSpread([ar1(rng, 100, rho)], 1)).toBe(NaN);
    expect(walkerSpread([new Float64Array(9).fill(1), new Float64Array(9).fill(2)], 1)).toBe(NaN);
    expect(walkerSpread([], 1)).toBe(NaN);
  });
});
