import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstCheckAt, groupEnd, nextCheckAfter } from '../../src/run/schedule.js';

describe('when convergence is assessed', () => {
  it('first: at the first whole interval', () => {
    expect([1, 999, 1000, 1001].map((first) => firstCheckAt(first, 100))).toEqual([100, 1000, 1000, 1100]);
  });

  it('then where the last assessment expects the goal, between a tenth more and twice as many steps', () => {
    const next = (needed: number): number => nextCheckAfter(1000, needed, 10);
    expect([0, 1000, 1050, 1300, 1900, 5000, Infinity].map(next)).toEqual([
      1100, 1100, 1100, 1340, 1960, 2000, 2000,
    ]);
  });

  it('after half as many again where nobody can tell', () => {
    expect(nextCheckAfter(1000, NaN, 10)).toBe(1500);
  });

  it('always later, in whole intervals', () => {
    const numbers = fc.record({
      interval: fc.integer({ min: 1, max: 500 }),
      groups: fc.integer({ min: 1, max: 1000 }),
      needed: fc.oneof(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.constant(NaN)),
    });
    fc.assert(
      fc.property(numbers, ({ interval, groups, needed }) => {
        const step = groups * interval;
        const next = nextCheckAfter(step, needed, interval);
        expect(next % interval).toBe(0);
        expect(next).toBeGreaterThanOrEqual(step + interval);
        expect(next).toBeLessThanOrEqual(2 * step);
      }),
    );
  });
});

describe('groupEnd', () => {
  const bounds = { warmup: 25, interval: 10, limit: 57, most: 10, check: null };

  it('leads from any step to the same group boundaries', () => {
    expect([0, 5, 10, 24].map((iteration) => groupEnd(iteration, bounds))).toEqual([10, 10, 20, 25]);
    expect([25, 34, 35, 81].map((iteration) => groupEnd(iteration, bounds))).toEqual([35, 35, 45, 82]);
    expect(groupEnd(0, { ...bounds, warmup: 0, limit: 5 })).toBe(5);
  });

  it('is earlier where steps are slow, and several intervals away where they are fast', () => {
    expect([25, 27, 33].map((from) => groupEnd(from, { ...bounds, most: 4 }))).toEqual([29, 31, 35]);
    expect([0, 5, 25, 27, 60].map((from) => groupEnd(from, { ...bounds, most: 30 }))).toEqual([
      25, 25, 55, 55, 82,
    ]);
  });

  it('never leaps over an assessment, wherever that may be', () => {
    const fast = { ...bounds, limit: 10_000, most: 5000 };
    expect(groupEnd(25, { ...fast, check: 1000 })).toBe(1025);
    expect(groupEnd(1025, { ...fast, check: 1000 })).toBe(25 + nextCheckAfter(1000, 0, 10));
    expect(groupEnd(1125, { ...fast, check: 1000 })).toBe(1135);
  });
});
