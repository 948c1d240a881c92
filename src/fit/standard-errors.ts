/** Standard errors of coordinates and derived quantities from the curvature at the maximum. */
import type { Target } from '../target.js';
import { moved } from './basis.js';
import type { Basis } from './basis.js';
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

/** A quantity that a loose direction moves by more than this part of its error belongs to that direction. */
export const LOOSE_SHARE = 0.1;
/** Derived quantities are differentiated over this part of a standard deviation: well inside any wrap or kink. */
const DERIVATIVE_STEP = 1e-3;

/**
 * Coordinates first, then derived quantities by the delta method: error^2 = sum over principal directions of the
 * change per standard deviation squared. A quantity that moves along a direction without a parabola (flat, rising, or
 * a coordinate held on an edge) has no error; one that does not has its error although the Hessian is singular
 * (pseudo-inverse).
 * @param held extents of the coordinates on an edge of the support; the errors of the others hold with those fixed
 */
export function standardErrors(
  target: Target,
  { theta, principal, flat, rising }: Curvature,
  held: Basis,
): FittedParameter[] {
  const loose = [...flat, ...rising, ...held];

  /** `all` gives every quantity at a point; the errors of all of them. */
  const errorsOf = (all: (at: Float64Array) => Float64Array): (number | null)[] => {
    const here = all(theta);
    const variance = new Float64Array(here.length);
    for (const direction of principal) {
      const ahead = all(moved(theta, direction, DERIVATIVE_STEP));
      const behind = all(moved(theta, direction, -DERIVATIVE_STEP));
      for (let q = 0; q < here.length; q++)
        variance[q] += ((ahead[q] - behind[q]) / (2 * DERIVATIVE_STEP)) ** 2;
    }
    const shifts = loose.map((direction) =>
      all(moved(theta, direction, 1)).map((x, q) => Math.abs(x - here[q])),
    );
    return Array.from(variance, (v, q) => {
      const error = Math.sqrt(v);
      const isLoose = principal.length === 0 || shifts.some((shift) => !(shift[q] <= LOOSE_SHARE * error));
      return isLoose || !Number.isFinite(error) ? null : error;
    });
  };
  const coordinateErrors = errorsOf((at) => at);
  const values = deriveAt(target, theta);
  const derivedErrors = errorsOf((at) => deriveAt(target, at));
  return [
    ...target.coordinates.map(({ id }, i) => ({
      id,
      value: theta[i],
      error: coordinateErrors[i],
      derived: false,
    })),
    ...target.derived.map(({ id }, d) => ({ id, value: values[d], error: derivedErrors[d], derived: true })),
  ];
}

function deriveAt(target: Target, theta: Float64Array): Float64Array {
  const out = new Float64Array(target.derived.length);
  target.derive(theta, 0, out, 0);
  return out;
}
