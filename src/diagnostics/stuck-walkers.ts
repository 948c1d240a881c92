/** Walkers that do not take part in the sampling, told by their log posterior. */
import { median, quantiles } from '../math/quantile.js';
import { mean } from '../math/sum.js';
import { flatten } from './split-chains.js';

export interface StuckWalker {
  readonly ensemble: number;
  readonly walker: number;
  /** `frozen`: it stayed at one point for long; `far`: it stays where the posterior is much lower. */
  readonly reason: 'frozen' | 'far';
}

/** A walker is frozen when it misses this many moves in a row that an average walker would have made: e^-20 by chance. */
const MISSED_MOVES = 20;
/** ... and rests for this part of the chain. */
const FROZEN_PART = 0.1;
/** A walker is far when its mean log posterior lies this many standard deviations below the typical walker's. */
const FAR_SIGMA = 4;

/**
 * @param logPosterior [E * W][N] each walker's series, ensemble after ensemble   @param walkers W
 * @returns by ensemble, then walker
 */
export function findStuckWalkers(logPosterior: readonly Float64Array[], walkers: number): StuckWalker[] {
  if (logPosterior.length === 0 || logPosterior[0].length < 4) return [];
  const n = logPosterior[0].length;
  const moves = mean(logPosterior.map((series) => countMoves(series) / (n - 1)));
  const isFrozen = (series: Float64Array): boolean => {
    const rest = longestRest(series);
    return rest > FROZEN_PART * n && rest * moves > MISSED_MOVES;
  };

  // The second half: a walker that arrived late is not far any more.
  const late = logPosterior.map((series) => series.subarray(n >> 1));
  const means = late.map((series) => mean(series));
  const typical = median(Float64Array.from(means));
  const [low, middle, high] = quantiles(flatten(late), [0.16, 0.5, 0.84]);
  const isFar = (series: Float64Array, i: number): boolean =>
    typical - means[i] > (FAR_SIGMA * (high - low)) / 2 && series.every((value) => value < middle);

  return logPosterior.flatMap((series, i): StuckWalker[] => {
    const reason = isFrozen(series) ? 'frozen' : isFar(late[i], i) ? 'far' : null;
    return reason === null ? [] : [{ ensemble: Math.floor(i / walkers), walker: i % walkers, reason }];
  });
}

function countMoves(series: Float64Array): number {
  let moves = 0;
  for (let i = 1; i < series.length; i++) if (series[i] !== series[i - 1]) moves++;
  return moves;
}

/** Length of the longest run of equal values. */
export function longestRest(series: Float64Array): number {
  let longest = 0;
  for (let i = 0, start = 0; i < series.length; i++) {
    if (series[i] !== series[start]) start = i;
    longest = Math.max(longest, i - start + 1);
  }
  return longest;
}
