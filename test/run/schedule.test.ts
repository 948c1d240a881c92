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
  it('leads from any step to the same group boundaries', () => {
    expect([0, 5, 10, 24].map((iteration) => groupEnd(iteration, 25, 10, 57))).toEqual([10, 10, 20, 25]);
    expect([25, 34, 35, 81].map((iteration) => groupEnd(iteration, 25, 10, 57))).toEqual([35, 35, 45, 82]);
    expect(groupEnd(0, 0, 10, 5)).toBe(5);
  });
});
