/** Finite differences of a log posterior along a set of directions. */
import type { Objective } from './objective.js';

/** Directions in coordinate units, one per row; the length of a row is its finite-difference step. */
export interface Basis {
  /** Number of rows. */
  readonly size: number;
  /** [size * dim] */
  readonly rows: Float64Array;
}

/** Second-order expansion of the log posterior in steps of a basis: value + g.s - s.I.s/2. */
export interface Expansion {
  readonly value: number;
  /** [size] */
  readonly gradient: Float64Array;
  /** [size * size] negative second derivatives: positive definite at a maximum. */
  readonly information: Float64Array;
}

/**
 * Central differences in one batch of 1 + size (size + 1) points; mixed derivatives by the seven-point formula
 * (Abramowitz & Stegun 25.3.27). Exact for a quadratic; the error of the curvature is of second order in the steps.
 * @returns null when one of the points is rejected by the target
 */
export function expand(objective: Objective, theta: Float64Array, { size, rows }: Basis): Expansion | null {
  const { dim } = objective;
  const points = new Float64Array((1 + size * (size + 1)) * dim);
  let count = 0;
  const add = (j: number, k: number, sign: number): void => {
    for (let i = 0; i < dim; i++) {
      const step = (j < 0 ? 0 : rows[j * dim + i]) + (k < 0 ? 0 : rows[k * dim + i]);
      points[count * dim + i] = theta[i] + sign * step;
    }
    count++;
  };
  add(-1, -1, 0);
  for (let k = 0; k < size; k++) {
    add(k, -1, 1);
    add(k, -1, -1);
  }
  for (let k = 1; k < size; k++)
    for (let j = 0; j < k; j++) {
      add(j, k, 1);
      add(j, k, -1);
    }
  const f = objective.evaluate(points, count);
  if (f.includes(-Infinity)) return null;

  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    gradient[k] = (f[1 + 2 * k] - f[2 + 2 * k]) / 2;
    information[k * size + k] = 2 * f[0] - f[1 + 2 * k] - f[2 + 2 * k];
  }
  let at = 1 + 2 * size;
  for (let k = 1; k < size; k++)
    for (let j = 0; j < k; j++, at += 2) {
      const both = 2 * f[0] - f[at] - f[at + 1];
      const mixed = (both - information[j * size + j] - information[k * size + k]) / 2;
      information[j * size + k] = mixed;
      information[k * size + j] = mixed;
    }
  return { value: f[0], gradient, information };
}

/** New rows as combinations of old ones: row j = sum_k combinations[j * size + k] * row k. */
export function combine(basis: Basis, combinations: Float64Array, dim: number): Basis {
  const { size, rows } = basis;
  const out = new Float64Array(rows.length);
  for (let j = 0; j < size; j++)
    for (let k = 0; k < size; k++)
      for (let i = 0; i < dim; i++) out[j * dim + i] += combinations[j * size + k] * rows[k * dim + i];
  return { size, rows: out };
}
