import { describe, expect, test } from 'vitest';
import { autocorrelation, integratedTime } from '../../src/diagnostics/autocorrelation-time.js';
import { streamRng } from '../../src/math/rng.js';
import { ar1, ar1Tau } from './ar1.js';

describe('integrated autocorrelation time', () => {
  test('of a long AR(1) series is (1 + rho) / (1 - rho)', () => {
    const x = ar1(streamRng('tau', 1), 1_000_000, 0.9);
    expect(integratedTime([x])).toBeAllclose(ar1Tau(0.9), { rtol: 0.03 });
  });

  test('is cut off at once where neighbours are anticorrelated, as in emcee: a bound then, no estimate', () => {
    const x = ar1(streamRng('tau', 2), 20_000, -0.5);
    // The first lag makes 1 + 2 rho(1) = 0, and the window 5 tau closes.
    expect(integratedTime([x])).toBeAllclose(0, { atol: 0.05 });
    expect(integratedTime([x])).toBeLessThan(ar1Tau(-0.5));
  });

  test('does not depend on unit or origin', () => {
    const series = [1, 2, 3].map((key) => ar1(streamRng('tau', 'unit', key), 500, 0.8));
    expect(integratedTime(series.map((x) => x.map((v) => 1024 * v - 512)))).toBeAllclose(
      integratedTime(series),
      {
        rtol: 1e-11,
      },
    );
    expect(integratedTime(series.map((x) => x.map((v) => 1e-20 * v)))).toBeAllclose(integratedTime(series), {
      rtol: 1e-11,
    });
  });

  test('is undefined for nothing, constants and NaN', () => {
    expect(integratedTime([])).toBe(NaN);
    expect(integratedTime([new Float64Array(0)])).toBe(NaN);
    expect(integratedTime([new Float64Array(9).fill(2)])).toBe(NaN);
    expect(integratedTime([Float64Array.of(1, NaN, 2, 3)])).toBe(NaN);
  });
});

describe('autocorrelation function', () => {
  test('starts at 1 and falls like rho^lag', () => {
    const series = Array.from({ length: 40 }, (_, key) => ar1(streamRng('acf', key), 5000, 0.7));
    const acf = autocorrelation(series, 6);
    expect(acf[0]).toBeAllclose(1, { rtol: 1e-12 });
    expect(acf).toBeAllclose([1, 0.7, 0.49, 0.343, 0.2401, 0.16807], { atol: 0.015 });
  });

  test('is undefined where a series does not vary', () => {
    expect([...autocorrelation([new Float64Array(5)], 2)]).toEqual([NaN, NaN]);
  });
});
