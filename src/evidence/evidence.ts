/**
 * The evidence Z, the prior average of the likelihood, from the rungs of tempered ensembles, in two ways that fail differently.
 *
 * Thermodynamic integration: d ln Z(beta)/d beta is the mean of ln L at beta, so ln Z is its integral from 0 to 1. The
 * derivatives of the integrand are the further cumulants of ln L, which sharpens the quadrature (Friel, Hurn & Wyse 2014, Stat.
 * Comput. 24, 709, use the first of them).
 * Stepping-stone: Z is the product over neighbouring rungs of the mean of L^(difference of beta) on the hotter one (Xie,
 * Lewis, Fan, Kuo & Chen 2011, Syst. Biol. 60, 150). No discretisation, but a logarithm of a mean.
 */
import { essOf } from '../diagnostics/ess.js';
import { mean, variance } from '../math/sum.js';
import { rungMoments } from './rung-moments.js';
import type { RungMoments, TemperedSums } from './rung-moments.js';

/** ln Z with its errors, all in natural-log units; NaN where undefined. Field names are those of the JSON interface. */
export interface EvidenceEstimate {
  readonly log_evidence: number;
  /** All errors in quadrature. */
  readonly error: number;
  readonly monte_carlo_error: number;
  /** Of the quadrature over beta; 0 where there is none. */
  readonly discretisation_error: number;
  /** [ensembles] the estimate of each alone. */
  readonly by_ensemble: readonly number[];
}

export interface Evidence {
  readonly stepping_stone: EvidenceEstimate;
  readonly thermodynamic_integration: EvidenceEstimate;
}

/** Fewest batches of each ensemble from which an error is taken. */
const fewestBatches = 8;

/** Combines independent tempered ensembles with equal weights. @param ensembles with equally many steps each */
export function estimateEvidence(ensembles: readonly TemperedSums[]): Evidence {
  const parts = ensembles.map((ensemble) => {
    const rungs = Array.from(ensemble.betas, (_, k) => rungMoments(ensemble, k));
    return { stones: steppingStone(rungs), integral: integrate(ensemble.betas, rungs) };
  });
  return {
    stepping_stone: combine(
      parts.map(({ stones }) => stones),
      0,
    ),
    thermodynamic_integration: combine(
      parts.map(({ integral }) => integral),
      discretisationError(parts.map(({ integral }) => integral)),
    ),
  };
}

/** One ensemble: its estimate, and what each batch contributes to it (the estimate to first order, were there that batch alone). */
interface Contribution {
  readonly value: number;
  /** [batches] with mean `value`. */
  readonly batches: Float64Array;
}

/**
 * Error of the mean by batch means. Batches may still be correlated and ensembles may disagree: their effective number comes from
 * the autocovariance of their series, variance between ensembles included, and is never taken to exceed their number.
 */
function combine(parts: readonly Contribution[], discretisation: number): EvidenceEstimate {
  const series = parts.map(({ batches }) => batches);
  const all = Float64Array.from(series.flatMap((batches) => [...batches]));
  const short = series.some(({ length }) => length < fewestBatches) || !all.every(Number.isFinite);
  const monteCarlo = short ? NaN : Math.sqrt(variance(all) / Math.min(essOf(series), all.length));
  const values = parts.map(({ value }) => value);
  return {
    log_evidence: values.every(Number.isFinite) ? mean(values) : NaN,
    error: Math.hypot(monteCarlo, discretisation),
    monte_carlo_error: monteCarlo,
    discretisation_error: discretisation,
    by_ensemble: values,
  };
}

function steppingStone(rungs: readonly RungMoments[]): Contribution {
  const stones = rungs.slice(1);
  const value = stones.reduce((sum, { logStone }) => sum + logStone, 0);
  const batches = stones[0].batchLogStones.map((_, b) =>
    stones.reduce(
      (sum, { batchLogStones, logStone }) => sum + Math.exp(batchLogStones[b] - logStone) - 1,
      value,
    ),
  );
  return { value, batches };
}

/**
 * Over [a, b] with h = b - a and the mean f, the variance f' and the third cumulant f'' at both ends:
 * h (f_a + f_b)/2 + h^2 (f'_a - f'_b)/10 + h^3 (f''_a + f''_b)/120, the two-point Hermite rule that is exact for quintics. The
 * rules with fewer derivatives, h (f_a + f_b)/2 + h^2 (f'_a - f'_b)/12 (cubics) and h (f_a + f_b)/2, tell how fast they approach.
 */
function integrate(betas: ArrayLike<number>, rungs: readonly RungMoments[]): Contribution & Rules {
  const weights = [0, 1, 2].map(() => new Float64Array(rungs.length));
  let [trapezoid, cubic] = [0, 0];
  for (let k = 0; k + 1 < rungs.length; k++) {
    const h = betas[k] - betas[k + 1];
    const [upper, lower] = [rungs[k], rungs[k + 1]];
    for (const i of [k, k + 1]) {
      weights[0][i] += h / 2;
      weights[2][i] += h ** 3 / 120;
    }
    weights[1][k + 1] += h ** 2 / 10;
    weights[1][k] -= h ** 2 / 10;
    const straight = (h * (lower.mean + upper.mean)) / 2;
    trapezoid += straight;
    cubic += straight + (h ** 2 * (lower.variance - upper.variance)) / 12;
  }
  const weighted = (values: readonly number[], k: number): number =>
    values.reduce((sum, value, i) => sum + weights[i][k] * value, 0);
  const value = rungs.reduce(
    (sum, { mean: first, variance: second, thirdCumulant }, k) =>
      sum + weighted([first, second, thirdCumulant], k),
    0,
  );
  const batches = rungs[0].batches[0].map((_, b) =>
    rungs.reduce(
      (sum, rung, k) =>
        sum +
        weighted(
          rung.batches.map((series) => series[b]),
          k,
        ),
      0,
    ),
  );
  return { value, batches, trapezoid, cubic };
}

/** The integral by the rules that are exact for straight lines and for cubics. */
interface Rules {
  readonly trapezoid: number;
  readonly cubic: number;
}

/** How far the quintic rule is still off, if the steps from rule to rule go on shrinking as from the first to the second. */
function discretisationError(parts: readonly (Contribution & Rules)[]): number {
  const first = mean(parts.map(({ cubic, trapezoid }) => cubic - trapezoid));
  const second = mean(parts.map(({ value, cubic }) => value - cubic));
  return first === 0 ? Math.abs(second) : Math.abs(second) * Math.min(1, Math.abs(second / first));
}
