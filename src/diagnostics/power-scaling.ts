/**
 * How much a posterior changes when prior or likelihood is raised to a power close to 1. Kallioinen, Paananen, Bürkner & Vehtari
 * (2024), Stat. Comput. 34, 57, arXiv:2107.14054; the distance is that of Nguyen & Vreeken (2015), ECML PKDD, LNCS 9285, 173. Equal to
 * ArviZ (`psense`) where the weights are.
 */
import type { SortedDraws } from './weighted-quantiles.js';

/** The powers between which the sensitivity is a finite difference. */
export const sensitivityPowers: readonly [number, number] = [0.99, 1.01];

/** A sensitivity from which on a quantity counts as sensitive; of a normal posterior whose mean moves by about 0.3 standard deviations when the power doubles. */
export const sensitivityThreshold = 0.05;

/** What the two sensitivities together say. */
export type PowerDiagnosis = 'prior-data conflict' | 'strong prior or weak likelihood';

/**
 * Cumulative Jensen-Shannon distance between the draws with equal weights and with others: with distribution functions P and Q and M = (P + Q)/2,
 *
 *     D^2 = integral of P log2(P/M) + Q log2(Q/M), over integral of P + Q,
 *
 * between the least and the largest draw, 0 <= D <= 1; the larger of that and the same for -x.
 * @param weights [draws] sum to 1
 */
export function jensenShannonDistance(sorted: SortedDraws, weights: Float64Array): number {
  return Math.max(distance(sorted, weights, false), distance(sorted, weights, true));
}

/** @param mirrored for -x: distribution functions of what lies above */
function distance({ values, order }: SortedDraws, weights: Float64Array, mirrored: boolean): number {
  const n = order.length;
  let [divergence, bound, below] = [0, 0, 0];
  for (let i = 0; i + 1 < n; i++) {
    below += weights[order[i]];
    const width = values[order[i + 1]] - values[order[i]];
    const p = mirrored ? (n - 1 - i) / n : (i + 1) / n;
    const q = Math.min(1, Math.max(0, mirrored ? 1 - below : below));
    const mean = (p + q) / 2;
    divergence += width * (p * Math.log2(p / mean) + (q > 0 ? q * Math.log2(q / mean) : 0));
    bound += width * (p + q);
  }
  return bound > 0 ? Math.sqrt(Math.max(0, divergence) / bound) : 0;
}

/** Change of the distance per doubling of the power, at power 1. @param distances at the two `sensitivityPowers` */
export function powerSensitivity(distances: readonly [number, number]): number {
  const [below, above] = sensitivityPowers.map(Math.log2);
  return (distances[1] / above - distances[0] / below) / 2;
}

/** Null where neither is the case. */
export function powerDiagnosis(prior: number, likelihood: number): PowerDiagnosis | null {
  if (!(prior >= sensitivityThreshold)) return null;
  return likelihood >= sensitivityThreshold ? 'prior-data conflict' : 'strong prior or weak likelihood';
}
