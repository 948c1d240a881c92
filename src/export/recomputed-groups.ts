/** The groups of an ArviZ document that the chain file does not hold: recomputed from its stored configuration. */
import type { ResolvedConfig } from '../config/resolved.js';
import { compilePosterior } from '../inference/posterior.js';
import { compileChainModel } from '../inference/chain-model.js';
import type { ChainSource } from './chain-source.js';
import { columnsOf } from './chain-source.js';
import type { ChainsAs } from './export-job.js';
import { groupAttributes } from './inference-tree.js';
import type { LabelledGroup } from './labelled-tree.js';
import { logLikelihoodGroup } from './log-likelihood-group.js';
import { errorsGroup, observedGroup } from './observed-group.js';
import { createNumberSpool } from './number-spool.js';
import type { NumberSpool } from './number-spool.js';
import { observedSets } from '../predictive/observed-sets.js';
import { predictiveGroup, predictiveSteps } from './predictive-group.js';
import { priorGroup } from './prior-group.js';
import { createPrior } from '../prior/registry.js';
import type { PriorSpec } from '../prior/registry.js';
import type { Progress } from './progress.js';

export interface RecomputedOptions {
  readonly chainsAs: ChainsAs;
  readonly createdAt: string;
  /** Log likelihood of every measurement instead of every data set. */
  readonly pointwise: boolean;
  /** About how many rows get replicated measurements. */
  readonly replicates: number;
  readonly progress: Progress;
}

export interface RecomputedGroups {
  readonly groups: readonly LabelledGroup[];
  /** Releases the temporary files that some groups read from; after the export. */
  close(): void;
}

/**
 * log_likelihood, posterior_predictive, observed_data, constant_data and prior.
 * @throws InputError when data or code are not those the chain was drawn with
 */
export function recomputedGroups(
  source: ChainSource,
  config: ResolvedConfig,
  { chainsAs, createdAt, pointwise, replicates, progress }: RecomputedOptions,
): RecomputedGroups {
  const attributes = groupAttributes(source, createdAt);
  const model = compileChainModel(config);
  const { observations } = model;
  const sets = observedSets(observations);
  const seed = String(config.sampler.seed);
  const target = compilePosterior(config);
  const spools: NumberSpool[] = [];
  const spool = (): NumberSpool => {
    spools.push(createNumberSpool());
    return spools[spools.length - 1];
  };
  const close = (): void => spools.forEach((open) => open.close());
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
    if (!config.prior_only) {
      const kept = predictiveSteps(source, replicates).length;
      progress.expect(source.ensembles * source.walkers * (source.steps.length + kept));
    }
    const groups = config.prior_only
      ? [...measured, prior]
      : [
          logLikelihoodGroup({
            source,
            model,
            sets,
            chainsAs,
            pointwise,
            spool: spool(),
            progress,
            attributes,
          }),
          predictiveGroup({
            source,
            model,
            sets,
            chainsAs,
            replicates,
            seed,
            spool: spool(),
            progress,
            attributes,
          }),
          ...measured,
          prior,
        ];
    return { groups, close };
  } catch (error) {
    close();
    throw error;
  }
}
