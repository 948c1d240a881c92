/**
 * The covariance of the log posterior's peak, and the directions in which there is no peak. Two scales are looked at.
 * Steps of a fifth of a standard deviation give the Hessian: its principal directions, and those that nothing
 * constrains. The standard deviation along each principal direction is then where the posterior has dropped by 1/2,
 * averaged over both sides, so that a kink at the maximum (asymmetric measurement errors) or a change of curvature
 * counts as much as it does over the whole peak; mixed derivatives over such long steps would mean little.
 */
import { symmetricEigen } from '../math/symmetric-eigen.js';
import { combine, scaled } from './basis.js';
import type { Basis } from './basis.js';
import { dropsAlong } from './expansion.js';
import { centreAlong, findFlat, quarterRoom } from './flat-directions.js';
import type { Objective } from './objective.js';
import { fitStepLengths } from './step-lengths.js';
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

/** Drops of the log posterior over a step: a fifth of a standard deviation, and one standard deviation. */
const SMALL_DROP = 0.02;
const ONE_SIGMA_DROP = 0.5;
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
  let hessian = measure(objective, theta, coordinateBasis(scale, free), scale, SMALL_DROP);
  for (let round = 1; round < MAX_ROUNDS && hessian !== null; round++) {
    if (largestCorrelation(hessian) < DIAGONAL) break;
    hessian = measure(objective, theta, principalBasis(hessian, scale, SMALL_DROP), scale, SMALL_DROP);
  }
  if (hessian === null) return null;
  const isFlat = findFlat(objective, theta, hessian);
  const flat = hessian.basis.filter((_, k) => isFlat[k]);
  const centre = centreAlong(objective, theta, flat);
  const peak = oneSigma(
    objective,
    centre,
    restrict(hessian, (k) => !isFlat[k]),
    scale,
  );
  return { theta: centre, ...peak, flat: quarterRoom(objective, centre, flat) };
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

/** Only some directions of a Hessian: what remains with the others held still. */
function restrict(
  hessian: MeasuredExpansion,
  keep: (k: number) => boolean,
): Pick<MeasuredExpansion, 'basis' | 'information'> {
  const kept = [...hessian.basis.keys()].filter(keep);
  const n = hessian.basis.length;
  return {
    basis: kept.map((k) => hessian.basis[k]),
    information: Float64Array.from(kept.flatMap((j) => kept.map((k) => hessian.information[j * n + k]))),
  };
}

/** The peak's directions: correlations from the Hessian, lengths from where the posterior has dropped by 1/2. */
function oneSigma(
  objective: Objective,
  theta: Float64Array,
  { basis, information }: Pick<MeasuredExpansion, 'basis' | 'information'>,
  scale: Float64Array,
): Pick<Curvature, 'principal' | 'rising'> {
  const n = basis.length;
  const steps = fitStepLengths(objective, theta, basis, scale, ONE_SIGMA_DROP);
  const { forward, backward } = dropsAlong(objective, theta, steps);
  const drops = forward.map((drop, k) => (drop + backward[k]) / 2);
  const falls = [...steps.keys()].filter((k) => drops[k] > 0 && information[k * n + k] > 0);
  const sigmas = falls.map((k) => scaled(steps[k], Math.sqrt(ONE_SIGMA_DROP / drops[k])));
  const correlations = Float64Array.from(
    falls.flatMap((j) =>
      falls.map((k) => information[j * n + k] / Math.sqrt(information[j * n + j] * information[k * n + k])),
    ),
  );
  // The covariance of `sigmas` is the inverse of their correlations in the information.
  const { values, vectors } = symmetricEigen(correlations, falls.length);
  const turned = combine(sigmas, vectors);
  return {
    principal: turned.flatMap((direction, k) =>
      values[k] > 0 ? [scaled(direction, 1 / Math.sqrt(values[k]))] : [],
    ),
    rising: [...turned.filter((_, k) => !(values[k] > 0)), ...steps.filter((_, k) => !falls.includes(k))],
  };
}
