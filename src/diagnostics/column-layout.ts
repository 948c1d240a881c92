/**
 * One column in memory, laid out so that no diagnostic needs a copy of it: per ensemble the first halves of its walkers, then
 * the second halves, so that both a walker's half and an ensemble's half are contiguous; the middle draws of an odd chain at the end.
 */
import type { Draws } from '../chain/draws.js';
import type { SeriesList } from '../math/fft.js';

export interface ColumnLayout {
  readonly ensembles: number;
  readonly walkers: number;
  /** N: draws of each walker. */
  readonly length: number;
  /** floor(N / 2) */
  readonly half: number;
  /** Values in halves: all but the middle draws of an odd chain. */
  readonly split: number;
}

export function layoutOf({
  ensembles,
  walkers,
  length,
}: Pick<Draws, 'ensembles' | 'walkers' | 'length'>): ColumnLayout {
  const half = Math.floor(length / 2);
  return { ensembles, walkers, length, half, split: 2 * ensembles * walkers * half };
}

/** Reads a column. @param all [E * W * N] receives it */
export function fillColumn(draws: Draws, id: string, layout: ColumnLayout, all: Float64Array): void {
  const { walkers, length, half, split } = layout;
  const later = length - half;
  draws.pieces(id, (e, first, rows) => {
    const steps = rows.length / walkers;
    const early = Math.max(0, Math.min(half - first, steps));
    const late = Math.max(0, Math.min(later - first, steps));
    // Walkers outside, steps inside: each half is written in order.
    for (let w = 0; w < walkers; w++) {
      const to = 2 * e * walkers * half + w * half + first;
      for (let i = 0, row = w; i < early; i++, row += walkers) all[to + i] = rows[row];
      const toLate = (2 * e + 1) * walkers * half + w * half + first - later;
      for (let i = late, row = late * walkers + w; i < steps; i++, row += walkers)
        all[toLate + i] = rows[row];
      if (late > early) all[split + e * walkers + w] = rows[early * walkers + w];
    }
  });
}

/** Lays out the series of walkers of one ensemble. @param all [W * N] receives them */
export function fillWalkers(
  series: readonly Float64Array[],
  { half, length, walkers, split }: ColumnLayout,
  all: Float64Array,
): void {
  series.forEach((walker, w) => {
    all.set(walker.subarray(0, half), w * half);
    all.set(walker.subarray(length - half), (walkers + w) * half);
    if (length > 2 * half) all[split + w] = walker[half];
  });
}

/** [2 E W][half] each half of each walker, as views. */
export function halvesOf(all: Float64Array, { ensembles, walkers, half }: ColumnLayout): SeriesList {
  return { length: 2 * ensembles * walkers, at: (i) => all.subarray(i * half, (i + 1) * half) };
}

/** [2 E][W half] each half of each ensemble, as views. */
export function ensembleHalvesOf(
  all: Float64Array,
  { ensembles, walkers, half }: ColumnLayout,
): Float64Array[] {
  const n = walkers * half;
  return Array.from({ length: 2 * ensembles }, (_, i) => all.subarray(i * n, (i + 1) * n));
}

/**
 * [E W][N] each walker's draws. Each is put together when it is asked for, where the one before was.
 * @param middle false leaves the middle draw of an odd chain out
 */
export function walkersOf(all: Float64Array, layout: ColumnLayout, middle = true): SeriesList {
  const { ensembles, walkers, half, split } = layout;
  const odd = middle ? layout.length - 2 * half : 0;
  const joined = new Float64Array(2 * half + odd);
  return {
    length: ensembles * walkers,
    at(i) {
      const first = (i + Math.floor(i / walkers) * walkers) * half;
      joined.set(all.subarray(first, first + half));
      if (odd === 1) joined[half] = all[split + i];
      joined.set(all.subarray(first + walkers * half, first + (walkers + 1) * half), half + odd);
      return joined;
    },
  };
}
