import { describe, expect, test } from 'vitest';
import { MEMORY_OF_HEALTHY_WALKERS, walkerMemory } from '../../src/diagnostics/walker-memory.js';
import { streamRng } from '../../src/math/rng.js';
import { ar1, ar1Tau } from './ar1.js';

/** [2 E W] the halves of each walker's series, as `walkerMemory` wants them. */
function halvesOf(series: readonly Float64Array[], ensembles: number): Float64Array[] {
  const walkers = series.length / ensembles;
  return Array.from({ length: 2 * series.length }, (_, i) => {
    const [half, walker] = [Math.floor(i / walkers), i % walkers];
    const whole = series[Math.floor(half / 2) * walkers + walker];
    const n = whole.length >> 1;
    return half % 2 === 0 ? whole.slice(0, n) : whole.slice(n, 2 * n);
  });
}

/**
 * Correlation of the means of neighbouring halves of n draws of an AR(1) process, by the sums of its autocorrelations rho^k:
 * Cov = sum_{i,j} rho^{n + j - i}, Var = sum_{i,j} rho^|i - j|.
 */
function ar1Memory(rho: number, n: number): number {
  let [cov, variance] = [0, 0];
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      cov += rho ** (n + j - i);
      variance += rho ** Math.abs(i - j);
    }
  return cov / variance;
}

const rho = 0.9;
const [ensembles, walkers] = [4, 64];
/** Standard error of a correlation near 0 of so many walkers, less one per ensemble for its mean. */
const error = 1 / Math.sqrt(ensembles * (walkers - 1));

function drawSeries(name: string, length: number): Float64Array[] {
  const rng = streamRng('memory', name, length);
  return Array.from({ length: ensembles * walkers }, () => ar1(rng, length, rho));
}

describe('what walkers remember', () => {
  test.each([40, 120, 1000])(
    'is, of healthy series of %i draws, what their autocorrelation says',
    (length) => {
      const memory = walkerMemory(halvesOf(drawSeries('healthy', length), ensembles), ensembles);
      expect(Math.abs(memory - ar1Memory(rho, length / 2))).toBeLessThan(4 * error);
    },
  );

  test('is 0.22 of walkers of three independent draws', () => {
    const n = Math.round(1.5 * ar1Tau(rho));
    expect(ar1Memory(rho, n)).toBeAllclose(0.22, { atol: 0.01 });
    expect(ar1Memory(rho, n)).toBeLessThan(MEMORY_OF_HEALTHY_WALKERS);
  });

  test('is everything where walkers keep to their modes, however far apart these are', () => {
    const series = drawSeries('modes', 4000).map((x, i) => x.map((value) => value + (i % 5 === 0 ? 6 : 0)));
    expect(walkerMemory(halvesOf(series, ensembles), ensembles)).toBeGreaterThan(0.95);
  });

  test('of walkers whose means scatter s times too much because they never leave their regions is (s - 1) / (s + 1)', () => {
    // The variance of means: tau / N from the autocorrelation, and s - 1 times as much from where a walker lives.
    const [length, s] = [8000, 4];
    const apart = Math.sqrt(((s - 1) * ar1Tau(rho)) / length);
    const rng = streamRng('memory', 'regions');
    const series = drawSeries('regions', length).map((x) => {
      const shift = apart * rng.normal();
      return x.map((value) => value + shift);
    });
    const memory = walkerMemory(halvesOf(series, ensembles), ensembles);
    // Standard error of a correlation r: (1 - r^2) / sqrt(n).
    expect(Math.abs(memory - (s - 1) / (s + 1))).toBeLessThan(4 * (1 - ((s - 1) / (s + 1)) ** 2) * error);
  });

  test('is not raised by a difference between ensembles, which R-hat sees', () => {
    const series = drawSeries('ensembles', 2000).map((x, i) =>
      x.map((value) => value + Math.floor(i / walkers)),
    );
    expect(walkerMemory(halvesOf(series, ensembles), ensembles)).toBeLessThan(4 * error);
  });

  test('is undefined for one walker', () => {
    expect(walkerMemory(halvesOf([ar1(streamRng('one'), 100, rho)], 1), 1)).toBe(NaN);
  });
});
