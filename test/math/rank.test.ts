import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gather, normalScores, rankNormalise, sortOrder } from '../../src/math/rank.js';
import { streamRng } from '../../src/math/rng.js';
import { normalQuantile } from '../../src/math/special.js';

const filled = (n: number, value: (i: number) => number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => value(i));
const comparisonSorted = (x: Float64Array): number[] => [...x.keys()].sort((i, j) => x[i] - x[j] || i - j);

describe('sortOrder', () => {
  const rng = streamRng('rank', 'values');
  const cases: [string, Float64Array][] = [
    ['normal deviates', filled(3000, () => rng.normal())],
    ['one sign', filled(3000, () => rng.uniform())],
    ['negative only', filled(3000, () => -rng.uniform())],
    ['many ties', filled(3000, () => Math.round(4 * rng.normal()))],
    ['rejections: runs of equal values', filled(3000, (i) => Math.sin(Math.floor(i / 7)))],
    [
      'a spread of a few roundings far from zero',
      filled(3000, () => 1e8 + 1e-8 * Math.round(50 * rng.uniform())),
    ],
    [
      'all but one alike in their leading bits',
      filled(3000, (i) => (i === 1234 ? -1 : 1 + ((i * 7919) % 3001) * 1e-15)),
    ],
    ['three hundred orders of magnitude', filled(3000, () => Math.exp(600 * rng.normal()))],
    ['descending', filled(3000, (i) => -i)],
    ['all equal', filled(3000, () => 0.25)],
    ['zeros of both signs and infinities', filled(900, (i) => [0, -0, Infinity, -Infinity, 1][i % 5])],
    ['subnormal numbers', filled(900, (i) => ((i * 37) % 101) * 5e-324 * (i % 2 === 0 ? 1 : -1))],
    ['a view into a larger array', filled(2000, () => rng.normal()).subarray(501, 1400)],
    ['empty', new Float64Array(0)],
  ];

  test.each(cases)('sorts %s, equal values in their order', (_, x) => {
    const order = sortOrder(x);
    expect([...gather(x, order)].map((v) => v + 0)).toEqual(comparisonSorted(x).map((i) => x[i] + 0));
    // Zeros of different sign are equal to a comparison but not to their bits: there the order is free.
    if (!x.some((v) => Object.is(v, -0))) expect([...order]).toEqual(comparisonSorted(x));
  });

  test('sorts any doubles of any length', () => {
    const double = fc.double({ noNaN: true }).map((v) => v + 0);
    fc.assert(
      fc.property(fc.array(double, { maxLength: 20 }), fc.integer({ min: 1, max: 60 }), (values, times) => {
        const x = filled(values.length * times, (i) => values[i % values.length]);
        expect([...sortOrder(x)]).toEqual(comparisonSorted(x));
      }),
      { numRuns: 60, seed: 1 },
    );
  });
});

describe('rank normalisation', () => {
  test('replaces values by the normal scores of their ranks, ties by that of the average rank', () => {
    const x = Float64Array.of(30, 10, 20, 20, 50);
    const order = sortOrder(x);
    const out = new Float64Array(5);
    rankNormalise(gather(x, order), order, normalScores(5), out);
    const expected = [4, 1, 2.5, 2.5, 5].map((rank) => normalQuantile((rank - 3 / 8) / (5 + 1 / 4)));
    expect(out).toBeAllclose(expected, { rtol: 1e-15, atol: 1e-16 });
  });

  test('scores mirror each other and increase', () => {
    const scores = normalScores(1001);
    const all = filled(1001, (i) => scores.score(i + 1));
    expect(all.every((z, i) => z === -all[1000 - i] || (z === 0 && i === 500))).toBe(true);
    expect(all.every((z, i) => i === 0 || z > all[i - 1])).toBe(true);
  });
});
