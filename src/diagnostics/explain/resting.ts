/** Walkers that rest at a point for no longer than the others take for one independent draw: slow like all, not stuck. */
import { mean, sumOfSquares } from '../../math/sum.js';
import { longestRest, type StuckWalker } from '../stuck-walkers.js';
import type { Evidence } from './finding.js';

/**
 * A walker counts as frozen by how often an average one moves. Where the posterior is bent, the acceptance varies from place to place, and a
 * walker at an end rests for long before it comes back. Only what outlasts an independent draw of the others is more than that.
 */
export function withoutResting(evidence: Evidence, walkers: readonly StuckWalker[]): StuckWalker[] {
  const { draws, summary } = evidence;
  const index = ({ ensemble, walker }: StuckWalker): number => ensemble * summary.walkers + walker;
  if (!walkers.some(({ reason }) => reason === 'frozen')) return [...walkers];
  const rowsPerDraw = draws.length / drawsPerWalker(evidence, new Set(walkers.map(index)));
  const logPosterior = draws.walkerSeries('log_posterior');
  return walkers.filter(
    (one) => one.reason !== 'frozen' || longestRest(logPosterior[index(one)]) > rowsPerDraw,
  );
}

/**
 * Independent draws that one walker's series is worth in the slowest coordinate: the variance of all draws over that of the walkers'
 * means. Infinity when nothing is left to tell it from.
 */
function drawsPerWalker({ coordinates, rows }: Evidence, leftOut: ReadonlySet<number>): number {
  const { perWalker } = rows;
  return coordinates.reduce((least, { id }) => {
    const x = rows.column(id);
    const series = Array.from({ length: x.length / perWalker }, (_, i) => i)
      .filter((i) => !leftOut.has(i))
      .map((i) => x.subarray(i * perWalker, (i + 1) * perWalker));
    if (series.length < 2) return least;
    const means = series.map((one) => mean(one));
    const center = mean(means);
    const between = sumOfSquares(means, center) / (series.length - 1);
    const all = series.reduce((sum, one) => sum + sumOfSquares(one, center), 0) / (series.length * perWalker);
    return between > 0 ? Math.min(least, all / between) : least;
  }, Infinity);
}
