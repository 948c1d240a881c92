import { expect } from 'vitest';

interface Tolerance {
  /** Allowed difference relative to the expected value. */
  readonly rtol?: number;
  /** Allowed absolute difference. */
  readonly atol?: number;
}

declare module 'vitest' {
  interface Matchers<T> {
    /** Elementwise |received - expected| <= atol + rtol |expected|; NaN equals NaN, infinities equal themselves. */
    toBeAllclose(expected: number | ArrayLike<number>, tolerance: Tolerance): T;
  }
}

expect.extend({
  toBeAllclose(
    received: number | ArrayLike<number>,
    expected: number | ArrayLike<number>,
    tolerance: Tolerance,
  ) {
    const { rtol = 0, atol = 0 } = tolerance;
    const a = typeof received === 'number' ? [received] : Array.from(received);
    const b = typeof expected === 'number' ? [expected] : Array.from(expected);
    if (a.length !== b.length) {
      return { pass: false, message: () => `expected length ${String(b.length)}, got ${String(a.length)}` };
    }
    const bad = a.findIndex(
      (x, i) => !Object.is(x, b[i]) && !(x === b[i]) && !(Math.abs(x - b[i]) <= atol + rtol * Math.abs(b[i])),
    );
    const pass = bad < 0;
    return {
      pass,
      message: () =>
        pass
          ? 'expected the values to differ'
          : `at index ${String(bad)}: expected ${String(b[bad])}, got ${String(a[bad])} (relative difference ${String((a[bad] - b[bad]) / b[bad])}, rtol ${String(rtol)}, atol ${String(atol)})`,
    };
  },
});
