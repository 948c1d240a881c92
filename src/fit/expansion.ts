/** Finite differences of a log posterior along a set of directions. */
import type { Basis } from './basis.js';
import type { Objective } from './objective.js';

/** Second-order expansion of the log posterior in steps s along a basis of n: value + g.s - s.I.s/2. */
export interface Expansion {
  readonly value: number;
  /** [n] */
  readonly gradient: Float64Array;
  /** [n * n] negative second derivatives: positive definite at a maximum. */
  readonly information: Float64Array;
}

/**
 * Central differences in one batch of 1 + n (n + 1) points; mixed derivatives from two corners each (Abramowitz &
 * Stegun 25.3.27). Exact for a quadratic; the error of the curvature is of second order in the steps.
 * @returns null when one of the points is rejected by the target
 */
export function expand(objective: Objective, theta: Float64Array, basis: Basis): Expansion | null {
  const { dim } = objective;
  const n = basis.length;
  const points = new Float64Array((1 + n * (n + 1)) * dim);
  let count = 1;
  const addPair = (j: number, k: number): void => {
    for (let i = 0; i < dim; i++) {
      const step = basis[j][i] + (j === k ? 0 : basis[k][i]);
      points[count * dim + i] = theta[i] + step;
      points[(count + 1) * dim + i] = theta[i] - step;
    }
    count += 2;
  };
  points.set(theta);
  for (let k = 0; k < n; k++) addPair(k, k);
  for (let k = 1; k < n; k++) for (let j = 0; j < k; j++) addPair(j, k);
  const f = objective.evaluate(points, count);
  if (f.includes(-Infinity)) return null;

  const gradient = new Float64Array(n);
  const information = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    gradient[k] = (f[1 + 2 * k] - f[2 + 2 * k]) / 2;
    information[k * n + k] = 2 * f[0] - f[1 + 2 * k] - f[2 + 2 * k];
  }
  let at = 1 + 2 * n;
  for (let k = 1; k < n; k++)
    for (let j = 0; j < k; j++, at += 2) {
      const both = 2 * f[0] - f[at] - f[at + 1];
      const mixed = (both - information[j * n + j] - information[k * n + k]) / 2;
      information[j * n + k] = mixed;
      information[k * n + j] = mixed;
    }
  return { value: f[0], gradient, information };
}

/** How far the log posterior drops one step along each direction: [n] forwards and [n] backwards, positive downhill. */
export function dropsAlong(
  objective: Objective,
  theta: Float64Array,
  basis: Basis,
): { forward: Float64Array; backward: Float64Array } {
  const { dim } = objective;
  const points = new Float64Array((1 + 2 * basis.length) * dim);
  points.set(theta);
  basis.forEach((direction, k) => {
    for (let i = 0; i < dim; i++) {
      points[(1 + 2 * k) * dim + i] = theta[i] + direction[i];
      points[(2 + 2 * k) * dim + i] = theta[i] - direction[i];
    }
  });
  const f = objective.evaluate(points, 1 + 2 * basis.length);
  return {
    forward: Float64Array.from(basis, (_, k) => f[0] - f[1 + 2 * k]),
    backward: Float64Array.from(basis, (_, k) => f[0] - f[2 + 2 * k]),
  };
}
