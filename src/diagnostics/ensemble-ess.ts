/**
 * Effective sample size as the ensembles tell it. Walkers of one ensemble move by looking at each other: where a width or a tail grows in
 * all of them at once, they are not as many chains as there are walkers, and errors of walkers as chains are too small (up to a quarter
 * for standard deviations and tails of 10 to 30 coordinates, docs/zoo.md). Means over the walkers of an ensemble, step by step, are a
 * series that knows: the ensembles are independent. But it is shorter by the number of walkers, so that its size is known to tens of per
 * cent where that of the walkers is known to a few.
 */
import { variance } from '../math/sum.js';
import type { ColumnLayout } from './column-layout.js';
import { essOf } from './ess.js';

/**
 * Variance of f over that of its mean, the latter from the ensembles' means of each step.
 * @param all the column   @param f of a draw   @returns NaN for fewer than six steps, or where the ensembles' means do not vary
 */
export function essOfEnsembles(
  all: Float64Array,
  { ensembles, walkers, half }: ColumnLayout,
  f: (x: number) => number,
): number {
  const n = 2 * ensembles * half;
  const means = new Float64Array(n);
  for (let s = 0, at = 0; s < 2 * ensembles; s++)
    for (let w = 0; w < walkers; w++)
      for (let i = 0; i < half; i++) means[s * half + i] += f(all[at++]) / walkers;
  const series = Array.from({ length: 2 * ensembles }, (_, s) => means.subarray(s * half, (s + 1) * half));
  const center = means.reduce((sum, x) => sum + x, 0) / n;
  let squares = 0;
  for (let at = 0; at < n * walkers; at++) squares += (f(all[at]) - center) ** 2;
  return (squares / (n * walkers - 1) / variance(means)) * essOf(series);
}

/** The size that the error of the mean of f is made of. @param asChains what walkers as chains tell; it stands where the other is not defined */
export function cautiousEss(
  asChains: number,
  all: Float64Array,
  layout: ColumnLayout,
  f: (x: number) => number,
): number {
  const together = essOfEnsembles(all, layout, f);
  return together < asChains ? together : asChains;
}
