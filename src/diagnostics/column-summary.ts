/**
 * Summary of one column of a chain. The column is sorted once; R-hat, effective sizes, quantiles and errors all come from
 * that order. Each number equals the function of the same name in rhat.ts, ess.ts and mcse.ts on the same chains, but that the errors of
 * standard deviation and median know of walkers that move together (ensemble-ess.ts). Beside the column its sorted values and an index per
 * value are in memory.
 */
import type { SeriesList } from '../math/fft.js';
import { quantileOf } from '../math/quantile.js';
import { normalScores, rankNormalise, type NormalScores } from '../math/rank.js';
import { sortBuffers, sortValues, type SortBuffers } from '../math/sorted-values.js';
import { mean, variance } from '../math/sum.js';
import { integratedTime } from './autocorrelation-time.js';
import { ensembleHalvesOf, halvesOf, walkersOf, type ColumnLayout } from './column-layout.js';
import { cautiousEss } from './ensemble-ess.js';
import { essOf } from './ess.js';
import { foldedRhat } from './folded-rhat.js';
import { essBelow } from './indicator-ess.js';
import { quantileError, sdError } from './mcse.js';
import { nestedRhatOf } from './nested-rhat.js';
import { heavierTail } from './pareto-tail.js';
import { basicRhat } from './rhat.js';
import { isConstantRange } from './split-chains.js';
import { walkerMemory } from './walker-memory.js';
import { movingOf, walkerSpread } from './walker-spread.js';

/** NaN where a number is not defined. */
export interface ColumnSummary {
  /** `constant`: every draw is the same; `not finite`: some draw is NaN or infinite. Then diagnostics are NaN. */
  readonly kind: 'varies' | 'constant' | 'not finite' | 'empty';
  readonly mean: number;
  readonly sd: number;
  readonly median: number;
  /** Quantiles 16 % and 84 %. */
  readonly ci68: readonly [number, number];
  /** Quantiles 2.5 % and 97.5 %. */
  readonly ci95: readonly [number, number];
  /** Between ensembles, each cut in halves: the larger of rank-normalised and folded R-hat. */
  readonly rhat: number;
  /** Ensembles as superchains of their walkers; not rank-normalised. */
  readonly rhatNested: number;
  /** Walkers as chains. */
  readonly essBulk: number;
  /**
   * The smaller one of the 5 % and 95 % quantiles. Where the latter is the largest draw, as of zeros and ones or of what is cut off at
   * its top, of being less than that (R's posterior tells nothing then).
   */
  readonly essTail: number;
  readonly essMean: number;
  /** Integrated autocorrelation time in steps of the sampler. */
  readonly tau: number;
  /** Variance of the walkers' means within an ensemble over what tau explains: see walker-spread.ts. */
  readonly walkerSpread: number;
  /** Correlation of the walkers' means over the first half of the steps with those over the second: see walker-memory.ts. */
  readonly walkerMemory: number;
  readonly mcseMean: number;
  readonly mcseSd: number;
  readonly mcseMedian: number;
  /** Pareto shape of the heavier tail: see pareto-tail.ts. */
  readonly tailShape: number;
}

/** `verdict` leaves out what no verdict depends on: nested R-hat and the errors of mean, standard deviation and median are NaN. */
export type Detail = 'all' | 'verdict';

/** Memory for one column after another, and what columns of a chain have in common. */
export interface ColumnWorkspace {
  readonly layout: ColumnLayout;
  /** [E * W * N] the column: see column-layout.ts. */
  readonly all: Float64Array;
  /** Made when first asked for. */
  readonly sorting: () => SortBuffers;
  readonly scores: () => NormalScores;
}

export function columnWorkspace(layout: ColumnLayout): ColumnWorkspace {
  const n = layout.ensembles * layout.walkers * layout.length;
  let sorting: SortBuffers | null = null;
  let scores: NormalScores | null = null;
  return {
    layout,
    all: new Float64Array(n),
    sorting: () => (sorting ??= sortBuffers(n)),
    scores: () => (scores ??= normalScores(layout.split)),
  };
}

/**
 * Effective draws of which a tail is told, at most: its last 7 %. Farther out, draws that are worth a few thousand near the middle may be worth a few
 * dozen, and a tail that was hardly visited seems to end: moves that had learnt a funnel of Pareto shape 0.5 told 0.3 from the last 1.5 %.
 */
const MOST_TAIL_DRAWS = 2000;

/**
 * @param workspace holds the column in `all`, which is overwritten   @param spacing steps between draws   @param detail see `Detail`
 */
export function summariseColumn(
  { layout, all, ...workspace }: ColumnWorkspace,
  spacing: number,
  detail: Detail = 'all',
): ColumnSummary {
  const kind = kindOf(all);
  if (kind !== 'varies') return { ...UNDEFINED, kind, ...(kind === 'constant' ? constantAt(all[0]) : {}) };
  const { ensembles, walkers, split } = layout;
  const { values: sorted, order } = sortValues(all, workspace.sorting());
  const at = (i: number): number => sorted[i];
  const quantile = (p: number): number => quantileOf(at, sorted.length, p);
  const center = mean(all);
  const spread = variance(all, center);
  const median = quantile(0.5);
  const whole = walkersOf(all, layout);
  const halves = halvesOf(all, layout);
  const inHalves = all.subarray(0, split);
  const essAt = (p: number): number => essBelow(inHalves, halves.length, quantile(p));
  const largest = sorted[sorted.length - 1];
  const essTail = Math.min(
    essAt(0.05),
    quantile(0.95) < largest ? essAt(0.95) : essBelow(inHalves, halves.length, lessThan(largest, sorted)),
  );
  const tau = integratedTime(movingOf(whole)) * spacing;
  const errors =
    detail === 'verdict'
      ? NO_ERRORS
      : {
          ...errorOfMean(spread, essOf(halves)),
          rhatNested: nestedRhatOf(whole, walkers),
          mcseSd: sdError(
            all,
            center,
            cautiousEss(essOfSquares(halves, center), all, layout, (x) => (x - center) ** 2),
          ),
          mcseMedian: quantileError(
            at,
            sorted.length,
            0.5,
            cautiousEss(essAt(0.5), all, layout, (x) => (x <= median ? 1 : 0)),
          ),
        };

  const scores = workspace.scores();
  // From here on the column is that of its normal scores. Ranks are among the draws in halves.
  rankNormalise(sorted, order, scores, inHalves);
  const essBulk = essOf(halves);
  return {
    kind,
    mean: center,
    sd: Math.sqrt(spread),
    median,
    ci68: [quantile(0.16), quantile(0.84)],
    ci95: [quantile(0.025), quantile(0.975)],
    rhat: Math.max(
      basicRhat(ensembleHalvesOf(all, layout)),
      foldedRhat(sorted, order, median, scores, 2 * ensembles),
    ),
    essBulk,
    essTail,
    tau,
    walkerSpread: walkerSpread(walkersOf(all, layout, false), ensembles),
    walkerMemory: walkerMemory(halves, ensembles),
    tailShape: heavierTail(at, sorted.length, Math.min(essBulk, essTail, MOST_TAIL_DRAWS)),
    ...errors,
  };
}

function errorOfMean(spread: number, essMean: number): Pick<ColumnSummary, 'essMean' | 'mcseMean'> {
  return { essMean, mcseMean: Math.sqrt(spread / essMean) };
}

/** The largest value below the largest. */
function lessThan(largest: number, sorted: Float64Array): number {
  let last = sorted.length - 1;
  while (sorted[last] === largest) last--;
  return sorted[last];
}

/** Of (x - center)^2; NaN where these are all equal, as for draws at two values alone. */
function essOfSquares(halves: SeriesList, center: number): number {
  const squares = new Float64Array(halves.at(0)!.length);
  let low = Infinity;
  let high = -Infinity;
  const list: SeriesList = {
    length: halves.length,
    at(c) {
      const x = halves.at(c)!;
      for (let i = 0; i < x.length; i++) squares[i] = (x[i] - center) * (x[i] - center);
      return squares;
    },
  };
  for (let c = 0; c < list.length; c++) {
    list.at(c);
    for (let i = 0; i < squares.length; i++) {
      if (squares[i] < low) low = squares[i];
      if (squares[i] > high) high = squares[i];
    }
  }
  return isConstantRange(low, high) ? NaN : essOf(list);
}

/** Whether a column can be judged. */
export function kindOf(x: Float64Array): ColumnSummary['kind'] {
  if (x.length === 0) return 'empty';
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < x.length; i++) {
    const value = x[i];
    if (!Number.isFinite(value)) return 'not finite';
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return isConstantRange(low, high) ? 'constant' : 'varies';
}

function constantAt(x: number): Partial<ColumnSummary> {
  return { mean: x, sd: 0, median: x, ci68: [x, x], ci95: [x, x] };
}

const NO_ERRORS = { rhatNested: NaN, essMean: NaN, mcseMean: NaN, mcseSd: NaN, mcseMedian: NaN };

const UNDEFINED: ColumnSummary = {
  kind: 'empty',
  mean: NaN,
  sd: NaN,
  median: NaN,
  ci68: [NaN, NaN],
  ci95: [NaN, NaN],
  rhat: NaN,
  essBulk: NaN,
  essTail: NaN,
  tau: NaN,
  walkerSpread: NaN,
  walkerMemory: NaN,
  tailShape: NaN,
  ...NO_ERRORS,
};
