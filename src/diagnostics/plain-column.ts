/** The passes over a column in TypeScript: their definition, and for columns that are too long for the compiled ones. */
import { autocovarianceSums, type SeriesList } from '../math/fft.js';
import { normalScores, rankNormalise, type NormalScores } from '../math/rank.js';
import { sortBuffers, sortValues, type SortBuffers } from '../math/sorted-values.js';
import { sumOfSquares } from '../math/sum.js';
import type { Column, Cut } from './column.js';
import { halvesOf, walkersOf, type ColumnLayout } from './column-layout.js';
import { foldedSums } from './folded-rhat.js';
import { tailPairs } from './indicator-ess.js';
import { momentsOf } from './moments.js';

export function plainColumn(layout: ColumnLayout): Column {
  const { ensembles, walkers, length, split } = layout;
  const n = ensembles * walkers * length;
  const all = new Float64Array(n);
  // Made when first asked for.
  let buffers: SortBuffers | null = null;
  let known: NormalScores | null = null;
  const sorting = (): SortBuffers => (buffers ??= sortBuffers(n));
  const scores = (): NormalScores => (known ??= normalScores(split));
  const cuts: Readonly<Record<Cut, SeriesList>> = {
    walkers: walkersOf(all, layout),
    halves: halvesOf(all, layout),
    'joined halves': walkersOf(all, layout, false),
  };
  return {
    layout,
    all,
    get sorted() {
      return sorting().values;
    },
    range: () => rangeOf(all),
    squaresAbout: (center) => sumOfSquares(all, center),
    sort: () => void sortValues(all, sorting()),
    moments: (cut) => momentsOf(cuts[cut]),
    autocovarianceSums: (cut, centers, scales, lags) => autocovarianceSums(cuts[cut], centers, scales, lags),
    below: (limit) => tailPairs(all.subarray(0, split), cuts.halves.length, limit),
    rankNormalise() {
      const { values, order } = sorting();
      rankNormalise(values, order, scores(), all.subarray(0, split));
    },
    foldedSums(center) {
      const { values, order } = sorting();
      return foldedSums(values, order, center, scores(), 2 * ensembles);
    },
  };
}

function rangeOf(x: Float64Array): [number, number] {
  let low = x[0];
  let high = low;
  for (let i = 0; i < x.length; i++) {
    const value = x[i];
    if (!Number.isFinite(value)) return [NaN, NaN];
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
