import type { Draws } from '../../../src/chain/draws.js';
import { isDrawn, type Pathology } from './pathology.js';

/** Mean and standard deviation of every coordinate, as they are known in closed form. */
export type Moments = Readonly<Record<string, readonly [mean: number, sd: number]>>;

/** The same mean and standard deviation for several coordinates. */
export function moments(ids: readonly string[], mean: number, sd: number): Moments {
  return Object.fromEntries(ids.map((id) => [id, [mean, sd] as const]));
}

/**
 * How many independent draws the path of one walker is worth, from the truth and not from an autocorrelation time: the mean of n
 * independent draws misses the true mean by sd / sqrt(n), so n = 1 / <((mean of a walker - true mean) / sd)^2>, where the average is
 * over all walkers and coordinates.
 */
export function drawsPerWalker(draws: Draws, truth: Moments): number {
  const misses = Object.entries(truth).flatMap(([id, [mean, sd]]) =>
    draws
      .walkerSeries(id)
      .map((series) => (series.reduce((sum, v) => sum + v, 0) / series.length - mean) / sd),
  );
  return misses.length / misses.reduce((sum, miss) => sum + miss * miss, 0);
}

/** Walkers of all ensembles together. */
function walkersOf(draws: Draws, truth: Moments): number {
  return draws.walkerSeries(Object.keys(truth)[0]).length;
}

/**
 * Too few walkers: each of them went around the posterior more than a dozen times (a longer run is not what is missing first),
 * and all of them together are still worth fewer than 400 independent draws because they are so few: not more than sixteen.
 */
export function hasTooFewWalkers(draws: Draws, truth: Moments): boolean {
  const each = drawsPerWalker(draws, truth);
  const walkers = walkersOf(draws, truth);
  return walkers <= 16 && each > 12 && each * walkers < 400;
}

/** Too short: however many walkers there are, none of them has gone around the posterior more than a few times. */
export function isTooShort(draws: Draws, truth: Moments): boolean {
  return walkersOf(draws, truth) >= 64 && drawsPerWalker(draws, truth) < 8;
}

/** The check of a case with too few walkers. */
export function tooFew(truth: Moments): Pathology['present'] {
  return (run) => isDrawn(run) && hasTooFewWalkers(run.draws, truth);
}

/** The check of a case that is too short. */
export function tooShortFor(truth: Moments): Pathology['present'] {
  return (run) => isDrawn(run) && isTooShort(run.draws, truth);
}
