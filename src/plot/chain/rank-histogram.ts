import { sortValues } from '../../math/sorted-values.js';

/**
 * Density of the ranks (scaled to 0 ... 1) of each ensemble's draws among all draws: 1 everywhere where all ensembles have the same
 * distribution. Vehtari et al. (2021), Bayesian Anal. 16, 667, sec. 5. Ties share their average rank.
 * @param ensembles [ensembles][walkers][steps], finite   @returns [ensembles][bins]
 */
export function rankHistograms(
  ensembles: readonly (readonly Float64Array[])[],
  bins: number,
): Float64Array[] {
  const counts = ensembles.map((walkers) => walkers.reduce((sum, { length }) => sum + length, 0));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const all = new Float64Array(total);
  const ends = new Float64Array(ensembles.length);
  let end = 0;
  ensembles.forEach((walkers, e) => {
    for (const series of walkers) {
      all.set(series, end);
      end += series.length;
    }
    ends[e] = end;
  });
  const { values, order } = sortValues(all);
  const histograms = ensembles.map(() => new Float64Array(bins));
  for (let first = 0, next: number; first < total; first = next) {
    next = first + 1;
    while (next < total && values[next] === values[first]) next++;
    const rank = (first + next) / 2 / total;
    const bin = Math.min(bins - 1, Math.floor(rank * bins));
    for (let i = first; i < next; i++) histograms[ends.findIndex((to) => order[i] < to)][bin]++;
  }
  histograms.forEach((histogram, e) => {
    for (let b = 0; b < bins; b++) histogram[b] *= bins / counts[e];
  });
  return histograms;
}
