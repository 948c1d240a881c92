/**
 * Several chains as models of the same data: by evidence, by leave-one-out cross-validation, and what the priors did. Chains of
 * other data are other questions: between them there is no Bayes factor, only how the posteriors moved.
 */
import type { Chain } from '../chain/reader.js';
import { isSampled } from '../config/resolved.js';
import type { TemperingOutcome } from '../draw/tempering-outcome.js';
import { recordOf } from '../inference/run-record.js';
import type { RunRecord } from '../inference/run-record.js';
import { createPrior } from '../prior/registry.js';
import { coordinateId } from '../config/resolved.js';
import { chainLoo } from './chain-loo.js';
import type { ChainLoo, LooWithPoints } from './chain-loo.js';
import { diffChains } from './chain-diff.js';
import type { ChainDiff } from './chain-diff.js';
import { pointwiseLogLikelihood } from './pointwise.js';
import { priorInfluence } from './prior-influence.js';
import type { PriorInfluence } from './prior-influence.js';
import { rankByEvidence, rankByLoo } from './ranking.js';
import type { EvidenceRank, LooRank } from './ranking.js';
import { dataDifferences } from './same-data.js';
import type { DataDifference } from './same-data.js';

/** One chain. Field names are those of the JSON interface. */
export interface ComparedChain {
  readonly path: string;
  readonly config: string;
  readonly model: string;
  readonly components: readonly string[];
  readonly sampled: number;
  /** Null where the chain was drawn at one temperature. */
  readonly evidence: TemperingOutcome['evidence'] | null;
  /** Largest rejected share of swaps between neighbouring temperatures; null as above. */
  readonly largest_swap_rejection: number | null;
  /** Null where the chain was drawn from the prior alone. */
  readonly loo: ChainLoo | null;
  readonly priors: readonly ChainPrior[];
}

export interface ChainPrior extends PriorInfluence {
  /** Name of the coordinate. */
  readonly id: string;
  /** Sampled with the same prior by every chain of the same data: then its width cancels where the slopes agree. */
  readonly shared: boolean;
}

/** Chains of the same data; numbers are positions in `chains`. */
export interface ComparableGroup {
  readonly chains: readonly number[];
  /** The best first; chains without evidence are left out. */
  readonly by_evidence: readonly EvidenceRank[];
  readonly by_loo: readonly LooRank[];
}

/** Two chains whose data differ. */
export interface IncomparablePair {
  readonly first: number;
  readonly second: number;
  readonly data_differences: readonly DataDifference[];
  readonly shifts: Pick<
    ChainDiff,
    'parameters' | 'only_first' | 'only_second' | 'largest_shift_mcse' | 'largest_shift_sd'
  >;
}

export interface Comparison {
  readonly chains: readonly ComparedChain[];
  /** Chains with the same data, in groups: only within one are models ranked. */
  readonly groups: readonly ComparableGroup[];
  /** The first chain of the first group with the first of each other group. */
  readonly incomparable: readonly IncomparablePair[];
}

/** @throws InputError for a chain that was not drawn from a configuration, or whose likelihood this version does not reproduce */
export function compareChains(chains: readonly Chain[]): Comparison {
  const records = chains.map((chain) => recordOf(chain.metadata.document, chain.path));
  const loos = chains.map((chain, i) =>
    records[i].config.prior_only ? null : chainLoo(pointwiseLogLikelihood(chain, records[i])),
  );
  const members = groupByData(records);
  const compared = chains.map((chain, i) => {
    const group = members.find((indices) => indices.includes(i))!;
    return describe(
      chain,
      records[i],
      loos[i],
      group.map((k) => records[k]),
    );
  });
  const [reference] = members[0];
  return {
    chains: compared,
    groups: members.map((indices) => ({
      chains: indices,
      by_evidence: rankByEvidence(indices.map((i) => ({ chain: i, evidence: compared[i].evidence }))),
      by_loo: rankByLoo(indices.map((i) => ({ chain: i, loo: loos[i] }))),
    })),
    incomparable: members.slice(1).map(([other]) => {
      const { parameters, only_first, only_second, largest_shift_mcse, largest_shift_sd } = diffChains(
        chains[reference],
        chains[other],
      );
      return {
        first: reference,
        second: other,
        data_differences: dataDifferences(records[reference], records[other]),
        shifts: { parameters, only_first, only_second, largest_shift_mcse, largest_shift_sd },
      };
    }),
  };
}

/** A prior alone has no data. */
function groupByData(records: readonly RunRecord[]): number[][] {
  const groups: number[][] = [];
  records.forEach((record, i) => {
    const group = groups.find(([first]) => {
      const other = records[first];
      return (
        other.config.prior_only === record.config.prior_only && dataDifferences(other, record).length === 0
      );
    });
    if (group === undefined) groups.push([i]);
    else group.push(i);
  });
  return groups;
}

function describe(
  chain: Chain,
  { config }: RunRecord,
  loo: LooWithPoints | null,
  group: readonly RunRecord[],
): ComparedChain {
  const tempering = chain.metadata.document['tempering'] as TemperingOutcome | undefined;
  const accepted = tempering?.ensembles.flatMap((ensemble) => ensemble.swap_acceptance);
  const priors = Object.entries(config.parameters).flatMap(([id, setting]): ChainPrior[] => {
    if (!isSampled(setting)) return [];
    const name = coordinateId(id, setting);
    const same = (other: RunRecord): boolean => {
      const theirs = other.config.parameters[id];
      return (
        theirs !== undefined &&
        isSampled(theirs) &&
        theirs.log10 === setting.log10 &&
        JSON.stringify(theirs.prior) === JSON.stringify(setting.prior)
      );
    };
    const influence = priorInfluence(createPrior(setting.prior), chain.column(name));
    return [{ id: name, shared: group.every(same), ...influence }];
  });
  return {
    path: chain.path,
    config: config.name,
    model: config.model,
    components: config.components,
    sampled: priors.length,
    evidence: tempering?.evidence ?? null,
    largest_swap_rejection: accepted === undefined ? null : 1 - Math.min(...accepted),
    loo: loo?.summary ?? null,
    priors,
  };
}
