import type { Rng } from '../math/rng.js';

/**
 * Rank of the truth among posterior draws, 0 ... L: how many of them are below. Draws equal to it are below or not by a fair
 * draw of their number, so that a quantity that can only take a few values has uniform ranks, too. NaN counts as above.
 */
export function rankAmong(truth: number, draws: ArrayLike<number>, rng: Rng): number {
  let below = 0;
  let equal = 0;
  for (let i = 0; i < draws.length; i++) {
    if (draws[i] < truth) below++;
    else if (draws[i] === truth) equal++;
  }
  return equal === 0 ? below : below + rng.int(equal + 1);
}

/** `count` different whole numbers below `size`, uniformly drawn, in random order. */
export function chooseRows(size: number, count: number, rng: Rng): Uint32Array {
  const rows = Uint32Array.from({ length: size }, (_, i) => i);
  for (let i = 0; i < count; i++) {
    const j = i + rng.int(size - i);
    [rows[i], rows[j]] = [rows[j], rows[i]];
  }
  return rows.subarray(0, count);
}
