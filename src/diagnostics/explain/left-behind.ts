/** Walkers that stay, for as long as is looked, where the posterior is negligible, however many they are. */
import { quantiles } from '../../math/quantile.js';
import { mean } from '../../math/sum.js';
import { covarianceOf } from './covariance.js';
import type { Evidence } from './finding.js';
import { LEAST_LOG_WEIGHT } from './isolated-mode.js';
import { laterRows, someRows } from './some-rows.js';
import type { ThinnedRows } from './thinned-rows.js';
import { logVolume } from './log-volume.js';

/** The typical log posterior of the upper group is above all of the lower ones' by this many half-widths of its central 68 %. */
const HALF_WIDTHS = 4;
/** A walker that within half the rows looked at makes up this part of what it lacks is on its way, and not stuck. */
const ON_ITS_WAY = 0.1;
/** Part of the walkers that may be passed over for having been left behind for a while. */
const MOST_PASSED_OVER = 0.25;

export interface LeftBehind {
  /** Indices of those that never left in the second half of the rows: stuck, in order. */
  readonly stuck: readonly number[];
  /** These, and the few that were left behind for all of one of the last three quarters: no measure of modes. */
  readonly forAWhile: readonly number[];
}

/** @param frozen walkers that are no measure of anything, by index; they are told when they are frozen among those left behind */
export function leftBehind(evidence: Evidence, frozen: ReadonlySet<number>): LeftBehind {
  const { rows, summary } = evidence;
  const stuck = lowGroup(evidence, laterRows(rows), frozen);
  const few = MOST_PASSED_OVER * summary.ensembles * summary.walkers;
  const passing = [0.25, 0.5, 0.75]
    .map((from) => lowGroup(evidence, someRows(rows, from, from + 0.25), frozen))
    .filter(({ length }) => length <= few);
  return { stuck, forAWhile: [...new Set([...stuck, ...passing.flat()])] };
}

/**
 * Walkers that were always below what the upper group has drawn (its lowest 16 % aside), and far below, most of which do not climb, and whose places
 * weigh less than `LEAST_LOG_WEIGHT` of the upper group's by height and volume.
 * `stuck-walkers.ts` compares with the median of all and their scatter, and so sees none when a sixth of the walkers are left behind.
 */
function lowGroup(
  { coordinates }: Evidence,
  rows: ThinnedRows,
  frozen: ReadonlySet<number>,
): readonly number[] {
  const { perWalker } = rows;
  if (perWalker < 4) return [];
  const logPosterior = rows.column('log_posterior');
  if (!logPosterior.every(Number.isFinite)) return [];
  const seriesOf = (x: Float64Array, i: number): Float64Array =>
    x.subarray(i * perWalker, (i + 1) * perWalker);
  const all = Array.from({ length: logPosterior.length / perWalker }, (_, index) => {
    const series = seriesOf(logPosterior, index);
    const middle = perWalker >> 1;
    return {
      index,
      mean: mean(series),
      top: Math.max(...series),
      climb: mean(series.subarray(middle)) - mean(series.subarray(0, middle)),
    };
  });
  const walkers = all.filter(({ index }) => !frozen.has(index)).sort((a, b) => a.top - b.top);

  // The most that are left behind: what remains is the best group.
  for (let k = walkers.length - 1; k > 0; k--) {
    const { top } = walkers[k - 1];
    if (walkers[k].top - top < -LEAST_LOG_WEIGHT) continue;
    const [low, high] = [walkers.slice(0, k), walkers.slice(k)];
    const drawn = joined(high.map(({ index }) => seriesOf(logPosterior, index)));
    const [lower, typical, upper] = quantiles(drawn, [0.16, 0.5, 0.84]);
    if (top >= lower || typical - top < (HALF_WIDTHS * (upper - lower)) / 2) continue;
    const climbing = low.filter(({ climb, mean: own }) => climb > ON_ITS_WAY * (typical - own));
    if (climbing.length >= low.length / 2) continue;
    const volume = (group: typeof walkers): number =>
      volumeWithin(
        coordinates.map(({ id }) => rows.column(id)),
        group.map(({ index }) => index),
        perWalker,
      );
    const logWeight = mean(low.map((one) => one.mean)) - mean(high.map((one) => one.mean));
    if (logWeight + Math.max(0, volume(low) - volume(high)) < LEAST_LOG_WEIGHT)
      return all.filter((one) => one.top <= top).map(({ index }) => index);
  }
  return [];
}

/**
 * Log of the volume that a walker of a group goes about in: of the covariance within walkers, so that places far apart do not count as one,
 * and walkers that have seen as little of theirs as those of the other group can be compared with them.
 */
function volumeWithin(columns: readonly Float64Array[], group: readonly number[], perWalker: number): number {
  const centered = columns.map((x) =>
    joined(
      group.map((i) => {
        const series = x.subarray(i * perWalker, (i + 1) * perWalker);
        const center = mean(series);
        return series.map((value) => value - center);
      }),
    ),
  );
  return logVolume(covarianceOf(centered), columns.length);
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
