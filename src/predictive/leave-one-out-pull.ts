import { paretoSmooth } from '../diagnostics/pareto-smoothing.js';
import { normalQuantile } from '../math/special.js';
import type { PointDraws } from './replicate-pulls.js';

/** A measurement against what all others predict for it. Field names are those of the JSON interface. */
export interface LeftOutPull {
  /** Probability that the others give to a smaller value: uniform from 0 to 1 where model and noise are right. */
  readonly loo_pit: number;
  /** The same as a standard normal deviate: unlike a pull, not made small by the measurement's own part in the fit. */
  readonly loo_pull: number;
  /** Pareto k of the weights it was left out with; above about 0.7 the two numbers are not to be trusted. */
  readonly pareto_k: number;
}

/** Leave-one-out probability integral transform by importance sampling. Gelfand, Dey & Chang (1992); Vehtari et al. (2017). */
export function leftOutPull({
  logDensity,
  below,
  above,
}: Pick<PointDraws, 'logDensity' | 'below' | 'above'>): LeftOutPull {
  const { logWeights, k } = paretoSmooth(logDensity.map((l) => -l));
  const mean = (of: Float64Array): number => logWeights.reduce((sum, w, s) => sum + Math.exp(w) * of[s], 0);
  const [smaller, larger] = [mean(below), mean(above)];
  return {
    loo_pit: smaller / (smaller + larger),
    // From the smaller tail: the other has no digits left of it.
    loo_pull: smaller < larger ? normalQuantile(smaller) : -normalQuantile(larger),
    pareto_k: k,
  };
}
