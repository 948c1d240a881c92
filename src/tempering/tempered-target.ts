import { InputError } from '../errors.js';
import { createEvaluations } from '../target.js';
import type { Evaluations, Target } from '../target.js';

/**
 * ln of prior times likelihood^beta. At beta = 0 the prior alone, also where the likelihood vanishes; NaN where either is NaN,
 * so that a broken density is told at every temperature.
 */
export function temperedLogPosterior(logPrior: number, logLikelihood: number, beta: number): number {
  if (logPrior === -Infinity || Number.isNaN(logLikelihood)) return logPrior + logLikelihood;
  return beta === 0 ? logPrior : logPrior + beta * logLikelihood;
}

/**
 * The same target at another temperature: prior times likelihood^beta, with the prior and the likelihood of each point as before.
 * @param betas the ladder; read at every call, so the target follows when it adapts   @param rung which of them
 */
export function temperedTarget(target: Target, betas: Float64Array, rung: number): Target {
  return {
    ...target,
    evaluate(theta, count, out) {
      target.evaluate(theta, count, out);
      retemper(out, count, betas[rung]);
    },
  };
}

/** Computes the log posteriors of the first `count` rows again, for another beta. */
export function retemper(
  { logPosterior, logPrior, logLikelihood }: Evaluations,
  count: number,
  beta: number,
): void {
  for (let i = 0; i < count; i++) {
    // Where the prior vanishes the likelihood was not called.
    logPosterior[i] =
      logPrior[i] === -Infinity ? -Infinity : temperedLogPosterior(logPrior[i], logLikelihood[i], beta);
  }
}

/**
 * Only the likelihood is tempered, so a density must tell it from the prior.
 * @throws InputError for one that does not (a prior alone, a user's density without these terms)
 */
export function checkTemperable(target: Target): void {
  const theta = Float64Array.from(target.coordinates, (coordinate) => coordinate.start(0.5));
  const out = createEvaluations(1, target.terms.length);
  target.evaluate(theta, 1, out);
  const told = out.logPrior[0] === -Infinity || !Number.isNaN(out.logPrior[0] + out.logLikelihood[0]);
  if (told) return;
  throw new InputError({
    where: 'temperatures',
    expected: 'a density that tells its prior and its likelihood apart',
    got: `log prior ${out.logPrior[0]}, log likelihood ${out.logLikelihood[0]} at the median start`,
    hint: 'Sample it at one temperature; the evidence of a prior alone is 1.',
  });
}
