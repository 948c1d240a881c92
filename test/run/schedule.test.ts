import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAtOrAfter, groupEnd } from '../../src/run/schedule.js';

const schedules = fc.record({
  first: fc.integer({ min: 1, max: 5000 }),
  growth: fc.double({ min: 1.01, max: 4, noNaN: true }),
  interval: fc.integer({ min: 1, max: 500 }),
});

describe('checkAtOrAfter', () => {
  it('is the same sequence wherever one joins it, in whole intervals', () => {
    fc.assert(
      fc.property(schedules, fc.integer({ min: 1, max: 100_000 }), (schedule, step) => {
        const check = checkAtOrAfter(step, schedule);
        expect(check).toBeGreaterThanOrEqual(step);
        expect(check % schedule.interval).toBe(0);
        // every step from here to the check leads to it, and it leads to itself
        expect(checkAtOrAfter(check, schedule)).toBe(check);
        expect(checkAtOrAfter(Math.ceil((step + check) / 2), schedule)).toBe(check);
      }),
    );
  });
  it('grows by the ratio, rounded up', () => {
    const schedule = { first: 1000, growth: 2, interval: 100 };
    expect([1, 1000, 1001, 2001, 50_000].map((step) => checkAtOrAfter(step, schedule))).toEqual([
      1000, 1000, 2000, 4000, 64_000,
    ]);
  });
});

describe('groupEnd', () => {
  it('leads from any step to the same group boundaries', () => {
    expect([0, 5, 10, 24].map((iteration) => groupEnd(iteration, 25, 10, 57))).toEqual([10, 10, 20, 25]);
    expect([25, 34, 35, 81].map((iteration) => groupEnd(iteration, 25, 10, 57))).toEqual([35, 35, 45, 82]);
    expect(groupEnd(0, 0, 10, 5)).toBe(5);
  });
});
