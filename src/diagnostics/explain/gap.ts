/** Two parts of a column with next to nothing between them, and how often walkers pass from one to the other. */
const BINS = 40;
/** Height of the valley over the lower of the two peaks beside it. */
const SHALLOWEST = 0.05;
/** Walkers that passed a gap as often as so few independent draws would have done do not know the weights of its sides. */
export const FEWEST_VISITS = 3;
/** Passages that an ensemble must have been expected to make for it to mean something that it made none: e^-5 by chance. */
const EXPECTED_PASSAGES = 5;

export interface Gap {
  /** Middle of the valley. */
  readonly cut: number;
  /** Share of the rows below it. */
  readonly below: number;
  /** Passages between consecutive rows of one walker, all walkers together. */
  readonly passages: number;
  /** The same per walker, over those of a walker whose rows were independent: its number of independent rows, as far as this gap goes. */
  readonly visits: number;
  /** The first ensemble that has never passed, although others have and `FEWEST_VISITS` draws of each of its walkers would have; or null. */
  readonly closedTo: number | null;
}

/**
 * The gap that walkers pass least, or null when there is none: in a histogram of 40 bins a valley lower than a twentieth of the peaks on
 * both sides.
 * @param x [series * perWalker] rows by walker, then step   @param least smallest share of the rows on either side
 * @param ensembles of each series; left out, they count as one
 */
export function rarestGap(
  x: Float64Array,
  perWalker: number,
  least: number,
  ensembles: ArrayLike<number> = [],
): Gap | null {
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
    const gap = passagesAt(x, perWalker, cut, ensembles);
    if (best === null || fewestVisits(gap) < fewestVisits(best)) best = gap;
  }
  return best;
}

/** Visits of the ensemble that is worst off: moves take their steps from its own walkers, so what others do does not help it. */
export function fewestVisits({ visits, closedTo }: Gap): number {
  return closedTo === null ? visits : 0;
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

function passagesAt(x: Float64Array, perWalker: number, cut: number, ensembles: ArrayLike<number>): Gap {
  const byEnsemble = new Map<number, { passages: number; walkers: number }>();
  let below = 0;
  for (let walker = 0; walker * perWalker < x.length; walker++) {
    const ensemble = ensembles[walker] ?? 0;
    const counted = byEnsemble.get(ensemble) ?? { passages: 0, walkers: 0 };
    for (let row = walker * perWalker; row < (walker + 1) * perWalker; row++) {
      const isBelow = x[row] < cut;
      if (isBelow) below++;
      if (row > walker * perWalker && isBelow !== x[row - 1] < cut) counted.passages++;
    }
    counted.walkers++;
    byEnsemble.set(ensemble, counted);
  }
  const passages = [...byEnsemble.values()].reduce((sum, counted) => sum + counted.passages, 0);
  const share = below / x.length;
  const perVisit = 2 * share * (1 - share);
  const closed = [...byEnsemble].find(
    ([, counted]) =>
      passages > 0 &&
      counted.passages === 0 &&
      counted.walkers * FEWEST_VISITS * perVisit >= EXPECTED_PASSAGES,
  );
  return {
    cut,
    below: share,
    passages,
    visits: passages / (x.length / perWalker) / perVisit,
    closedTo: closed?.[0] ?? null,
  };
}
