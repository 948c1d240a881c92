import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seventeenDigits, shortestText } from '../../src/export/number-text.js';

describe('numbers as text', () => {
  it('read back to the same bits', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        expect(Object.is(Number(seventeenDigits(x)), x)).toBe(true);
        expect(Object.is(Number(shortestText(x)), x)).toBe(true);
      }),
    );
  });

  it.each([
    [0.1, '1.0000000000000001e-1', '0.1'],
    [-0, '-0.0000000000000000e+0', '-0'],
    [5e-324, '4.9406564584124654e-324', '5e-324'],
    [NaN, 'nan', 'NaN'],
    [Infinity, 'inf', 'inf'],
    [-Infinity, '-inf', '-inf'],
  ])('writes %f as %s and %s', (x, full, shortest) => {
    expect(seventeenDigits(x)).toBe(full);
    expect(shortestText(x)).toBe(shortest);
  });
});
