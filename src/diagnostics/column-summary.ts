/**
 * Summary of one column of a chain. The column is sorted once; R-hat, effective sizes, quantiles and errors all come from
 * that order. Each number equals the function of the same name in rhat.ts, ess.ts and mcse.ts on the same chains, but that the errors of
 * standard deviation and median know of walkers that move together (ensemble-ess.ts). Beside the column its sorted values and an index per
 * value are in memory.
 */
import type { SeriesList } from '../math/fft.js';
import { quantileOf } from '../math/quantile.js';
import { mean } from '../math/sum.js';
import { timeOfMoving, type SumsOf } from './autocorrelation-time.js';
import type { Column, Cut } from './column.js';
import { halvesOf, walkersOf } from './column-layout.js';
import { cautiousEss } from './ensemble-ess.js';
import { essFromMoments, essOf } from './ess.js';
import { foldedRhat } from './folded-rhat.js';
import { essBelow } from './indicator-ess.js';
import { quantileError, sdError } from './mcse.js';
import { joinedMoments, pooledMoments, type Moments } from './moments.js';
import { nestedRhatOf } from './nested-rhat.js';
import { heavierTail } from './pareto-tail.js';
import { rhatOfMoments } from './rhat.js';
import { isConstantRange } from './split-chains.js';
import { memoryOfMeans } from './walker-memory.js';
import { spreadFromMoments } from './walker-spread.js';

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

/**
 * @param column holds the draws, and other numbers afterwards   @param spacing steps between draws   @param detail see `Detail`
 */
export function summariseColumn(column: Column, spacing: number, detail: Detail = 'all'): ColumnSummary {
  const { all, layout, sorted } = column;
  const kind = kindOf(column);
  if (kind !== 'varies') return { ...UNDEFINED, kind, ...(kind === 'constant' ? constantAt(all[0]) : {}) };
  const { ensembles, walkers, length, half, split } = layout;
  column.sort();
  const at = (i: number): number => sorted[i];
  const quantile = (p: number): number => quantileOf(at, sorted.length, p);
  const sumsOf =
    (cut: Cut) =>
    (...[centers, scales, lags]: Parameters<SumsOf>): Float64Array =>
      column.autocovarianceSums(cut, centers, scales, lags);
  const ofWalkers = column.moments('walkers');
  const center = mean(ofWalkers.means);
  const spread = column.squaresAbout(center) / (all.length - 1);
  const median = quantile(0.5);
  const halves = 2 * ensembles * walkers;
  const inHalves = all.subarray(0, split);
  const essTo = (limit: number): number => essBelow(inHalves, halves, limit, column.below(limit));
  const largest = sorted[sorted.length - 1];
  const essTail = Math.min(
    essTo(quantile(0.05)),
    essTo(quantile(0.95) < largest ? quantile(0.95) : lessThan(largest, sorted)),
  );
  const tau = timeOfMoving(length, ofWalkers, sumsOf('walkers')) * spacing;
  const errors =
    detail === 'verdict'
      ? NO_ERRORS
      : {
          ...errorOfMean(spread, essFromMoments(half, column.moments('halves'), sumsOf('halves'))),
          rhatNested: nestedRhatOf(walkersOf(all, layout), walkers),
          mcseSd: sdError(
            all,
            center,
            cautiousEss(essOfSquares(halvesOf(all, layout), center), all, layout, (x) => (x - center) ** 2),
          ),
          mcseMedian: quantileError(
            at,
            sorted.length,
            0.5,
            cautiousEss(essTo(median), all, layout, (x) => (x <= median ? 1 : 0)),
          ),
        };

  // From here on the column is that of its normal scores. Ranks are among the draws in halves.
  column.rankNormalise();
  const ofHalves = column.moments('halves');
  const essBulk = essFromMoments(half, ofHalves, sumsOf('halves'));
  return {
    kind,
    mean: center,
    sd: Math.sqrt(spread),
    median,
    ci68: [quantile(0.16), quantile(0.84)],
    ci95: [quantile(0.025), quantile(0.975)],
    rhat: Math.max(
      rhatOfMoments(...pooledHalves(ofHalves, 2 * ensembles, half), walkers * half),
      foldedRhat(column.foldedSums(median), walkers * half),
    ),
    essBulk,
    essTail,
    tau,
    walkerSpread: spreadFromMoments(
      2 * half,
      joinedMoments(ofHalves, walkers, half),
      ensembles,
      sumsOf('joined halves'),
    ),
    walkerMemory: memoryOfMeans(ofHalves.means, ensembles),
    tailShape: heavierTail(at, sorted.length, Math.min(essBulk, essTail)),
    ...errors,
  };
}

/** Means and sums of squared deviations of `groups` of equally many series. @param n length of each series */
function pooledHalves({ means, squares }: Moments, groups: number, n: number): [number[], number[]] {
  const size = means.length / groups;
  const pooled = Array.from({ length: groups }, (_, g) =>
    pooledMoments(means.subarray(g * size, (g + 1) * size), squares.subarray(g * size, (g + 1) * size), n),
  );
  return [pooled.map(({ mean }) => mean), pooled.map((group) => group.squares)];
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
export function kindOf(column: Column): ColumnSummary['kind'] {
  if (column.all.length === 0) return 'empty';
  const [low, high] = column.range();
  if (Number.isNaN(low)) return 'not finite';
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
