/** Where the values of a sample lie. */
export interface SampleRange {
  readonly min: number;
  readonly max: number;
  /** The 0.5 and 99.5 % quantiles, from at most SUBSAMPLE values. */
  readonly lo: number;
  readonly hi: number;
}

/** Enough that 100 values lie outside each of the two quantiles. */
const SUBSAMPLE = 20_011;

/** Extent of a sample; NaN throughout for an empty one or one that holds a NaN. */
export function sampleRange(values: ArrayLike<number>): SampleRange {
  const n = values.length;
  if (n === 0) return { min: NaN, max: NaN, lo: NaN, hi: NaN };
  let [min, max] = [Infinity, -Infinity];
  for (let i = 0; i < n; i++) {
    const v = values[i];
    if (Number.isNaN(v)) return { min: NaN, max: NaN, lo: NaN, hi: NaN };
    if (v < min) min = v;
    if (v > max) max = v;
  }
  const size = Math.min(n, SUBSAMPLE);
  const sorted = new Float64Array(size);
  for (let i = 0; i < size; i++) sorted[i] = values[Math.floor((i * n) / size)];
  sorted.sort();
  const last = size - 1;
  return { min, max, lo: sorted[Math.floor(0.005 * last)], hi: sorted[Math.ceil(0.995 * last)] };
}

/** A uniform grid of `bins` cells on which a density is estimated. */
export interface Grid {
  readonly lo: number;
  readonly hi: number;
  readonly bins: number;
  /** Whether the sample is cut off at that end, so that the density need not vanish there. */
  readonly edgeLo: boolean;
  readonly edgeHi: boolean;
}

/**
 * A grid that holds the sample: its extent, but at most a third of the 0.5-99.5 % width beyond those quantiles (far
 * outliers would leave the body too few cells), and some room beyond, where a kernel may reach. An end of `support` that the
 * sample comes close to is an edge: the grid stops there exactly.
 */
export function gridFor(
  range: SampleRange,
  bins: number,
  support: readonly [number, number] = [-Infinity, Infinity],
): Grid {
  const { min, max } = range;
  if (!(max > min)) {
    const half = Math.max(Math.abs(min) * 1e-6, 1e-12);
    return { lo: min - half, hi: min + half, bins, edgeLo: false, edgeHi: false };
  }
  const width = range.hi > range.lo ? range.hi - range.lo : max - min;
  const low = Math.max(min, range.lo - width / 3);
  const high = Math.min(max, range.hi + width / 3);
  const room = 0.08 * (high - low);
  const edgeLo = low - room <= support[0];
  const edgeHi = high + room >= support[1];
  return {
    lo: edgeLo ? support[0] : low - room,
    hi: edgeHi ? support[1] : high + room,
    bins,
    edgeLo,
    edgeHi,
  };
}

/** Cell of each value, [n]; -1 outside the grid. Values on the upper end belong to the last cell. */
export function cellIndices(values: ArrayLike<number>, grid: Grid): Int16Array {
  const { lo, hi, bins } = grid;
  const scale = bins / (hi - lo);
  const cells = new Int16Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const v = values[i];
    cells[i] =
      v >= lo && v < hi ? Math.min(bins - 1, Math.floor((v - lo) * scale)) : v === hi ? bins - 1 : -1;
  }
  return cells;
}

/** Middle of each cell, [bins]. */
export function cellCenters(grid: Grid): Float64Array {
  const step = (grid.hi - grid.lo) / grid.bins;
  return Float64Array.from({ length: grid.bins }, (_, i) => grid.lo + (i + 0.5) * step);
}
