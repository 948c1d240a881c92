import type { Observations } from '../likelihood/observations.js';
import { quantiles } from '../math/quantile.js';
import { mean, variance } from '../math/sum.js';
import { abscissa, type MeasurementGroup } from '../predictive/measurement-groups.js';
import type { Discrepancy, PointDraws, ReplicatedPulls } from '../predictive/replicate-pulls.js';
import { tailProbability, type TailProbability } from '../predictive/tail-probability.js';

/** A discrepancy of the measured data beside that of replicated data: means over the draws. */
export interface DiscrepancyCheck extends TailProbability {
  readonly observed: number;
  readonly replicated: number;
  /** Between 2.5 and 97.5 % of the replicates. */
  readonly replicated95: readonly [number, number];
}

/** One data set, or all of one kind. Field names are those of the JSON interface. */
export interface GroupCheck extends Pick<MeasurementGroup, 'dataset' | 'observable' | 'species'> {
  readonly n: number;
  /** p is small where the measurements scatter more about the model than their noise allows, large where less. */
  readonly chi2: DiscrepancyCheck;
  /** Strongest deviation of neighbours to one side, anywhere and of any width, in standard deviations. */
  readonly window: DiscrepancyCheck;
  /** Most neighbours in a row on one side of the model. */
  readonly run: DiscrepancyCheck;
  /** Of the pulls averaged over the posterior. */
  readonly pulls: {
    readonly mean: number;
    readonly sd: number;
    readonly largest: number;
    /** Rigidity in GV or total energy in GeV of the largest. */
    readonly largest_at: number;
  };
  /** chi2 with the published errors alone; null where the noise has no scatter. */
  readonly chi2_without_scatter: number | null;
}

/** @param series walkers, whose draws follow each other */
export function checkGroups(
  observations: Observations,
  groups: readonly MeasurementGroup[],
  { discrepancies, points }: ReplicatedPulls,
  withoutScatter: ReplicatedPulls | null,
  series: number,
): GroupCheck[] {
  const compare = ({ observed, replicated }: Discrepancy): DiscrepancyCheck => ({
    observed: mean(observed),
    replicated: mean(replicated),
    replicated95: quantiles(replicated, [0.025, 0.975]) as [number, number],
    ...tailProbability(observed, replicated, series),
  });
  return groups.map(({ dataset, observable, species, points: members }, g) => {
    const { chi2, window, run } = discrepancies[g];
    const pulls = meanPulls(points[observable], members);
    const largest = pulls.reduce((at, x, i) => (Math.abs(x) > Math.abs(pulls[at]) ? i : at), 0);
    return {
      dataset,
      observable,
      species,
      n: members.length,
      chi2: compare(chi2),
      window: compare(window),
      run: compare(run),
      pulls: {
        mean: mean(pulls),
        sd: Math.sqrt(variance(pulls)),
        largest: pulls[largest],
        largest_at: abscissa(observations, observable, members[largest]),
      },
      chi2_without_scatter:
        withoutScatter === null ? null : mean(withoutScatter.discrepancies[g].chi2.observed),
    };
  });
}

/** Pulls averaged over the draws, in the order of a group. */
export function meanPulls(points: readonly PointDraws[], members: readonly number[]): Float64Array {
  return Float64Array.from(members, (i) => mean(points[i].pull));
}
