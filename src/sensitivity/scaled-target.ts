/** A density of which a part is raised to a power: what a power-scaled posterior is drawn from. */
import type { ResolvedConfig } from '../config/resolved.js';
import { compilePosterior } from '../inference/posterior.js';
import { createEvaluations } from '../target.js';
import type { Evaluations, Target } from '../target.js';
import { componentOf, selectData } from './left-out.js';

/** What is scaled: the prior, the whole likelihood, or the likelihood of one data set. */
export type ScaledComponent = 'prior' | 'likelihood' | { readonly dataset: string };

export interface Scaling {
  readonly component: ScaledComponent;
  /** The power. */
  readonly alpha: number;
}

/**
 * The target with its prior or likelihood, or the likelihood of `part`, to the power alpha. Not normalised: log_prior and
 * log_likelihood of its chain are the scaled ones.
 * @param part the density with the measurements that are scaled alone, in the same coordinates; null for prior and whole likelihood
 */
export function scaleTarget(
  target: Target,
  part: Target | null,
  component: ScaledComponent,
  alpha: number,
): Target {
  let own: Evaluations = createEvaluations(0, 0);
  return {
    ...target,
    evaluate(theta, count, out) {
      target.evaluate(theta, count, out);
      if (part !== null) {
        if (own.logPrior.length < count) own = createEvaluations(count, part.terms.length);
        part.evaluate(theta, count, own);
      }
      for (let row = 0; row < count; row++) {
        if (out.logPosterior[row] === -Infinity) continue;
        if (component === 'prior') out.logPrior[row] *= alpha;
        else if (component === 'likelihood') out.logLikelihood[row] *= alpha;
        else out.logLikelihood[row] += (alpha - 1) * own.logLikelihood[row];
        out.logPosterior[row] = out.logPrior[row] + out.logLikelihood[row];
      }
    },
  };
}

/** The power-scaled posterior of a configuration. */
export function scaledPosterior(config: ResolvedConfig, { component, alpha }: Scaling): Target {
  const target = compilePosterior(config);
  if (typeof component === 'string') return scaleTarget(target, null, component, alpha);
  const alone = selectData(config, (dataset) => componentOf(dataset) === component.dataset);
  // All parameters stay sampled, so that the coordinates are the same.
  const part = compilePosterior({ ...alone, parameters: config.parameters });
  return scaleTarget(target, part, component, alpha);
}

/** For worker threads. */
export function createTarget(options: unknown): Target {
  const { config, scaling } = options as { readonly config: ResolvedConfig; readonly scaling: Scaling };
  return scaledPosterior(config, scaling);
}
