/** One search of a fit: from a random point to the top of the hill it finds. */
import type { Rng } from '../math/rng.js';
import { cmaEs } from './cma-es.js';
import type { Objective } from './objective.js';
import { polish } from './polish.js';
import type { PolishResult } from './polish.js';
import type { SearchSpace, StartOf } from './search-space.js';

/** Initial standard deviation of a search, in widths of the starting distribution. */
const SIGMA = 0.3;
/** The search ends when its points agree to this in log posterior; Newton's method does the rest. */
const TOLERANCE = 0.1;

/**
 * @param startOf random starting value of a coordinate
 * @param maxEvaluations limit of the global stage
 * @returns null when no point of finite density was met
 */
export function climb(
  objective: Objective,
  space: SearchSpace,
  startOf: StartOf,
  maxEvaluations: number,
  rng: Rng,
): PolishResult | null {
  const { dim, target } = objective;
  let theta = new Float64Array(0);
  const evaluate = (y: Float64Array, count: number): Float64Array => {
    if (theta.length < count * dim) theta = new Float64Array(count * dim);
    for (let row = 0; row < count; row++) space.toTheta(y, row, theta, row);
    return objective.evaluate(theta, count);
  };
  const start = Float64Array.from(target.coordinates, (c) => startOf(c, rng.uniform()));
  const options = { sigma: SIGMA, population: populationFor(dim), maxEvaluations, tolerance: TOLERANCE };
  const { best, value } = cmaEs(evaluate, space.toScaled(start), options, rng);
  if (value === -Infinity) return null;
  const top = new Float64Array(dim);
  space.toTheta(best, 0, top, 0);
  return polish(objective, top, space.scale);
}

/** Twice the default of Hansen (2016), eq. (48): surer to pass by local maxima. */
function populationFor(dim: number): number {
  return 2 * (4 + Math.floor(3 * Math.log(dim)));
}
