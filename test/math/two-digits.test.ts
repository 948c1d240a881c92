import { expect, test } from 'vitest';
import { upToTwoDigits } from '../../src/math/two-digits.js';

test.each([
  [7.2, 8],
  [99, 99],
  [99.5, 100],
  [101, 110],
  [46_519, 47_000],
  [NaN, NaN],
  [Infinity, Infinity],
])('%d is rounded up to %d', (x, rounded) => expect(upToTwoDigits(x)).toBe(rounded));
