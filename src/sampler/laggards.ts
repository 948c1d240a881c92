/**
 * Warm-up only: walkers that were left behind in a region of negligible posterior begin again among the others. With a
 * narrow posterior and a wide start some walker usually ends in a local maximum hundreds of log units below, from which no
 * move takes it away in any reasonable time; it would spoil every mean. What is done before the first kept step is free.
 */
import { quantiles } from '../math/quantile.js';
import type { Rng } from '../math/rng.js';
import { createEvaluations, type Target } from '../target.js';
import { brokenDensity, pointsFrom } from './broken-density.js';
import { copyEvaluation, type EnsembleState } from './ensemble.js';

/** A laggard's log posterior lies this far below the median: in half-widths of the central 68 % of the walkers ... */
const HALF_WIDTHS = 4;
/** ... plus this many log units, so that the spread of a Gaussian's own log posterior never counts. */
const LOG_UNITS = 10;
/** Tries per laggard; one that finds nothing stays where it is. */
const TRIES = 50;

/**
 * Moves every laggard to a random point between two random walkers that are none, accepted when it is no laggard's point.
 * @returns how many walkers were moved   @throws RunError where the density is NaN or +Infinity
 */
export function reseatLaggards(state: EnsembleState, target: Target, rng: Rng): number {
  const { walkers, dim, theta, evaluations } = state;
  const limit = laggardLimit(evaluations.logPosterior);
  const rows = Array.from({ length: walkers }, (_, row) => row);
  const isLaggard = (row: number): boolean => evaluations.logPosterior[row] < limit;
  const laggards = rows.filter(isLaggard);
  const others = rows.filter((row) => !isLaggard(row));
  const trial = new Float64Array(dim);
  const result = createEvaluations(1, target.terms.length);
  let moved = 0;
  for (const row of laggards) {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const from = others[rng.int(others.length)];
      const to = others[rng.int(others.length)];
      const share = rng.uniform();
      for (let k = 0; k < dim; k++) {
        trial[k] = theta[from * dim + k] + share * (theta[to * dim + k] - theta[from * dim + k]);
      }
      target.evaluate(trial, 1, result);
      const logPosterior = result.logPosterior[0];
      if (Number.isNaN(logPosterior) || logPosterior === Infinity)
        throw brokenDensity(
          target,
          trial,
          result,
          0,
          `walker ${row} of ensemble ${state.ensemble}`,
          pointsFrom(theta, dim, from),
        );
      if (logPosterior < limit) continue;
      theta.set(trial, row * dim);
      copyEvaluation(result, 0, evaluations, row);
      moved++;
      break;
    }
  }
  return moved;
}

/** The log posterior below which a walker lags behind. */
function laggardLimit(logPosterior: Float64Array): number {
  const [low, middle, high] = quantiles(logPosterior, [0.16, 0.5, 0.84]);
  return middle - (HALF_WIDTHS * (high - low)) / 2 - LOG_UNITS;
}
