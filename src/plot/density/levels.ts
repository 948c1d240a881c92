/**
 * Probabilities of nested regions: of the posterior's mass (68 and 95 %), or those of 1 and 2 sigma of a two-dimensional Gaussian,
 * 1 - exp(-1/2) and 1 - exp(-2), which corner.py draws by default.
 */
export const CREDIBLE_LEVELS = {
  mass: [0.68, 0.95],
  sigma: [1 - Math.exp(-0.5), 1 - Math.exp(-2)],
} as const;

/** Which of the two conventions a figure uses. */
export type LevelConvention = keyof typeof CREDIBLE_LEVELS;

/**
 * Density thresholds above which the given parts of the whole lie (highest posterior density regions), in the order of `levels`.
 * Cells have equal size. NaN where the density is zero everywhere.
 */
export function densityThresholds(density: Float64Array, levels: readonly number[]): number[] {
  const sorted = Float64Array.from(density).sort().reverse();
  const total = sorted.reduce((sum, d) => sum + d, 0);
  return levels.map((level) => {
    if (!(total > 0)) return NaN;
    let sum = 0;
    for (let i = 0; i < sorted.length; i++) {
      const next = sum + sorted[i];
      if (next >= level * total) {
        // Between two cells: the threshold moves on linearly within the last one.
        const below = i + 1 < sorted.length ? sorted[i + 1] : 0;
        const part = (level * total - sum) / sorted[i];
        return sorted[i] + (below - sorted[i]) * Math.min(1, part) * 0.5;
      }
      sum = next;
    }
    return 0;
  });
}
