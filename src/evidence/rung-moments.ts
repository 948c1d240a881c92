/** What the sums of a tempered ensemble say of the log likelihood l on each rung, as a whole and batch by batch. */
import { PER_RUNG } from '../tempering/thermodynamic-sums.js';
import type { ThermodynamicSums } from '../tempering/thermodynamic-sums.js';

/** One ladder with its sums: what one tempered ensemble leaves behind. */
export interface TemperedSums {
  /** [K] from 1 to 0. */
  readonly betas: ArrayLike<number>;
  readonly sums: ThermodynamicSums;
}

/** Cumulants of l on one rung: the derivatives of its mean with respect to beta are the next ones. */
export interface RungMoments {
  readonly mean: number;
  readonly variance: number;
  readonly thirdCumulant: number;
  /**
   * [batches] what each batch contributes to the three cumulants: the mean over it of l, of (l - mean)^2, and of (l - mean)^3 less
   * three times the variance times (l - mean), which is the third cumulant to first order in the batch.
   */
  readonly batches: readonly [Float64Array, Float64Array, Float64Array];
  /** ln of the mean of exp(h l), h the step of beta to the rung above; [batches] of each batch. */
  readonly logStone: number;
  readonly batchLogStones: Float64Array;
}

/** Moments of rung k over all full batches. NaN where l is -Infinity somewhere, but for the stones. */
export function rungMoments({ sums }: TemperedSums, k: number): RungMoments {
  const { full, rungs, walkers, batchSteps, batches, shift } = sums;
  const perBatch = walkers * batchSteps;
  const entry = (b: number, i: number): number => batches[(b * rungs + k) * PER_RUNG + i];
  const raw = [0, 1, 2].map((i) => {
    let sum = 0;
    for (let b = 0; b < full; b++) sum += entry(b, i);
    return sum / (full * perBatch);
  });
  const [m1, m2, m3] = raw;
  const series = (of: (b: number) => number): Float64Array =>
    Float64Array.from({ length: full }, (_, b) => of(b));
  const batchLogStones = series((b) => entry(b, 3) - Math.log(perBatch));
  const variance = m2 - m1 * m1;
  const part = (b: number, i: number): number => entry(b, i) / perBatch;
  return {
    mean: shift[k] + m1,
    variance,
    thirdCumulant: m3 - 3 * m1 * m2 + 2 * m1 ** 3,
    batches: [
      series((b) => shift[k] + part(b, 0)),
      series((b) => part(b, 1) - 2 * m1 * part(b, 0) + m1 * m1),
      series(
        (b) =>
          part(b, 2) -
          3 * m1 * part(b, 1) +
          3 * m1 * m1 * part(b, 0) -
          m1 ** 3 -
          3 * variance * (part(b, 0) - m1),
      ),
    ],
    logStone: logMeanExp(batchLogStones),
    batchLogStones,
  };
}

function logMeanExp(logs: Float64Array): number {
  const largest = logs.reduce((most, x) => Math.max(most, x), -Infinity);
  if (largest === -Infinity) return -Infinity;
  return largest + Math.log(logs.reduce((sum, x) => sum + Math.exp(x - largest), 0) / logs.length);
}
