/**
 * One posterior seen through another: draws of the first, weighted by the ratio of the densities, are draws of the second.
 * Pareto-smoothed, with the shape of the tail as a guard; Vehtari, Simpson, Gelman, Yao & Gabry (2024), JMLR 25 (72).
 */
import { goodShape, paretoSmooth } from './pareto-smoothing.js';
import { relativeEfficiency } from './relative-efficiency.js';

export interface Reweighting {
  /** [draws] sum to 1. */
  readonly weights: Float64Array;
  /** Pareto shape of the ratios; NaN where they are equal, or 0 and 1, and there is no tail to fit. */
  readonly k: number;
  /** Effective number of draws: the relative efficiency of the chain for the ratios over the sum of the squared weights. */
  readonly ess: number;
  /** Whether k and the effective number allow to use the weights. */
  readonly trusted: boolean;
}

/** Fewer effective draws than this give no quantile worth printing. */
export const fewestEffectiveDraws = 100;

/** Differences of log densities below this are rounding. */
const rounding = 1e-9;

/**
 * @param logRatios [walkers * length] ln of new over old density up to a constant, walker after walker; -Infinity where the new one vanishes
 */
export function reweight(logRatios: Float64Array, walkers: number): Reweighting {
  const kept = logRatios.filter((ratio) => ratio > -Infinity);
  const [lowest, highest] = range(kept);
  const efficiency = relativeEfficiency(logRatios, walkers);
  if (highest - lowest < rounding) {
    const weights = logRatios.map((ratio) => (ratio > -Infinity ? 1 / kept.length : 0));
    const ess = efficiency * kept.length;
    return { weights, k: NaN, ess, trusted: ess >= fewestEffectiveDraws };
  }
  const { logWeights, k } = paretoSmooth(logRatios, efficiency);
  const weights = logWeights.map(Math.exp);
  const ess = efficiency / weights.reduce((sum, w) => sum + w * w, 0);
  return { weights, k, ess, trusted: k <= goodShape(logRatios.length) && ess >= fewestEffectiveDraws };
}

function range(x: Float64Array): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of x) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
