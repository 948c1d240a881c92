import { describe, expect, it } from 'vitest';
import { linearTicks, logTicks } from '../../../src/plot/axes/ticks.js';

const texts = (t: { major: readonly { text: string }[] }): string[] => t.major.map((m) => m.text);

describe('linearTicks', () => {
  it('uses round steps and the same decimals everywhere', () => {
    expect(texts(linearTicks([0, 1], 5))).toEqual(['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']);
    expect(texts(linearTicks([-3, 3], 4))).toEqual(['−2', '0', '2']);
    expect(texts(linearTicks([14.3, 15.7], 3))).toEqual(['14.5', '15.0', '15.5']);
  });

  it('divides steps of 1 and 5 into five, steps of 2 into four', () => {
    expect(linearTicks([0, 2], 4).minor).toBeAllclose(
      [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9, 1.1, 1.2, 1.3, 1.4, 1.6, 1.7, 1.8, 1.9],
      { atol: 1e-12 },
    );
    expect(linearTicks([0, 4], 2).minor).toBeAllclose([0.5, 1, 1.5, 2.5, 3, 3.5], { atol: 1e-12 });
  });

  it('takes a power of ten out of long numbers', () => {
    const small = linearTicks([0, 6e-4], 3);
    expect(small.exponent).toBe(-4);
    expect(texts(small)).toEqual(['0', '2', '4', '6']);
    const large = linearTicks([4.5e26, 5.2e26], 3);
    expect(large.exponent).toBe(26);
    expect(texts(large)).toEqual(['4.6', '4.8', '5.0', '5.2']);
  });

  it('marks both ends where they are round, whichever way the axis runs', () => {
    expect(texts(linearTicks([180, -180], 4))).toEqual(texts(linearTicks([-180, 180], 4)));
    expect(linearTicks([0.1, 0.3], 2).major.map((m) => m.at)).toEqual([0.1, 0.2, 0.3]);
  });

  it('has none for an empty range', () => {
    expect(linearTicks([1, 1], 5)).toEqual({ major: [], minor: [] });
  });
});

describe('logTicks', () => {
  it('labels decades and marks 2 to 9 between them', () => {
    const t = logTicks([1, 1000], 6);
    expect(texts(t)).toEqual(['$10^{0}$', '$10^{1}$', '$10^{2}$', '$10^{3}$']);
    expect(t.minor).toHaveLength(24);
    expect(t.minor.slice(0, 8)).toBeAllclose([2, 3, 4, 5, 6, 7, 8, 9], { rtol: 1e-12 });
  });

  it('skips decades where they would crowd, and marks those instead', () => {
    const t = logTicks([1, 1e12], 5);
    expect(t.major.map((m) => m.at)).toEqual([1, 1e3, 1e6, 1e9, 1e12]);
    expect(t.minor).toBeAllclose([10, 100, 1e4, 1e5, 1e7, 1e8, 1e10, 1e11], { rtol: 1e-12 });
  });

  it('labels more than decades on a short axis', () => {
    expect(texts(logTicks([1, 12], 4))).toEqual(['1', '2', '5', '10']);
    expect(texts(logTicks([2, 5], 4)).length).toBeGreaterThanOrEqual(3);
  });

  it('has none where there is no logarithm', () => {
    expect(logTicks([0, 10], 5)).toEqual({ major: [], minor: [] });
  });
});
