/**
 * Density of the ranks (scaled to 0 ... 1) of each ensemble's draws among all draws: 1 everywhere where all ensembles have the same
 * distribution. Vehtari et al. (2021), Bayesian Anal. 16, 667, sec. 5. Ties share their average rank.
 * @returns [ensembles][bins]
 */
export function rankHistograms(
  ensembles: readonly (readonly Float64Array[])[],
  bins: number,
): Float64Array[] {
  const values = Float64Array.from(ensembles.flatMap((walkers) => walkers.flatMap((w) => [...w])));
  const sorted = values.slice().sort();
  const histograms = ensembles.map(() => new Float64Array(bins));
  ensembles.forEach((walkers, e) => {
    let count = 0;
    for (const series of walkers) {
      for (const v of series) {
        const rank = (lowerBound(sorted, v) + upperBound(sorted, v)) / 2 / sorted.length;
        histograms[e][Math.min(bins - 1, Math.floor(rank * bins))]++;
        count++;
      }
    }
    for (let b = 0; b < bins; b++) histograms[e][b] *= bins / count;
  });
  return histograms;
}

function lowerBound(sorted: Float64Array, v: number): number {
  let [lo, hi] = [0, sorted.length];
  while (lo < hi) {
    const middle = (lo + hi) >> 1;
    if (sorted[middle] < v) lo = middle + 1;
    else hi = middle;
  }
  return lo;
}

function upperBound(sorted: Float64Array, v: number): number {
  let [lo, hi] = [0, sorted.length];
  while (lo < hi) {
    const middle = (lo + hi) >> 1;
    if (sorted[middle] <= v) lo = middle + 1;
    else hi = middle;
  }
  return lo;
}
