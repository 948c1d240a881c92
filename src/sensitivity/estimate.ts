/** Median and width of one quantity under weights, and how far both lie from those of another posterior. */
import {
  influenceError,
  quantileInfluence,
  weightedQuantile,
  type SortedDraws,
} from '../diagnostics/weighted-quantiles.js';

export interface Estimate {
  readonly median: number;
  readonly ci68: readonly [number, number];
  readonly ci95: readonly [number, number];
  /** [draws] influence on the median and on the width of the central 68 %. */
  readonly medianInfluence: Float64Array;
  readonly widthInfluence: Float64Array;
}

/** How a quantity moved. Numbers are in standard deviations of the full posterior, errors are Monte-Carlo errors. */
export interface Shift {
  readonly shift: number;
  readonly shift_error: number;
  /** Width of the central 68 % over that of the full posterior. */
  readonly width_ratio: number;
  readonly width_ratio_error: number;
}

/** @param weights [draws] sum to 1 */
export function estimate(sorted: SortedDraws, weights: Float64Array): Estimate {
  const quantile = weightedQuantile(sorted, weights);
  const influence = (p: number): Float64Array => quantileInfluence(sorted, weights, quantile, p);
  const [low, high] = [influence(0.16), influence(0.84)];
  return {
    median: quantile(0.5),
    ci68: [quantile(0.16), quantile(0.84)],
    ci95: [quantile(0.025), quantile(0.975)],
    medianInfluence: influence(0.5),
    widthInfluence: high.map((value, i) => value - low[i]),
  };
}

/** Between two estimates from the same draws, whose errors largely cancel. */
export function shiftOfSameDraws(full: Estimate, other: Estimate, sd: number, walkers: number): Shift {
  const ratio = widthOf(other) / widthOf(full);
  const moved = other.medianInfluence.map((value, i) => value - full.medianInfluence[i]);
  const widened = other.widthInfluence.map((value, i) => value - ratio * full.widthInfluence[i]);
  return {
    shift: (other.median - full.median) / sd,
    shift_error: influenceError(moved, walkers) / sd,
    width_ratio: ratio,
    width_ratio_error: influenceError(widened, walkers) / widthOf(full),
  };
}

/** Between estimates from two independent chains. @param walkers of each */
export function shiftOfChains(
  full: Estimate,
  other: Estimate,
  sd: number,
  walkers: readonly [number, number],
): Shift {
  const ratio = widthOf(other) / widthOf(full);
  const error = (a: Float64Array, b: Float64Array, factor: number): number =>
    Math.hypot(factor * influenceError(a, walkers[0]), influenceError(b, walkers[1]));
  return {
    shift: (other.median - full.median) / sd,
    shift_error: error(full.medianInfluence, other.medianInfluence, 1) / sd,
    width_ratio: ratio,
    width_ratio_error: error(full.widthInfluence, other.widthInfluence, ratio) / widthOf(full),
  };
}

function widthOf({ ci68 }: Estimate): number {
  return ci68[1] - ci68[0];
}
