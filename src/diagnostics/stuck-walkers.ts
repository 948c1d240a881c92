/** Walkers that do not take part in the sampling, told by their log posterior. */
import { median, quantileSorted } from '../math/quantile.js';
import { mean } from '../math/sum.js';
import { ensembleHalvesOf, walkersOf, type ColumnLayout } from './column-layout.js';
import { unflatten } from './split-chains.js';

export interface StuckWalker {
  readonly ensemble: number;
  readonly walker: number;
  /** `frozen`: it stayed at one point for long; `far`: it stays where the posterior is much lower. */
  readonly reason: 'frozen' | 'far';
}

export interface MeasuredStuckWalker extends StuckWalker {
  /** Part of the steps for which it stayed at one point, at the longest. */
  readonly rest: number;
}

/** A walker is frozen when it misses this many moves in a row that an average walker would have made: e^-20 by chance. */
const MISSED_MOVES = 20;
/** ... and rests for this part of the chain. */
const FROZEN_PART = 0.1;
/** A walker is far when its mean log posterior lies this many standard deviations below the typical walker's. */
const FAR_SIGMA = 4;

/**
 * @param logPosterior the column, laid out as `layout` says   @param room for as many values
 * @returns by ensemble, then walker
 */
export function findStuckWalkers(
  logPosterior: Float64Array,
  layout: ColumnLayout,
  room: Float64Array,
): MeasuredStuckWalker[] {
  const { ensembles, walkers, length: n, half } = layout;
  if (n < 4) return [];
  const series = walkersOf(logPosterior, layout);
  const indices = Array.from({ length: series.length }, (_, i) => i);
  const moves = mean(indices.map((i) => countMoves(series.at(i)!) / (n - 1)));
  const rests = indices.map((i) => longestRest(series.at(i)!));
  const isFrozen = (i: number): boolean => rests[i] > FROZEN_PART * n && rests[i] * moves > MISSED_MOVES;

  // The second half: a walker that arrived late is not far any more.
  const second = ensembleHalvesOf(logPosterior, layout).filter((_, h) => h % 2 === 1);
  const means = second.flatMap((ensemble) => unflatten(ensemble, walkers).map((walker) => mean(walker)));
  const typical = median(Float64Array.from(means));
  const sorted = room.subarray(0, ensembles * walkers * half);
  second.forEach((ensemble, e) => sorted.set(ensemble, e * walkers * half));
  sorted.sort();
  const [low, middle, high] = [0.16, 0.5, 0.84].map((p) => quantileSorted(sorted, p));
  const isFar = (i: number): boolean =>
    typical - means[i] > (FAR_SIGMA * (high - low)) / 2 && series.at(i)!.every((value) => value < middle);

  return indices.flatMap((i): MeasuredStuckWalker[] => {
    const reason = isFrozen(i) ? 'frozen' : isFar(i) ? 'far' : null;
    const rest = rests[i] / n;
    return reason === null ? [] : [{ ensemble: Math.floor(i / walkers), walker: i % walkers, reason, rest }];
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
