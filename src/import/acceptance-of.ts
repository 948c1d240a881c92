/**
 * How often walkers moved between stored steps: the acceptance, when every step was stored.
 * @param x [N * W] any coordinate, sorted by step, then walker
 * @returns the mean and [W] the fraction of each walker; NaN for a single step
 */
export function acceptanceOf(x: Float64Array, W: number): { acceptance: number; walkers: number[] } {
  const moved = new Float64Array(W);
  for (let i = W; i < x.length; i++) if (x[i] !== x[i - W]) moved[i % W]++;
  const intervals = x.length / W - 1;
  const walkers = Array.from(moved, (count) => (intervals === 0 ? NaN : count / intervals));
  return { acceptance: walkers.reduce((sum, fraction) => sum + fraction, 0) / W, walkers };
}
