/** Samples up to this size are simply sorted. */
const SMALL = 20_000;
const BINS = 16_384;

/**
 * Quantiles with linear interpolation between order statistics (type 7 of Hyndman & Fan 1996, numpy's default). Exact; large
 * samples are binned first and only the cells that hold a wanted order statistic are sorted. NaN for an empty sample.
 */
export function quantiles(values: ArrayLike<number>, probabilities: readonly number[]): number[] {
  const n = values.length;
  if (n === 0) return probabilities.map(() => NaN);
  const ranks = probabilities.flatMap((p) => {
    const below = Math.floor(p * (n - 1));
    return [below, Math.min(n - 1, below + 1)];
  });
  const at = n <= SMALL ? sortedAccess(values) : binnedAccess(values, ranks);
  return probabilities.map((p) => {
    const position = p * (n - 1);
    const below = Math.floor(position);
    const lower = at(below);
    const fraction = position - below;
    return fraction === 0 ? lower : lower + fraction * (at(below + 1) - lower);
  });
}

type OrderStatistic = (rank: number) => number;

function sortedAccess(values: ArrayLike<number>): OrderStatistic {
  const sorted = Float64Array.from(values).sort();
  return (rank) => sorted[rank];
}

/** Three passes: extent, counts per cell, and the values of those cells that hold one of the `ranks`. */
function binnedAccess(values: ArrayLike<number>, ranks: readonly number[]): OrderStatistic {
  let [min, max] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    const v = values[i];
    if (v < min) min = v;
    if (v > max) max = v;
  }
  const scale = max > min ? BINS / (max - min) : 0;
  const counts = new Uint32Array(BINS);
  for (let i = 0; i < values.length; i++) counts[Math.min(BINS - 1, (values[i] - min) * scale) | 0]++;
  const locate = (rank: number): { cell: number; before: number } => {
    let [cell, before] = [0, 0];
    while (before + counts[cell] <= rank) before += counts[cell++];
    return { cell, before };
  };
  const slot = new Int32Array(BINS).fill(-1);
  const wanted = [...new Set(ranks.map((rank) => locate(rank).cell))];
  wanted.forEach((cell, k) => (slot[cell] = k));
  const kept = wanted.map((cell) => new Float64Array(counts[cell]));
  const filled = new Uint32Array(wanted.length);
  for (let i = 0; i < values.length; i++) {
    const k = slot[Math.min(BINS - 1, (values[i] - min) * scale) | 0];
    if (k >= 0) kept[k][filled[k]++] = values[i];
  }
  for (const cell of kept) cell.sort();
  return (rank) => {
    const { cell, before } = locate(rank);
    return kept[slot[cell]][rank - before];
  };
}
