import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { autocovarianceSums, fftPlan, forwardFft, inverseFft, nextPowerOfTwo } from '../../src/math/fft.js';
import { streamRng } from '../../src/math/rng.js';

const noise = (n: number, key: string): Float64Array => {
  const rng = streamRng('fft', key);
  return Float64Array.from({ length: n }, () => rng.normal());
};

describe('forward and inverse transform', () => {
  const sizes = [1, 2, 4, 8, 16, 32, 128, 2048, 4096];

  test.each(sizes)('one undoes the other, length %i', (size) => {
    const [re, im] = [noise(size, 're'), noise(size, 'im')];
    const [re0, im0] = [re.slice(), im.slice()];
    forwardFft(fftPlan(size), re, im);
    inverseFft(fftPlan(size), re, im);
    expect(re.map((x) => x / size)).toBeAllclose(re0, { atol: 1e-13 });
    expect(im.map((x) => x / size)).toBeAllclose(im0, { atol: 1e-13 });
  });

  test.each(sizes.slice(0, 7))(
    'the values are those of the sum it stands for, in some order, length %i',
    (size) => {
      const [re, im] = [noise(size, 're'), noise(size, 'im')];
      const direct = Array.from({ length: size }, (_, k) => {
        let [sumRe, sumIm] = [0, 0];
        for (let s = 0; s < size; s++) {
          const angle = (-2 * Math.PI * k * s) / size;
          sumRe += re[s] * Math.cos(angle) - im[s] * Math.sin(angle);
          sumIm += re[s] * Math.sin(angle) + im[s] * Math.cos(angle);
        }
        return [sumRe, sumIm];
      });
      forwardFft(fftPlan(size), re, im);
      const fast = Array.from(re, (x, k) => [x, im[k]]);
      const sorted = (values: number[][]): number[] => values.sort((a, b) => a[0] - b[0]).flat();
      expect(sorted(fast)).toBeAllclose(sorted(direct), { atol: 1e-11 });
    },
  );

  test('a length that is no power of two is refused', () => {
    expect(() => fftPlan(12)).toThrow('fftPlan: size must be a power of two, got 12');
    expect([0, 1, 2, 3, 1024, 1025].map(nextPowerOfTwo)).toEqual([1, 1, 2, 4, 1024, 2048]);
  });
});

describe('autocovariance sums', () => {
  const direct = (series: Float64Array[], centers: number[], scales: number[], lags: number): number[] =>
    Array.from({ length: lags }, (_, lag) => {
      let sum = 0;
      series.forEach((x, c) => {
        for (let s = 0; s + lag < x.length; s++)
          sum += scales[c] ** 2 * (x[s] - centers[c]) * (x[s + lag] - centers[c]);
      });
      return sum;
    });

  test('equal the sums written out, for any number, length, center and scale of the series', () => {
    const shapes = fc.record({
      count: fc.integer({ min: 1, max: 5 }),
      n: fc.integer({ min: 1, max: 70 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(shapes, ({ count, n, part }) => {
        const series = Array.from({ length: count }, (_, c) => noise(n, `series ${c}`));
        const centers = series.map((_, c) => c - 1);
        const scales = series.map((_, c) => 1 / (c + 1));
        const lags = Math.max(1, Math.round(part * n));
        const expected = direct(series, centers, scales, lags);
        expect(autocovarianceSums(series, centers, scales, lags)).toBeAllclose(expected, { atol: 1e-10 });
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  test('leave the series as they are', () => {
    const x = noise(33, 'kept');
    const before = x.slice();
    autocovarianceSums([x], [0.5], null, 33);
    expect(x).toEqual(before);
  });
});
