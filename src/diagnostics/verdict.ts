/** Whether a chain may be believed, and if not, why and what to do. */
import type { ChainSummary, QuantitySummary } from './summary.js';
import { expectedSpread, spreadAllowance } from './walker-spread.js';

/** What a chain must reach to count as converged. */
export interface ConvergenceRules {
  /** Smallest bulk and tail effective sample size of every quantity. */
  readonly minEss: number;
  /** Largest R-hat between ensembles of every quantity. */
  readonly maxRhat: number;
  /**
   * Smallest length of each walker's series in its estimated autocorrelation times: with less, tau itself is not known. The
   * estimate of short series is too small, so that their length is told about 10 tau too large.
   */
  readonly minLengthInTau: number;
  /** Largest spread of the walkers' means, in variances that tau, its bias and chance explain (walker-spread.ts). */
  readonly maxWalkerSpread: number;
}

/**
 * ESS 400 and R-hat 1.01: Vehtari et al. (2021), Bayesian Analysis 16, 667, secs. 4 and 5. 15 tau: emcee asks for 50
 * (Foreman-Mackey et al. 2013, arXiv:1202.3665), so that the tau of one ensemble of a few dozen walkers is known; here it is the
 * mean over several ensembles, and effective sizes come from the variance between walkers too, which knows of a tau that is told
 * too small. Walker spread: healthy chains stay below 1.5, modes that no walker leaves reach hundreds.
 */
export const defaultRules: ConvergenceRules = {
  minEss: 400,
  maxRhat: 1.01,
  minLengthInTau: 15,
  maxWalkerSpread: 2,
};

/** One reason not to believe a chain. */
export interface ConvergenceProblem {
  readonly code:
    | 'no_draws'
    | 'not_finite'
    | 'one_ensemble'
    | 'rhat'
    | 'walkers_disagree'
    | 'stuck_walkers'
    | 'too_short'
    | 'ess_bulk'
    | 'ess_tail';
  readonly message: string;
  /** What to do about it: a whole sentence. */
  readonly remedy: string;
  /** Quantities concerned, worst first. */
  readonly parameters: readonly string[];
}

export interface Verdict {
  /** No problems at all. */
  readonly converged: boolean;
  readonly problems: readonly ConvergenceProblem[];
  /**
   * Steps per ensemble after warm-up at which length and effective sizes would suffice, were the chain to go on as it is;
   * at least those there are, NaN when it cannot be told.
   */
  readonly stepsNeeded: number;
}

/** Judges a summary. Constant quantities have nothing to converge and are passed over. */
export function assess(summary: ChainSummary, rules: Partial<ConvergenceRules> = {}): Verdict {
  const limits = { ...defaultRules, ...rules };
  const steps = summary.length * summary.spacing;
  const varying = summary.quantities.filter(({ kind }) => kind === 'varies');
  if (summary.length < 4 || (varying.length === 0 && summary.stuck.length === 0)) {
    const problem = noDraws(summary);
    return { converged: false, problems: [problem], stepsNeeded: NaN };
  }
  // Anticorrelated series have tau <= 0: long enough, whatever the rule.
  const lengthInTau = ({ tau }: QuantitySummary): number => steps / Math.max(tau, 0);
  const stepsNeeded = neededSteps(varying, steps, limits);
  // The spread of a single walker, or of walkers none of which moves, is not defined and no reason to complain of modes.
  const excess = (quantity: QuantitySummary): number => {
    const expected =
      expectedSpread(lengthInTau(quantity)) * spreadAllowance(summary.ensembles, summary.walkers);
    return Number.isNaN(quantity.walkerSpread) ? 0 : quantity.walkerSpread / expected;
  };
  const more = `Draw about ${roundUp(stepsNeeded)} steps in all (--resume --steps ${roundUp(stepsNeeded)}).`;
  const problems = [
    notFinite(summary),
    summary.ensembles < 2 ? oneEnsemble() : null,
    stuckWalkers(summary),
    above(varying, excess, limits.maxWalkerSpread, (worst) => ({
      code: 'walkers_disagree',
      message: `walkers of one ensemble keep to different regions of ${worst.id}: their means scatter ${excess(worst).toPrecision(2)} times more than their autocorrelation explains (limit ${limits.maxWalkerSpread}).`,
      remedy:
        'Look at `licmc plot trace`: with separate modes, use moves that jump between them (de_hop) or more walkers, else draw more steps; the weights of modes that no walker leaves mean nothing.',
    })),
    above(
      varying,
      ({ rhat }) => rhat,
      limits.maxRhat,
      (worst) => ({
        code: 'rhat',
        message: `ensembles disagree on ${worst.id}: R-hat ${worst.rhat.toFixed(3)} (limit ${limits.maxRhat}).`,
        remedy: 'Draw more steps, or give the ensembles a longer --warmup to forget where they started.',
      }),
    ),
    below(varying, lengthInTau, limits.minLengthInTau, (worst) => ({
      code: 'too_short',
      message: Number.isNaN(worst.tau)
        ? `no walker moves in ${worst.id}: it has no autocorrelation time.`
        : `${steps} steps are ${lengthInTau(worst).toFixed(1)} autocorrelation times of ${worst.id} (tau ${worst.tau.toFixed(0)} steps; at least ${limits.minLengthInTau}).`,
      remedy: more,
    })),
    ...(['bulk', 'tail'] as const).map((part) => {
      const ess = (quantity: QuantitySummary): number =>
        part === 'bulk' ? quantity.essBulk : quantity.essTail;
      return below(varying, ess, limits.minEss, (worst) => ({
        code: `ess_${part}` as const,
        message: `${worst.id} has only ${ess(worst).toFixed(0)} effective draws in the ${part} (at least ${limits.minEss}).`,
        remedy: more,
      }));
    }),
  ].filter((problem) => problem !== null);
  return { converged: problems.length === 0, problems, stepsNeeded };
}

type Wording = Pick<ConvergenceProblem, 'code' | 'message' | 'remedy'>;

/** The problem of all quantities whose number exceeds a limit or is not defined, worded for the worst. */
function above(
  quantities: readonly QuantitySummary[],
  value: (quantity: QuantitySummary) => number,
  limit: number,
  word: (worst: QuantitySummary) => Wording,
): ConvergenceProblem | null {
  return below(quantities, (quantity) => -value(quantity), -limit, word);
}

function below(
  quantities: readonly QuantitySummary[],
  value: (quantity: QuantitySummary) => number,
  limit: number,
  word: (worst: QuantitySummary) => Wording,
): ConvergenceProblem | null {
  const failing = quantities.filter((quantity) => !(value(quantity) >= limit));
  if (failing.length === 0) return null;
  // NaN is worst of all.
  const key = (quantity: QuantitySummary): number =>
    Number.isNaN(value(quantity)) ? -Infinity : value(quantity);
  failing.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  return { ...word(failing[0]), parameters: failing.map(({ id }) => id) };
}

function noDraws({ length, spacing }: ChainSummary): ConvergenceProblem {
  return {
    code: 'no_draws',
    message: `there are ${length} kept steps of quantities that vary (${spacing} steps apart): nothing can be judged.`,
    remedy: 'Draw more steps, or thin less.',
    parameters: [],
  };
}

function notFinite({ quantities }: ChainSummary): ConvergenceProblem | null {
  const parameters = quantities.filter(({ kind }) => kind === 'not finite').map(({ id }) => id);
  if (parameters.length === 0) return null;
  return {
    code: 'not_finite',
    message: `some draws of ${parameters.join(', ')} are not finite numbers.`,
    remedy: 'Find where the model yields them: narrow the priors to where it is defined, or repair it.',
    parameters,
  };
}

function oneEnsemble(): ConvergenceProblem {
  return {
    code: 'one_ensemble',
    message: 'one ensemble alone cannot show that it has found all of the posterior.',
    remedy: 'Run at least two, better four (--ensembles 4).',
    parameters: [],
  };
}

function stuckWalkers({ stuck }: ChainSummary): ConvergenceProblem | null {
  if (stuck.length === 0) return null;
  const shown = stuck
    .slice(0, 5)
    .map(({ ensemble, walker, reason }) => `${walker} of ensemble ${ensemble} (${reason})`);
  const rest = stuck.length > shown.length ? ` and ${stuck.length - shown.length} more` : '';
  return {
    code: 'stuck_walkers',
    message: `${stuck.length === 1 ? 'a walker is' : 'walkers are'} stuck: ${shown.join(', ')}${rest}. Frozen ones hardly move, far ones stay where the posterior is much lower.`,
    remedy: 'Draw it again with a longer --warmup or from narrower `start` values; more walkers help too.',
    parameters: [],
  };
}

function neededSteps(
  quantities: readonly QuantitySummary[],
  steps: number,
  { minEss, minLengthInTau }: ConvergenceRules,
): number {
  return quantities.reduce(
    (most, { essBulk, essTail, tau }) =>
      Math.max(most, (steps * minEss) / Math.min(essBulk, essTail), minLengthInTau * tau),
    steps,
  );
}

/** Up to two digits: an estimate. */
function roundUp(x: number): string {
  if (!Number.isFinite(x)) return 'several times as many';
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(x)) - 1);
  return String(Math.ceil(x / unit) * unit);
}
