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
    const of = ([below, above]: readonly (Float64Array | null)[]): number | null =>
      below === null || above === null
        ? null
        : powerSensitivity([jensenShannonDistance(sorted, below), jensenShannonDistance(sorted, above)]);
    return {
      prior: of(prior),
      likelihood: of(likelihood),
      datasets: datasets.map(({ dataset, pair }) => ({ dataset, sensitivity: of(pair) })),
      priors: priors.map(({ coordinate, pair }) => ({ coordinate, sensitivity: of(pair) })),
    };
  };
}
