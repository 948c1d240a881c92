/** Whether walkers forget where they were: what tells walkers that rest long somewhere and leave from walkers that stay for good. */
import type { SeriesList } from '../math/fft.js';
import { mean, sumOfSquares } from '../math/sum.js';

/**
 * Correlation, within ensembles, of the walkers' means over the first half of the steps with those over the second. About 0
 * when halves are many autocorrelation times long, whatever the shape of the autocorrelation; 1 when walkers keep to regions of
 * their own. The variance of means over all steps is (1 + it) / 2 of that over a half, where independent draws have 1 / 2: by so
 * much do effective sizes, which come from that variance, still fall with the length.
 * @param halves [2 E W][n] per ensemble the first halves of its walkers, then the second; rank-normalised
 * @returns NaN for fewer than two walkers, or where the means of a half are all equal
 */
export function walkerMemory(halves: SeriesList, ensembles: number): number {
  return memoryOfMeans(
    Float64Array.from({ length: halves.length }, (_, i) => mean(halves.at(i)!)),
    ensembles,
  );
}

/** The same from the means of the halves. */
export function memoryOfMeans(means: Float64Array, ensembles: number): number {
  const walkers = means.length / (2 * ensembles);
  let first = 0;
  let second = 0;
  let product = 0;
  for (let e = 0; e < ensembles; e++) {
    const early = means.subarray(2 * e * walkers, (2 * e + 1) * walkers);
    const late = means.subarray((2 * e + 1) * walkers, (2 * e + 2) * walkers);
    const centers = [mean(early), mean(late)];
    first += sumOfSquares(early, centers[0]);
    second += sumOfSquares(late, centers[1]);
    for (let w = 0; w < walkers; w++) product += (early[w] - centers[0]) * (late[w] - centers[1]);
  }
  return product / Math.sqrt(first * second);
}

/**
 * A little more than what walkers of three independent draws remember (0.22), and so many does `minDrawsPerWalker` ask for anyhow.
 * Walkers whose means scatter s times too much because they never leave their regions remember (s - 1) / (s + 1): 0.5 where
 * the spread begins to count, and two hundred of them tell it to 0.06.
 */
export const MEMORY_OF_HEALTHY_WALKERS = 0.25;
