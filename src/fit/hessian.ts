/**
 * The Hessian of the log posterior at its maximum, in principal directions: the covariance of the peak, and the
 * directions in which there is no peak.
 */
import { symmetricEigen } from '../math/symmetric-eigen.js';
import { combine, scaled } from './basis.js';
import type { Basis } from './basis.js';
import { centreAlong, findFlat, quarterRoom } from './flat-directions.js';
import type { Objective } from './objective.js';
import { coordinateBasis, measure, principalBasis } from './whiten.js';
import type { MeasuredExpansion } from './whiten.js';

export interface Curvature {
  /** [dim] the maximum; moved along flat directions to the middle of their room where that costs nothing. */
  readonly theta: Float64Array;
  /** Principal directions of the peak, one standard deviation long: their covariance is the sum of their outer products. */
  readonly principal: Basis;
  /** Directions that nothing constrains, each a quarter of its room in the support long. */
  readonly flat: Basis;
  /** Directions along which the posterior does not fall: the point is no maximum. */
  readonly rising: Basis;
}

/**
 * Drop of the log posterior over a step: a tenth of a standard deviation. Long enough to average over the kinks that
 * the asymmetric errors of single points make, short enough to stay at the maximum: on the posterior of the paper's
 * data the errors differ by 2 % between steps of a tenth and of half a standard deviation.
 */
const DROP = 0.005;
/** Rounds in which the principal directions are refined; each gains a digit or more where the posterior is smooth. */
const MAX_ROUNDS = 8;
/** Largest correlation between principal directions at which they count as found. */
const DIAGONAL = 1e-3;

/**
 * @param free indices of the coordinates that are not held on an edge; at least one
 * @param scale [dim] widths of the starting distribution
 * @returns null when points next to `theta` are rejected whatever the step
 */
export function curvatureAt(
  objective: Objective,
  theta: Float64Array,
  free: readonly number[],
  scale: Float64Array,
): Curvature | null {
  let hessian = measure(objective, theta, coordinateBasis(scale, free), scale, DROP);
  for (let round = 1; round < MAX_ROUNDS && hessian !== null; round++) {
    if (largestCorrelation(hessian) < DIAGONAL) break;
    hessian = measure(objective, theta, principalBasis(hessian, scale, DROP), scale, DROP);
  }
  if (hessian === null) return null;
  const isFlat = findFlat(objective, theta, hessian);
  const flat = hessian.basis.filter((_, k) => isFlat[k]);
  const centre = centreAlong(objective, theta, flat);
  const peaked = [...isFlat.keys()].filter((k) => !isFlat[k]);
  return { theta: centre, flat: quarterRoom(objective, centre, flat), ...peak(hessian, peaked) };
}

function largestCorrelation({ information, basis: { length: n } }: MeasuredExpansion): number {
  // Along a flat direction the diagonal is rounding noise, so it is compared with the largest as well.
  const diagonal = Array.from({ length: n }, (_, k) => Math.abs(information[k * n + k]));
  const floor = 1e-6 * Math.max(...diagonal);
  let largest = 0;
  for (let k = 1; k < n; k++)
    for (let j = 0; j < k; j++) {
      const norm = Math.sqrt(Math.max(diagonal[j], floor) * Math.max(diagonal[k], floor));
      largest = Math.max(largest, Math.abs(information[j * n + k]) / norm);
    }
  return largest;
}

/** The inverse of the information of some directions, as the directions whose outer products add up to it. */
function peak(
  { basis, information }: MeasuredExpansion,
  members: readonly number[],
): Pick<Curvature, 'principal' | 'rising'> {
  const part = members.flatMap((j) => members.map((k) => information[j * basis.length + k]));
  const { values, vectors } = symmetricEigen(Float64Array.from(part), members.length);
  const turned = combine(
    members.map((k) => basis[k]),
    vectors,
  );
  return {
    principal: turned.flatMap((direction, k) =>
      values[k] > 0 ? [scaled(direction, 1 / Math.sqrt(values[k]))] : [],
    ),
    rising: turned.filter((_, k) => !(values[k] > 0)),
  };
}
