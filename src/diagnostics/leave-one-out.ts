/**
 * Leave-one-out cross-validation from one posterior: how well each measurement is predicted by all others, by importance
 * sampling with the ratios 1/p(y_i|theta), Pareto-smoothed. Vehtari, Gelman & Gabry (2017), Stat. Comput. 27, 1413.
 */
import { logSumExp, paretoSmooth } from './pareto-smoothing.js';

/** One measurement left out. */
export interface LeftOut {
  /** ln of the predictive density of the measurement given all others. */
  readonly elpd: number;
  /** Pareto k of its weights. */
  readonly k: number;
  /** ln of the density averaged over the posterior with the measurement in; `lpd - elpd` is its effective number of parameters. */
  readonly lpd: number;
}

/** @param logLikelihood [draws] ln p(y_i|theta) of one measurement   @param efficiency see `paretoSmooth` */
export function leaveOneOut(logLikelihood: Float64Array, efficiency = 1): LeftOut {
  const { logWeights, k } = paretoSmooth(
    logLikelihood.map((l) => -l),
    efficiency,
  );
  return {
    elpd: logSumExp(logWeights.map((w, s) => w + logLikelihood[s])),
    k,
    lpd: logSumExp(logLikelihood) - Math.log(logLikelihood.length),
  };
}

/** Sums over measurements. Field names are those of the JSON interface. */
export interface LooTotal {
  /** Expected log predictive density of as many new measurements. */
  readonly elpd: number;
  /** Its standard error from the scatter between measurements, sqrt(n variance), divisor n. */
  readonly se: number;
  /** Effective number of parameters. */
  readonly p_loo: number;
}

export function looTotal(points: readonly Pick<LeftOut, 'elpd' | 'lpd'>[]): LooTotal {
  const elpd = points.reduce((sum, point) => sum + point.elpd, 0);
  const lpd = points.reduce((sum, point) => sum + point.lpd, 0);
  return { elpd, se: scatterOfSum(points.map((point) => point.elpd)), p_loo: lpd - elpd };
}

/** Standard error of a sum of values that are as good as drawn independently. */
export function scatterOfSum(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0));
}
