/** Principal directions of the log posterior around a point: the coordinates in which its curvature is diagonal. */
import { symmetricEigen } from '../math/symmetric-eigen.js';
import { combine, scaled, widthsOf } from './basis.js';
import type { Basis } from './basis.js';
import { expand } from './expansion.js';
import type { Expansion } from './expansion.js';
import type { Objective } from './objective.js';
import { fitStepLengths } from './step-lengths.js';

/** An expansion together with the basis it was measured in. */
export interface MeasuredExpansion extends Expansion {
  readonly basis: Basis;
}

/** Times that all steps are halved when a corner point is rejected by the target. */
const MAX_HALVINGS = 8;

/** One direction along each free coordinate, a thousandth of its starting width long: a first guess for `measure`. */
export function coordinateBasis(scale: Float64Array, free: readonly number[]): Basis {
  return free.map((i) => scale.map((s, at) => (at === i ? 1e-3 * s : 0)));
}

/**
 * Fits the step lengths of a basis to `drop` and expands there.
 * @returns null when a point next to `theta` is rejected at any step length
 */
export function measure(
  objective: Objective,
  theta: Float64Array,
  basis: Basis,
  scale: Float64Array,
  drop: number,
): MeasuredExpansion | null {
  let fitted = fitStepLengths(objective, theta, basis, scale, drop);
  for (let halving = 0; halving <= MAX_HALVINGS; halving++) {
    const expansion = expand(objective, theta, fitted);
    if (expansion !== null) return { ...expansion, basis: fitted };
    fitted = fitted.map((direction) => scaled(direction, 0.5));
  }
  return null;
}

/**
 * Turns a basis into the eigenvectors of the information measured in it, each scaled to where the parabola predicts
 * `drop`, but at most one starting width (an unconstrained direction has no length of its own).
 * The eigenproblem is solved in steps that lower the posterior equally, so that it is well scaled.
 */
export function principalBasis(
  { information, basis }: MeasuredExpansion,
  scale: Float64Array,
  drop: number,
): Basis {
  const { values, vectors } = symmetricEigen(information, basis.length);
  return combine(basis, vectors).map((direction, k) => {
    const wanted = values[k] > 0 ? Math.sqrt((2 * drop) / values[k]) : Infinity;
    return scaled(direction, Math.min(wanted, 1 / widthsOf(direction, scale)));
  });
}
