/** Standard errors of coordinates and derived quantities from the curvature at the maximum. */
import type { Target } from '../target.js';
import type { Curvature } from './hessian.js';

/** Value and standard error of one coordinate or derived quantity. */
export interface FittedParameter {
  readonly id: string;
  readonly value: number;
  /** Square root of the inverse Hessian's diagonal; null where the Hessian says nothing (flat direction, edge, no maximum). */
  readonly error: number | null;
  /** Whether it is a function of the sampled coordinates rather than one of them. */
  readonly derived: boolean;
}

/** A quantity that a quarter of a flat direction's room moves by more than this part of its error belongs to it. */
const FLAT_SHARE = 0.1;
/** Derived quantities are differentiated over this part of a standard deviation: well inside any wrap or kink. */
const DERIVATIVE_STEP = 1e-3;

/**
 * Coordinates first, then derived quantities by the delta method: error^2 = sum over principal directions of the
 * change per standard deviation squared. A derived quantity that does not change along the flat directions has its
 * error although the Hessian is singular (pseudo-inverse).
 * @param held coordinates on an edge of the support: no error of their own; that of the others is conditional on them
 */
export function standardErrors(
  target: Target,
  { theta, principal, flat, rising }: Curvature,
  held: readonly number[],
): FittedParameter[] {
  const dim = theta.length;
  const directionsAt = (rows: Float64Array, k: number): Float64Array => rows.subarray(k * dim, (k + 1) * dim);
  const errorOf = (change: (direction: Float64Array, step: number) => number): number | null => {
    if (principal.size === 0) return null;
    let variance = 0;
    for (let k = 0; k < principal.size; k++)
      variance += (change(directionsAt(principal.rows, k), DERIVATIVE_STEP) / DERIVATIVE_STEP) ** 2;
    const error = Math.sqrt(variance);
    for (const { size, rows } of [flat, rising])
      for (let k = 0; k < size; k++)
        if (Math.abs(change(directionsAt(rows, k), 1)) > FLAT_SHARE * error) return null;
    return Number.isFinite(error) ? error : null;
  };
  const coordinates = target.coordinates.map(({ id }, i): FittedParameter => {
    const error = held.includes(i) ? null : errorOf((direction, step) => step * direction[i]);
    return { id, value: theta[i], error, derived: false };
  });
  const values = deriveAt(target, theta);
  const derived = target.derived.map(({ id }, d): FittedParameter => {
    const error = errorOf((direction, step) => {
      const ahead = deriveAt(
        target,
        theta.map((x, i) => x + step * direction[i]),
      )[d];
      const behind = deriveAt(
        target,
        theta.map((x, i) => x - step * direction[i]),
      )[d];
      return (ahead - behind) / 2;
    });
    return { id, value: values[d], error, derived: true };
  });
  return [...coordinates, ...derived];
}

function deriveAt(target: Target, theta: Float64Array): Float64Array {
  const out = new Float64Array(target.derived.length);
  target.derive(theta, 0, out, 0);
  return out;
}
