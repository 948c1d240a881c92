import { describe, expect, test } from 'vitest';
import { binomialTails } from '../../src/calibration/binomial.js';
import { countsBelow, uniformityTest } from '../../src/calibration/uniformity.js';
import { streamRng } from '../../src/math/rng.js';

describe('tails of a binomial distribution', () => {
  test('are those of three coins', () => {
    const { atMost, atLeast } = binomialTails(3, 0.5);
    expect(atMost).toBeAllclose([1 / 8, 4 / 8, 7 / 8, 1], { rtol: 1e-13 });
    expect(atLeast).toBeAllclose([1, 7 / 8, 4 / 8, 1 / 8], { rtol: 1e-13 });
  });

  test('keep their digits far out: P(X = n) = p^n', () => {
    expect(binomialTails(300, 0.1).atLeast[300]).toBeAllclose(1e-300, { rtol: 1e-10 });
    expect(binomialTails(300, 0.9).atMost[0]).toBeAllclose(1e-300, { rtol: 1e-10 });
  });
});

test('counts below each place: ranks 0, 0, 2 of 0 ... 2', () => {
  expect([...countsBelow([0, 2, 0], 2)]).toEqual([2, 2]);
});

describe('one place (ranks 0 and 1): a binomial test', () => {
  const one = uniformityTest(10, 1);

  test('two-sided p-value: 1 of 10 below has P = 2 (1 + 10)/2^10', () => {
    expect(one.pValue([1])).toBeAllclose(22 / 1024, { rtol: 1e-9 });
    expect(one.pValue([9])).toBeAllclose(22 / 1024, { rtol: 1e-9 });
    expect(one.pValue([5])).toBeAllclose(1, { rtol: 1e-9 });
  });

  test('envelope: 2 ... 8 holds 1 - 22/1024 = 0.979, and 3 ... 7 only 0.891', () => {
    const { lowest, highest } = one.envelope(0.95);
    expect([lowest[0], highest[0]]).toEqual([2, 8]);
  });
});

test('two places, two simulations: the nine possibilities summed by hand', () => {
  // Counts (c1, c2) of 2 uniform ranks 0, 1, 2: extremities at a place are 2 min(tails) of Bin(2, 1/3) and Bin(2, 2/3).
  // (0, 0), both ranks 2: P(Bin(2, 2/3) = 0) = 1/9, twice that 2/9; the same for (2, 2). All others lie at 10/9 at least.
  expect(uniformityTest(2, 2).pValue([0, 0])).toBeAllclose(2 / 9, { rtol: 1e-9 });
  expect(uniformityTest(2, 2).pValue([2, 2])).toBeAllclose(2 / 9, { rtol: 1e-9 });
  expect(uniformityTest(2, 2).pValue([1, 1])).toBeAllclose(1, { rtol: 1e-9 });
});

describe('uniform ranks', () => {
  const [simulations, largest, samples] = [120, 19, 4000];
  const uniform = uniformityTest(simulations, largest);
  const { lowest, highest } = uniform.envelope(0.95);
  const rng = streamRng('uniform ranks');
  const counts = Array.from({ length: samples }, () =>
    countsBelow(
      Array.from({ length: simulations }, () => rng.int(largest + 1)),
      largest,
    ),
  );

  test('stay inside the envelope of 95 % as often as it says', () => {
    const inside = counts.filter((own) => own.every((c, i) => c >= lowest[i] && c <= highest[i])).length;
    // Steps of whole counts: the smallest coverage there is at or above 95 %.
    const se = Math.sqrt((0.95 * 0.05) / samples);
    expect(inside / samples).toBeGreaterThan(0.95 - 3.5 * se);
    expect(inside / samples).toBeLessThan(0.955 + 3.5 * se);
  });

  test('leave the envelope exactly where the p-value is below 5 %', () => {
    for (const own of counts.slice(0, 400))
      expect(own.every((c, i) => c >= lowest[i] && c <= highest[i])).toBe(uniform.pValue(own) > 0.05);
  });

  test.each([0.05, 0.2, 0.5])('have a p-value below %d that often', (level) => {
    const share = counts.slice(0, 1500).filter((own) => uniform.pValue(own) <= level).length / 1500;
    const se = Math.sqrt((level * (1 - level)) / 1500);
    expect(share).toBeLessThan(level + 3.5 * se);
    expect(share).toBeGreaterThan(0.9 * level - 3.5 * se);
  });
});
