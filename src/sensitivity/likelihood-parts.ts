/** The log likelihood of a chain, data set by data set. */
import type { Chain } from '../chain/reader.js';
import { pointwiseLogLikelihood } from '../comparison/pointwise.js';
import type { RunRecord } from '../inference/run-record.js';
import { observationsOf } from '../inference/posterior.js';

/** The measurements of one data set: a spectrum, or amplitudes and phases of one group. */
export interface LikelihoodPart {
  /** As chi2 tables call it. */
  readonly dataset: string;
  /** Several data sets can be of one experiment. */
  readonly experiment: string;
  readonly points: number;
  /** [draws] walker after walker. */
  readonly logLikelihood: Float64Array;
}

export interface LikelihoodParts {
  readonly parts: readonly LikelihoodPart[];
  /** Every stride-th kept step of the chain is used. */
  readonly stride: number;
  readonly walkers: number;
}

/** @param mostDraws draws used; enough for a comparison by default   @throws InputError when data or code are not those the chain was drawn with */
export function likelihoodParts(
  chain: Chain,
  record: Pick<RunRecord, 'config'>,
  mostDraws?: number,
): LikelihoodParts {
  const { sets, draws, series, stride, logLikelihood } = pointwiseLogLikelihood(chain, record, mostDraws);
  const { spectrum } = observationsOf(record.config);
  const parts = new Map<string, LikelihoodPart>();
  let from = 0;
  for (const { dataset, observable, points } of sets) {
    const experiment = observable === 'spectrum' ? spectrum.experiment[points[0]] : dataset;
    const before = parts.get(dataset);
    const sum = before?.logLikelihood ?? new Float64Array(draws);
    for (const column of logLikelihood.slice(from, (from += points.length)))
      for (let i = 0; i < draws; i++) sum[i] += column[i];
    parts.set(dataset, {
      dataset,
      experiment,
      points: (before?.points ?? 0) + points.length,
      logLikelihood: sum,
    });
  }
  return { parts: [...parts.values()], stride, walkers: series };
}
