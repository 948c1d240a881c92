/** The reasons not to believe a chain: each looks at a summary and returns its problem, or null. */
import { drawsForSd } from './pareto-tail.js';
import { seriesLength, stepsOf } from './series-length.js';
import { LOG_POSTERIOR, type ChainSummary, type QuantitySummary } from './summary.js';
import type { ConvergenceRules } from './verdict.js';
import { expectedSpread, spreadAllowance } from './walker-spread.js';

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
    | 'ess_tail'
    | 'heavy_tail';
  readonly message: string;
  /** What to do about it: a whole sentence. */
  readonly remedy: string;
  /** Quantities concerned, worst first. */
  readonly parameters: readonly string[];
}

/** Length in tau from which tau is known well. */
const LONG = 50;

type Wording = Pick<ConvergenceProblem, 'code' | 'message' | 'remedy'>;

/**
 * The problem of all quantities that vary and whose number is below a limit or not defined, worded for the worst. The log posterior is
 * named only where it is alone: it knows what the quantities do not, and they tell a person more.
 */
function below(
  { quantities }: ChainSummary,
  value: (quantity: QuantitySummary) => number,
  limit: number,
  word: (worst: QuantitySummary) => Wording,
): ConvergenceProblem | null {
  const failing = quantities.filter((quantity) => quantity.kind === 'varies' && !(value(quantity) >= limit));
  if (failing.length === 0) return null;
  // NaN is worst of all.
  const key = (quantity: QuantitySummary): number =>
    Number.isNaN(value(quantity)) ? -Infinity : value(quantity);
  failing.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  const quantitiesFailing = withoutLogPosterior(failing);
  const told = quantitiesFailing.length > 0 ? quantitiesFailing : failing;
  return { ...word(told[0]), parameters: told.map(({ id }) => id) };
}

export function withoutLogPosterior<T extends { readonly id: string }>(quantities: readonly T[]): T[] {
  return quantities.filter(({ id }) => id !== LOG_POSTERIOR);
}

/** Nothing to judge: too few draws, or no quantity that varies or should. */
export function noDraws({ length, spacing, quantities, stuck }: ChainSummary): ConvergenceProblem | null {
  const idle = quantities.every(({ kind }) => kind === 'constant' || kind === 'empty');
  if (length >= 4 && (!idle || stuck.length > 0)) return null;
  return {
    code: 'no_draws',
    message: `there are ${length} kept steps of quantities that vary (${spacing} steps apart): nothing can be judged.`,
    remedy: 'Draw more steps, or thin less.',
    parameters: [],
  };
}

export function notFinite({ quantities }: ChainSummary): ConvergenceProblem | null {
  const parameters = quantities.filter(({ kind }) => kind === 'not finite').map(({ id }) => id);
  if (parameters.length === 0) return null;
  return {
    code: 'not_finite',
    message: `some draws of ${parameters.join(', ')} are not finite numbers.`,
    remedy: 'Find where the model yields them: narrow the priors to where it is defined, or repair it.',
    parameters,
  };
}

export function oneEnsemble({ ensembles }: ChainSummary): ConvergenceProblem | null {
  if (ensembles > 1) return null;
  return {
    code: 'one_ensemble',
    message: 'one ensemble alone cannot show that it has found all of the posterior.',
    remedy: 'Run at least two, better four (--ensembles 4).',
    parameters: [],
  };
}

/** Part of the steps beyond which a frozen walker is not merely resting. */
const NEVER_LEFT = 0.5;
/** Part of all draws that resting walkers may repeat. */
const REPEATED = 0.01;
/** Half as much again as where rests stop adding up (density-rise.ts): a run tells it to some tens of per cent. */
const STEEPEST = 1.5;

/**
 * Walkers that rested and left, such as in a corner where the density diverges, belong to the sampling while the draws that they repeat are
 * few: effective sizes count their rests. While every rest counted, 196 runs of the 48 targets of docs/zoo.md were flagged for these alone, and
 * one of them was wrong (problems of the rows of 0.6.0: scripts/zoo/held-out.jsonl, and results.jsonl at 367291f).
 */
function takePart(stuck: ChainSummary['stuck'], walkers: number): boolean {
  const repeated = stuck.reduce((sum, { rest }) => sum + rest, 0) / walkers;
  return stuck.every(({ reason, rest }) => reason === 'frozen' && rest <= NEVER_LEFT) && repeated <= REPEATED;
}

export function stuckWalkers({
  stuck,
  densityRise,
  ensembles,
  walkers,
}: ChainSummary): ConvergenceProblem | null {
  const resting = takePart(stuck, ensembles * walkers);
  if (resting && !(densityRise > STEEPEST)) return null;
  const shown = stuck
    .slice(0, 5)
    .map(({ ensemble, walker, reason }) => `${walker} of ensemble ${ensemble} (${reason})`);
  const rest = stuck.length > shown.length ? ` and ${stuck.length - shown.length} more` : '';
  const who = stuck.length === 1 ? 'a walker' : 'walkers';
  return {
    code: 'stuck_walkers',
    parameters: [],
    ...(resting
      ? {
          message: `${who} rested long: ${shown.join(', ')}${rest}, in a neck where the posterior is much higher than all around. Other rests to come may outweigh all draws there are.`,
          remedy:
            'Draw in coordinates in which the neck is as wide as the rest: deviations in units of their scale, or the logarithm of a scale.',
        }
      : {
          message: `${who} ${stuck.length === 1 ? 'is' : 'are'} stuck: ${shown.join(', ')}${rest}. Frozen ones hardly move, far ones stay where the posterior is much lower.`,
          remedy:
            'Draw it again with a longer --warmup or from narrower `start` values; more walkers help too.',
        }),
  };
}

/**
 * Walkers whose means scatter beyond what tau, its bias and chance explain, in the same way early and late: they do not see the same
 * distribution.
 */
export function separateModes(
  summary: ChainSummary,
  { maxWalkerSpread, maxWalkerMemory }: ConvergenceRules,
): ConvergenceProblem | null {
  const chance = spreadAllowance(summary.ensembles, summary.walkers);
  const room = (quantity: QuantitySummary): number => {
    // Walkers rested long, and left: the effective sizes know of the scatter, and no mode keeps anyone.
    if (quantity.walkerMemory < maxWalkerMemory) return Infinity;
    const { byTau } = seriesLength(quantity, stepsOf(summary));
    const limit = maxWalkerSpread * (byTau < LONG ? 2 : 1) * chance * expectedSpread(byTau);
    // Not defined for a single walker, or where none moves: no reason to complain of modes.
    return Number.isNaN(quantity.walkerSpread) ? Infinity : limit / quantity.walkerSpread;
  };
  return below(summary, room, 1, ({ id, walkerSpread }) => ({
    code: 'walkers_disagree',
    message: `walkers of one ensemble keep to different regions of ${id}: their means scatter ${walkerSpread.toPrecision(2)} times more than their autocorrelation explains.`,
    remedy:
      'Look at `licmc plot trace`: with separate modes, use moves that jump between them (de_hop) or more walkers, else draw more steps; the weights of modes that no walker leaves mean nothing.',
  }));
}

export function disagreeingEnsembles(
  summary: ChainSummary,
  { maxRhat }: ConvergenceRules,
): ConvergenceProblem | null {
  return below(
    summary,
    ({ rhat }) => -rhat,
    -maxRhat,
    ({ id, rhat }) => ({
      code: 'rhat',
      message: `ensembles disagree on ${id}: R-hat ${rhat.toFixed(3)} (limit ${maxRhat}).`,
      remedy: 'Draw more steps, or give the ensembles a longer --warmup to forget where they started.',
    }),
  );
}

/** Too few steps by the autocorrelation of the walkers, or by how far their means scatter, whichever says so. */
export function tooShort(
  summary: ChainSummary,
  { minLengthInTau, minDrawsPerWalker }: ConvergenceRules,
  remedy: string,
): ConvergenceProblem | null {
  const steps = stepsOf(summary);
  const shares = (quantity: QuantitySummary): readonly [number, number] => {
    const { byTau, byScatter } = seriesLength(quantity, steps);
    return [byTau / minLengthInTau, byScatter / minDrawsPerWalker];
  };
  return below(
    summary,
    (quantity) => Math.min(...shares(quantity)),
    1,
    (worst) => {
      const { id, tau } = worst;
      const { byTau, byScatter } = seriesLength(worst, steps);
      const [tauShare, scatterShare] = shares(worst);
      const message = Number.isNaN(tau)
        ? `no walker moves in ${id}: it has no autocorrelation time.`
        : tauShare <= scatterShare
          ? `${steps} steps are ${byTau.toFixed(1)} autocorrelation times of ${id} (tau ${tau.toFixed(0)} steps; at least ${minLengthInTau}).`
          : `the walkers' means of ${id} scatter as if each had ${byScatter.toFixed(1)} independent draws (at least ${minDrawsPerWalker}).`;
      return { code: 'too_short', message, remedy };
    },
  );
}

export function fewEffectiveDraws(
  whole: ChainSummary,
  { minEss }: ConvergenceRules,
  part: 'bulk' | 'tail',
  remedy: string,
): ConvergenceProblem | null {
  const summary = { ...whole, quantities: withoutLogPosterior(whole.quantities) };
  const ess = ({ essBulk, essTail }: QuantitySummary): number => (part === 'bulk' ? essBulk : essTail);
  return below(summary, ess, minEss, (worst) => ({
    code: `ess_${part}`,
    message: `${worst.id} has only ${ess(worst).toFixed(0)} effective draws in the ${part} (at least ${minEss}).`,
    remedy,
  }));
}

/**
 * Tails so heavy that a few draws decide the standard deviation, whatever its standard error says.
 * @param among only these quantities are looked at
 */
export function heavyTail(whole: ChainSummary, among: (id: string) => boolean): ConvergenceProblem | null {
  const quantities = withoutLogPosterior(whole.quantities).filter(({ id }) => among(id));
  const summary = { ...whole, quantities };
  const ess = ({ essBulk, essTail }: QuantitySummary): number => Math.min(essBulk, essTail);
  const room = (quantity: QuantitySummary): number =>
    // Not defined for too few draws or where most are equal: no reason to complain of tails.
    Number.isNaN(quantity.tailShape) ? Infinity : ess(quantity) / drawsForSd(quantity.tailShape);
  return below(summary, room, 1, (worst) => {
    const { id, tailShape } = worst;
    const needed = drawsForSd(tailShape);
    const wanted =
      needed < 1e6 ? `takes about ${Math.round(needed)} effective draws` : 'is known from no number of draws';
    return {
      code: 'heavy_tail',
      message: `a tail of ${id} falls so slowly (Pareto shape ${tailShape.toFixed(2)}) that its standard deviation ${wanted}; there are ${ess(worst).toFixed(0)}.`,
      remedy: `Quote quantiles of ${id}, which are not concerned, or look at its logarithm.`,
    };
  });
}
