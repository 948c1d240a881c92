/** Leave-one-out cross-validation of a chain, measurement by measurement. */
import { leaveOneOut, looTotal } from '../diagnostics/leave-one-out.js';
import type { LeftOut, LooTotal } from '../diagnostics/leave-one-out.js';
import { goodShape } from '../diagnostics/pareto-smoothing.js';
import { relativeEfficiency } from '../diagnostics/relative-efficiency.js';
import type { ObservedSet } from '../predictive/observed-sets.js';
import type { Pointwise } from './pointwise.js';

/** Field names are those of the JSON interface. */
export interface ChainLoo extends LooTotal {
  /** Draws used. */
  readonly draws: number;
  readonly measurements: number;
  /** Largest k that can be trusted with so many draws. */
  readonly good_k: number;
  readonly largest_k: number;
  /** Measurements with a larger k: their terms, and so the sum, are not to be trusted. */
  readonly bad: number;
  readonly datasets: readonly DatasetLoo[];
}

/** The measurements of one data set and observable. */
export interface DatasetLoo extends Pick<ObservedSet, 'dataset' | 'observable'> {
  readonly n: number;
  /** Mean over the posterior, errors and scatter included: about n where the model describes the data. */
  readonly mean_chi2: number;
  readonly elpd: number;
  readonly bad: number;
}

export interface LooWithPoints {
  readonly summary: ChainLoo;
  /** In an order that two chains of the same data share. */
  readonly points: readonly LeftOut[];
}

/** The tail of each measurement's weights is as long as the effective number of its draws allows, walkers as chains. */
export function chainLoo(pointwise: Pointwise): LooWithPoints {
  const { draws, series, sets, keys, logLikelihood, meanChi2 } = pointwise;
  const points = logLikelihood.map((column) => leaveOneOut(column, relativeEfficiency(column, series)));
  const good = goodShape(draws);
  const isBad = ({ k }: LeftOut): boolean => !(k <= good);
  let from = 0;
  const datasets = sets.map(({ dataset, observable, points: own }, s): DatasetLoo => {
    const mine = points.slice(from, (from += own.length));
    return {
      dataset,
      observable,
      n: own.length,
      mean_chi2: meanChi2[s],
      elpd: looTotal(mine).elpd,
      bad: mine.filter(isBad).length,
    };
  });
  const summary: ChainLoo = {
    ...looTotal(points),
    draws,
    measurements: points.length,
    good_k: good,
    largest_k: points.reduce((most, { k }) => Math.max(most, k), -Infinity),
    bad: points.filter(isBad).length,
    datasets,
  };
  const order = points.map((_, i) => i).sort((a, b) => (keys[a] < keys[b] ? -1 : 1));
  return { summary, points: order.map((i) => points[i]) };
}
