/** The groups of an ArviZ document that the chain file does not hold: recomputed from its stored configuration. */
import type { ResolvedConfig } from '../config/resolved.js';
import { compilePosterior } from '../inference/posterior.js';
import { compileChainModel } from './chain-model.js';
import type { ChainSource } from './chain-source.js';
import { columnsOf, sourceRows } from './chain-source.js';
import { createColumnSpool } from './column-spool.js';
import type { ColumnSpool } from './column-spool.js';
import type { ChainsAs } from './export-job.js';
import { groupAttributes } from './inference-tree.js';
import type { LabelledGroup } from './labelled-tree.js';
import { logLikelihoodGroup } from './log-likelihood-group.js';
import { errorsGroup, observedGroup } from './observed-group.js';
import { observedSets } from './observed-sets.js';
import { predictiveGroup } from './predictive-group.js';
import { priorGroup } from './prior-group.js';
import { createPrior } from '../prior/registry.js';
import type { PriorSpec } from '../prior/registry.js';
import type { Progress } from './progress.js';

export interface RecomputedOptions {
  readonly chainsAs: ChainsAs;
  readonly createdAt: string;
  /** Log likelihood of every measurement instead of every data set. */
  readonly pointwise: boolean;
  readonly progress: Progress;
}

export interface RecomputedGroups {
  readonly groups: readonly LabelledGroup[];
  /** Releases the temporary file that some groups read from; after the export. */
  close(): void;
}

/**
 * log_likelihood, posterior_predictive, observed_data, constant_data and prior.
 * @throws InputError when data or code are not those the chain was drawn with
 */
export function recomputedGroups(
  source: ChainSource,
  config: ResolvedConfig,
  { chainsAs, createdAt, pointwise, progress }: RecomputedOptions,
): RecomputedGroups {
  const attributes = groupAttributes(source, createdAt);
  const model = compileChainModel(config);
  const { observations } = model;
  const sets = observedSets(observations);
  const seed = String(config.sampler.seed);
  const target = compilePosterior(config);
  const spool: ColumnSpool = createColumnSpool(sourceRows(source));
  try {
    const coordinates = columnsOf(source, 'coordinate');
    const prior = priorGroup({
      coordinates,
      priors: coordinates.map((column) => createPrior(column.prior as PriorSpec)),
      derived: target.derived,
      derive: (theta, at, out, outAt) => target.derive(theta, at, out, outAt),
      seed,
      attributes,
    });
    const measured = [
      observedGroup(sets, observations, attributes),
      errorsGroup(sets, observations, attributes),
    ];
    // Draws from the prior alone have no likelihood, and measurements replicated from them are no posterior's.
    const groups = config.prior_only
      ? [...measured, prior]
      : [
          logLikelihoodGroup({ source, model, sets, chainsAs, pointwise, spool, progress, attributes }),
          predictiveGroup(source, model, sets, chainsAs, seed, attributes),
          ...measured,
          prior,
        ];
    return { groups, close: () => spool.close() };
  } catch (error) {
    spool.close();
    throw error;
  }
}
