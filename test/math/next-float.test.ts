import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextDown, nextUp } from '../../src/math/next-float.js';

it.each([
  [0, Number.MIN_VALUE],
  [-0, Number.MIN_VALUE],
  [-Number.MIN_VALUE, -0],
  [1, 1 + Number.EPSILON],
  [-1, -1 + Number.EPSILON / 2],
  [Number.MAX_VALUE, Infinity],
  [Infinity, Infinity],
  [-Infinity, -Number.MAX_VALUE],
  [NaN, NaN],
])('nextUp(%d) = %d', (x, above) => {
  expect(nextUp(x)).toBe(above);
});

it('is the nearest neighbour on either side', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
      const up = nextUp(x);
      expect(up).toBeGreaterThan(x);
      expect(nextDown(up)).toBeAllclose(x, {}); // the same value, whatever the sign of zero
      const middle = x / 2 + up / 2;
      if (Number.isFinite(up) && Math.abs(x) > 1e-300) expect([x, up]).toContain(middle);
    }),
  );
});
