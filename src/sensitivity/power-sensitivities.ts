/** How sensitive quantities are to prior, likelihood, single data sets and single priors: by reweighting to powers close to 1. */
import { coordinateId, isSampled } from '../config/resolved.js';
import { jensenShannonDistance, powerSensitivity, sensitivityPowers } from '../diagnostics/power-scaling.js';
import { reweight } from '../diagnostics/reweighting.js';
import type { SortedDraws } from '../diagnostics/weighted-quantiles.js';
import { createPrior } from '../prior/registry.js';
import { powered } from './variations.js';
import type { FullPosterior } from './variations.js';

/** Change of the posterior of one quantity per doubling of a power; null where reweighting cannot tell. Field names are those of the JSON interface. */
export interface PowerSensitivities {
  readonly prior: number | null;
  readonly likelihood: number | null;
  /** Monte-Carlo errors of these two: jackknife over groups of walkers. */
  readonly prior_error: number | null;
  readonly likelihood_error: number | null;
  readonly datasets: readonly { readonly dataset: string; readonly sensitivity: number | null }[];
  /** Of the prior of one coordinate alone; flat ones, which are the same to any power, are left out. */
  readonly priors: readonly { readonly coordinate: string; readonly sensitivity: number | null }[];
}

/** @returns what tells the sensitivities of a quantity from its sorted draws */
export function powerSensitivities(
  full: FullPosterior,
  walkers: number,
): (sorted: SortedDraws) => PowerSensitivities {
  const weights = (logRatios: (alpha: number) => Float64Array): (Float64Array | null)[] =>
    sensitivityPowers.map((alpha) => {
      const reweighted = reweight(logRatios(alpha), walkers);
      return reweighted.trusted ? reweighted.weights : null;
    });
  const prior = weights((alpha) => powered(full, { component: 'prior', alpha }).logRatios);
  const likelihood = weights((alpha) => powered(full, { component: 'likelihood', alpha }).logRatios);
  const datasets = full.parts.map(({ dataset }) => ({
    dataset,
    pair: weights((alpha) => powered(full, { component: { dataset }, alpha }).logRatios),
  }));
  const priors = Object.entries(full.config.parameters).flatMap(([id, setting]) => {
    if (!isSampled(setting) || setting.prior.dist === 'uniform') return [];
    const coordinate = coordinateId(id, setting);
    const density = createPrior(setting.prior);
    const values = full.column(coordinate).map((x) => density.logPdf(x));
    return [{ coordinate, pair: weights((alpha) => values.map((value) => (alpha - 1) * value)) }];
  });
  return (sorted) => {
    const of = (pair: readonly (Float64Array | null)[]): number | null => {
      const [below, above] = pair;
      return below === null || above === null ? null : sensitivity(sorted, [below, above]);
    };
    const errorOf = ([below, above]: readonly (Float64Array | null)[]): number | null =>
      below === null || above === null ? null : jackknifeError(sorted, [below, above], walkers);
    return {
      prior: of(prior),
      likelihood: of(likelihood),
      prior_error: errorOf(prior),
      likelihood_error: errorOf(likelihood),
      datasets: datasets.map(({ dataset, pair }) => ({ dataset, sensitivity: of(pair) })),
      priors: priors.map(({ coordinate, pair }) => ({ coordinate, sensitivity: of(pair) })),
    };
  };
}

function sensitivity(sorted: SortedDraws, [below, above]: readonly [Float64Array, Float64Array]): number {
  return powerSensitivity([jensenShannonDistance(sorted, below), jensenShannonDistance(sorted, above)]);
}

/** Groups of walkers that are left out in turn. */
const mostGroups = 8;

/** Delete-one-group jackknife: groups of whole walkers, so that autocorrelation does not matter. */
function jackknifeError(
  { values, order }: SortedDraws,
  pair: readonly [Float64Array, Float64Array],
  walkers: number,
): number {
  const groups = Math.min(mostGroups, walkers);
  const length = values.length / walkers;
  const groupOf = (i: number): number => Math.floor((Math.floor(i / length) * groups) / walkers);
  const without = Array.from({ length: groups }, (_, g) => {
    const kept = order.filter((i) => groupOf(i) !== g);
    // The draws that remain, in ascending order: their own positions are their ranks.
    const rest = { values: Float64Array.from(kept, (i) => values[i]), order: kept.map((_, rank) => rank) };
    const [below, above] = pair.map((weights) => {
      const own = Float64Array.from(kept, (i) => weights[i]);
      const total = own.reduce((sum, w) => sum + w, 0);
      return own.map((w) => w / total);
    });
    return sensitivity(rest, [below, above]);
  });
  const mean = without.reduce((sum, value) => sum + value / groups, 0);
  const squares = without.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(((groups - 1) / groups) * squares);
}
