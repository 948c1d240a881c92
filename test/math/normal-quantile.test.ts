import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../../src/math/normal-quantile.js';
import { normalCdf } from '../../src/math/special.js';

/** Roots of ln(erfc(-x/sqrt 2)/2) = ln u, by mpmath 1.4.1 with 400 digits, u the nearest double. */
const exact: readonly (readonly [number, number])[] = [
  [1e-300, -37.047096299361199237],
  [1e-100, -21.273453560965324294],
  [1e-20, -9.2623400897984075796],
  [1e-12, -7.0344838253011319326],
  [3e-9, -5.8167577401258281701],
  [1e-5, -4.2648907939228246102],
  [0.001, -3.0902323061678135354],
  [0.02425, -1.9729610513118848376],
  [0.0749, -1.4402382675279636631],
  [0.0751, -1.4388253927525399824],
  [0.1, -1.2815515655446004353],
  [0.3, -0.52440051270804081597],
  [0.499, -0.0025066308995717662317],
  [0.5000001, 2.5066282733116483012e-7],
  [0.6, 0.25334710313579974132],
  [0.9, 1.2815515655446005935],
  [0.925001, 1.4395385353452303942],
  [0.99, 2.3263478740408407676],
  [0.9999, 3.7190164854557083867],
  [0.9999999, 5.1993375822906610937],
];

describe('normalQuantile', () => {
  test.each(exact)('of %f', (u, x) => {
    expect(normalQuantile(u)).toBeAllclose(x, { rtol: 1e-15 });
  });

  test('is the inverse of the distribution function, also where one approximation takes over from another', () => {
    // In the tail a relative error of x is one of x^2 times that in the distribution function.
    for (let x = -37; x <= 8; x += 0.0137)
      expect(normalCdf(normalQuantile(normalCdf(x)))).toBeAllclose(normalCdf(x), {
        rtol: 1e-15 * (1 + x * x),
      });
  });

  test('is antisymmetric, and increases across the joints', () => {
    for (const u of [1e-9, 0.01, 0.074999, 0.075, 0.25])
      expect(normalQuantile(1 - u)).toBeAllclose(-normalQuantile(u), { rtol: 1e-7 });
    for (const joint of [0.075, Math.exp(-25)])
      expect(normalQuantile(joint * (1 + 1e-13))).toBeGreaterThan(normalQuantile(joint * (1 - 1e-13)));
  });

  test('at and beyond the ends', () => {
    expect([0, 0.5, 1].map(normalQuantile)).toEqual([-Infinity, 0, Infinity]);
    expect([-0.1, 1.1, NaN].map(normalQuantile)).toEqual([NaN, NaN, NaN]);
    expect(normalQuantile(5e-324)).toBeAllclose(-38.4674, { rtol: 1e-5 });
  });
});
