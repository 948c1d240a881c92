/**
 * Summary of one column of a chain. The column is sorted once; R-hat, effective sizes, quantiles and errors all come from
 * that order. Each number equals the function of the same name in rhat.ts, ess.ts and mcse.ts on the same chains.
 */
import { quantileOf } from '../math/quantile.js';
import { gather, rankNormalise, type NormalScores } from '../math/rank.js';
import { sortValues } from '../math/sorted-values.js';
import { mean, variance } from '../math/sum.js';
import { integratedTime } from './autocorrelation-time.js';
import { basicEss, essOf } from './ess.js';
import { essBelow } from './indicator-ess.js';
import { quantileError, sdError } from './mcse.js';
import { nestedRhat } from './nested-rhat.js';
import { heavierTail } from './pareto-tail.js';
import { basicRhat, rhatOfRanks } from './rhat.js';
import { isConstantRange, unflatten } from './split-chains.js';
import { walkerSpread } from './walker-spread.js';

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
  readonly essTail: number;
  readonly essMean: number;
  /** Integrated autocorrelation time in steps of the sampler. */
  readonly tau: number;
  /** Variance of the walkers' means within an ensemble over what tau explains: see walker-spread.ts. */
  readonly walkerSpread: number;
  readonly mcseMean: number;
  readonly mcseSd: number;
  readonly mcseMedian: number;
  /** Pareto shape of the heavier tail: see pareto-tail.ts. */
  readonly tailShape: number;
}

/** `verdict` leaves out what no verdict depends on: nested R-hat and the errors of standard deviation and median are NaN. */
export type Detail = 'all' | 'verdict';

/**
 * @param series [E * W][N] each walker's draws, ensemble after ensemble   @param spacing steps between draws
 * @param scores normal scores of 2 E W floor(N / 2) values   @param detail see `Detail`
 */
export function summariseColumn(
  series: readonly Float64Array[],
  ensembles: number,
  spacing: number,
  scores: NormalScores,
  detail: Detail = 'all',
): ColumnSummary {
  const { all, split } = layOut(series, ensembles);
  const kind = kindOf(all);
  if (kind !== 'varies') return { ...UNDEFINED, kind, ...(kind === 'constant' ? constantAt(all[0]) : {}) };

  const { values: sorted, order } = sortValues(all);
  const at = (i: number): number => sorted[i];
  const quantile = (p: number): number => quantileOf(at, sorted.length, p);
  const center = mean(all);
  const median = quantile(0.5);

  // Ranks are among the draws in halves; an odd chain has one draw per walker more.
  const ranked = split === all.length ? order : order.filter((i) => i < split);
  const values = split === all.length ? sorted : gather(all, ranked);
  const bulk = new Float64Array(split);
  rankNormalise(values, ranked, scores, bulk);
  const fold = foldSorted(values, ranked, median);

  const walkerHalves = 2 * series.length;
  const ess = (flat: Float64Array): number => essOf(unflatten(flat, walkerHalves));
  const halves = all.subarray(0, split);
  const essAt = (p: number): number => essBelow(halves, walkerHalves, quantile(p));
  const essMean = ess(halves);
  const essBulk = ess(bulk);
  const essTail = Math.min(essAt(0.05), essAt(0.95));
  const spread = variance(all, center);
  const moving = series.filter((walker) => walker.some((x) => x !== walker[0]));
  return {
    kind,
    mean: center,
    sd: Math.sqrt(spread),
    median,
    ci68: [quantile(0.16), quantile(0.84)],
    ci95: [quantile(0.025), quantile(0.975)],
    rhat: Math.max(
      basicRhat(unflatten(bulk, 2 * ensembles)),
      rhatOfRanks(fold.values, fold.order, scores, 2 * ensembles),
    ),
    essBulk,
    essTail,
    essMean,
    tau: integratedTime(moving) * spacing,
    walkerSpread: walkerSpread(joinHalves(bulk, ensembles, series.length), ensembles),
    mcseMean: Math.sqrt(spread / essMean),
    tailShape: heavierTail(at, sorted.length, Math.min(essBulk, essTail)),
    ...(detail === 'verdict'
      ? { rhatNested: NaN, mcseSd: NaN, mcseMedian: NaN }
      : {
          rhatNested: nestedRhat(
            series,
            series.map((_, i) => Math.floor((i * ensembles) / series.length)),
          ),
          mcseSd: sdError(all, center, essOfSquares(halves, walkerHalves, center)),
          mcseMedian: quantileError(at, sorted.length, 0.5, essAt(0.5)),
        }),
  };
}

/** Of (x - center)^2; NaN where these are all equal, as for draws at two values alone. */
function essOfSquares(flat: Float64Array, chains: number, center: number): number {
  const squares = new Float64Array(flat.length);
  for (let i = 0; i < flat.length; i++) squares[i] = (flat[i] - center) * (flat[i] - center);
  return basicEss(unflatten(squares, chains));
}

/**
 * The column in one array: per ensemble the first halves of its walkers, then the second halves, so that both a walker's
 * half and an ensemble's half are contiguous; the middle draws of an odd chain at the end.
 */
function layOut(
  series: readonly Float64Array[],
  ensembles: number,
): { readonly all: Float64Array; readonly split: number } {
  const n = series.length === 0 ? 0 : series[0].length;
  const half = Math.floor(n / 2);
  const walkers = series.length / ensembles;
  const all = new Float64Array(series.length * n);
  const split = 2 * series.length * half;
  series.forEach((walker, i) => {
    const e = Math.floor(i / walkers);
    const first = (2 * e * walkers + (i - e * walkers)) * half;
    all.set(walker.subarray(0, half), first);
    all.set(walker.subarray(n - half), first + walkers * half);
    if (n % 2 === 1) all[split + i] = walker[half];
  });
  return { all, split };
}

/** The walkers' series again, from two halves each. */
function joinHalves(flat: Float64Array, ensembles: number, series: number): Float64Array[] {
  const walkers = series / ensembles;
  const halves = unflatten(flat, 2 * series);
  return Array.from({ length: series }, (_, i) => {
    const first = i + Math.floor(i / walkers) * walkers;
    const joined = new Float64Array(2 * halves[first].length);
    joined.set(halves[first]);
    joined.set(halves[first + walkers], halves[first].length);
    return joined;
  });
}

/** |x - center| in ascending order, by merging the sorted values outwards from the center. */
function foldSorted(
  sorted: Float64Array,
  order: Uint32Array,
  center: number,
): { readonly values: Float64Array; readonly order: Uint32Array } {
  const n = sorted.length;
  const values = new Float64Array(n);
  const folded = new Uint32Array(n);
  let right = 0;
  while (right < n && sorted[right] < center) right++;
  let left = right - 1;
  for (let k = 0; k < n; k++) {
    const below = left >= 0 ? center - sorted[left] : Infinity;
    const above = right < n ? sorted[right] - center : Infinity;
    values[k] = Math.min(below, above);
    folded[k] = order[below <= above ? left-- : right++];
  }
  return { values, order: folded };
}

function kindOf(x: Float64Array): ColumnSummary['kind'] {
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

const UNDEFINED: ColumnSummary = {
  kind: 'empty',
  mean: NaN,
  sd: NaN,
  median: NaN,
  ci68: [NaN, NaN],
  ci95: [NaN, NaN],
  rhat: NaN,
  rhatNested: NaN,
  essBulk: NaN,
  essTail: NaN,
  essMean: NaN,
  tau: NaN,
  walkerSpread: NaN,
  mcseMean: NaN,
  mcseSd: NaN,
  mcseMedian: NaN,
  tailShape: NaN,
};
