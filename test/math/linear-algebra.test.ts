import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cholesky, choleskySolve } from '../../src/math/cholesky.js';
import { symmetricEigen } from '../../src/math/symmetric-eigen.js';

interface Case {
  readonly name: string;
  readonly n: number;
  readonly matrix: readonly number[];
  readonly values: readonly number[];
  readonly vectors: readonly number[];
  readonly cholesky: readonly number[] | null;
}
const { cases } = JSON.parse(
  readFileSync(new URL('../fixtures/linear-algebra.json', import.meta.url), 'utf8'),
) as { readonly cases: readonly Case[] };

describe.each(cases.map((c) => [c.name, c] as const))('numpy: %s', (_, { n, matrix, ...reference }) => {
  const a = Float64Array.from(matrix);
  const largest = Math.max(...reference.values.map(Math.abs));

  it('eigenvalues agree', () => {
    expect(symmetricEigen(a, n).values).toBeAllclose(reference.values, { atol: 1e-14 * n * largest });
  });

  it('eigenvectors agree up to their sign', () => {
    const { vectors } = symmetricEigen(a, n);
    for (let k = 0; k < n; k++) {
      const mine = vectors.subarray(k * n, (k + 1) * n);
      const theirs = reference.vectors.slice(k * n, (k + 1) * n);
      const sign = Math.sign(mine.reduce((sum, x, i) => sum + x * theirs[i], 0));
      // A vector turns by about eps |A| / gap; the Hilbert matrix has a gap of 1e-7, random 30 of 1e-2.
      expect(mine.map((x) => sign * x)).toBeAllclose(theirs, { atol: 2e-9 });
    }
  });

  it('Cholesky factors agree, or there are none', () => {
    if (reference.cholesky === null) expect(() => cholesky(a, n)).toThrow(RangeError);
    else expect(cholesky(a, n)).toBeAllclose(reference.cholesky, { rtol: 1e-9, atol: 1e-13 });
  });
});

const matrixOf = (n: number): fc.Arbitrary<Float64Array> =>
  fc
    .array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: n * n, maxLength: n * n })
    .map((values) =>
      Float64Array.from(values, (x, at) => (x + values[(at % n) * n + Math.floor(at / n)]) / 2),
    );
const anyMatrix = fc
  .integer({ min: 1, max: 8 })
  .chain((n) => fc.record({ n: fc.constant(n), a: matrixOf(n) }));

it('any symmetric matrix is rebuilt from orthonormal vectors', () => {
  fc.assert(
    fc.property(anyMatrix, ({ n, a }) => {
      const before = Float64Array.from(a);
      const { values, vectors } = symmetricEigen(a, n);
      expect(a).toEqual(before);
      expect(values).toEqual(values.toSorted());
      const rebuilt = new Float64Array(n * n);
      const gram = new Float64Array(n * n);
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++)
          for (let k = 0; k < n; k++) {
            rebuilt[i * n + j] += values[k] * vectors[k * n + i] * vectors[k * n + j];
            gram[i * n + j] += vectors[i * n + k] * vectors[j * n + k];
          }
      expect(rebuilt).toBeAllclose(a, { atol: 1e-12 });
      expect(gram).toBeAllclose(
        Float64Array.from(gram, (_, at) => (at % (n + 1) === 0 ? 1 : 0)),
        { atol: 1e-13 },
      );
    }),
  );
});

it('keeps the small eigenvalues of a strongly scaled positive matrix', () => {
  // D R D with a well-conditioned R: Jacobi finds each eigenvalue to relative precision; here R = [[2,1],[1,2]].
  const [d, e] = [1, 1e-9];
  const { values } = symmetricEigen(Float64Array.of(2 * d * d, d * e, d * e, 2 * e * e), 2);
  // determinant 3 d^2 e^2 over the large eigenvalue 2 d^2 + O(e^2)
  expect(values[0]).toBeAllclose(1.5e-18, { rtol: 1e-12 });
});

it('solves A x = b', () => {
  fc.assert(
    fc.property(anyMatrix, ({ n, a }) => {
      const spd = new Float64Array(n * n);
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) {
          for (let k = 0; k < n; k++) spd[i * n + j] += a[i * n + k] * a[j * n + k];
          if (i === j) spd[i * n + j] += 1;
        }
      const x = Float64Array.from({ length: n }, (_, i) => i - 2);
      const b = x.map((_, i) => x.reduce((sum, xk, k) => sum + spd[i * n + k] * xk, 0));
      expect(choleskySolve(cholesky(spd, n), b)).toBeAllclose(x, { atol: 1e-9 });
    }),
  );
});

it('names the row of a bad pivot', () => {
  expect(() => cholesky(Float64Array.of(1, 2, 2, 1), 2)).toThrow('the pivot of row 1 (counted from 0) is -3');
  expect(() => cholesky(Float64Array.of(NaN), 1)).toThrow('row 0');
});

it('names an element that is not finite', () => {
  expect(() => symmetricEigen(Float64Array.of(1, NaN, NaN, 1), 2)).toThrow('element (0, 1) is NaN');
});
