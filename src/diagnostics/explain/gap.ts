/** Two parts of a column with next to nothing between them, and how often walkers pass from one to the other. */
const BINS = 40;
/** Height of the valley over the lower of the two peaks beside it. */
const SHALLOWEST = 0.05;

export interface Gap {
  /** Middle of the valley. */
  readonly cut: number;
  /** Share of the rows below it. */
  readonly below: number;
  /** Passages between consecutive rows of one walker, all walkers together. */
  readonly passages: number;
  /** The same per walker, over those of a walker whose rows were independent: its number of independent rows, as far as this gap goes. */
  readonly visits: number;
}

/**
 * The gap that walkers pass least, or null when there is none: in a histogram of 40 bins a valley lower than a twentieth of the peaks on
 * both sides.
 * @param x [series * perWalker] rows by walker, then step   @param least smallest share of the rows on either side
 */
export function rarestGap(x: Float64Array, perWalker: number, least: number): Gap | null {
  let [low, high] = [Infinity, -Infinity];
  for (const value of x) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(high > low) || perWalker < 2) return null;
  const width = (high - low) / BINS;
  const counts = new Float64Array(BINS);
  for (const value of x) counts[Math.min(BINS - 1, Math.floor((value - low) / width))]++;
  let best: Gap | null = null;
  for (const cut of valleys(counts, x.length * least).map((middle) => low + middle * width)) {
    const gap = passagesAt(x, perWalker, cut);
    if (best === null || gap.visits < best.visits) best = gap;
  }
  return best;
}

/** Middles of all valleys, in bins from the left end. */
function valleys(counts: Float64Array, least: number): number[] {
  const total = counts.reduce((a, b) => a + b, 0);
  const found: number[] = [];
  let below = 0;
  for (let first = 0; first < BINS; first++) {
    const leftPeak = Math.max(...counts.subarray(0, first), 0);
    const rightPeak = Math.max(...counts.subarray(first + 1), 0);
    const limit = SHALLOWEST * Math.min(leftPeak, rightPeak);
    if (counts[first] <= limit && below >= least && total - below - counts[first] >= least) {
      let last = first;
      while (last + 1 < BINS && counts[last + 1] <= limit) last++;
      found.push((first + last + 1) / 2);
      for (; first < last; first++) below += counts[first];
    }
    below += counts[first];
  }
  return found;
}

function passagesAt(x: Float64Array, perWalker: number, cut: number): Gap {
  let passages = 0;
  let below = 0;
  for (let row = 0; row < x.length; row++) {
    const isBelow = x[row] < cut;
    if (isBelow) below++;
    if (row % perWalker !== 0 && isBelow !== x[row - 1] < cut) passages++;
  }
  const share = below / x.length;
  const walkers = x.length / perWalker;
  return { cut, below: share, passages, visits: passages / walkers / (2 * share * (1 - share)) };
}
