/** Convergence of a chain file: summary and verdict over everything it draws, and whether a run's goal is met. */
import type { Draws } from '../chain/draws.js';
import { openChain } from '../chain/reader.js';
import type { Chain } from '../chain/reader.js';
import { lookAt, lookStride } from '../diagnostics/look-stride.js';
import { withoutLogPosterior } from '../diagnostics/convergence-problems.js';
import { createSummariser, LOG_POSTERIOR } from '../diagnostics/summary.js';
import type { ChainSummary } from '../diagnostics/summary.js';
import { assess } from '../diagnostics/verdict.js';
import type { ConvergenceProblem, ConvergenceRules } from '../diagnostics/verdict.js';
import { checkNamed, namedErrors } from './named-quantity.js';

/** What a run is drawn for, beside convergence. */
export interface Goal {
  /** Smallest bulk effective sample size of every coordinate and derived quantity. */
  readonly until_ess?: number;
  /** Largest standard error of a quantity's mean, or of another number about it: see named-quantity.ts. */
  readonly until_mcse?: Readonly<Record<string, number>>;
}

/** One thing a goal asks for that is not reached. */
export interface Shortfall {
  /** What is asked about, as in the goal: the name of a standard error; null for the smallest bulk effective size. */
  readonly name: string | null;
  readonly asked: number;
  readonly reached: number;
  /** Steps at which it would be reached, were the chain to go on as it is. */
  readonly stepsNeeded: number;
}

export interface Assessment {
  readonly converged: boolean;
  /** Converged, and what the stop rule asks for is reached. */
  readonly goalMet: boolean;
  /** What of the goal is not reached; empty where it is met, and where nothing but convergence is missing. */
  readonly shortfalls: readonly Shortfall[];
  readonly problems: readonly ConvergenceProblem[];
  readonly notes: readonly ConvergenceProblem[];
  /** Steps at which the goal is likely to be met, were the chain to go on as it is; NaN when nobody can tell. */
  readonly stepsNeeded: number;
  /** Smallest bulk effective sample size of any quantity that varies; NaN when there is none. */
  readonly minEss: number;
  /** Largest R-hat between ensembles; NaN when nothing varies. */
  readonly maxRhat: number;
  /** Of the rows that were looked at; without the log posterior. */
  readonly summary: ChainSummary;
  /** Every how many kept steps were looked at: see look-stride.ts. */
  readonly every: number;
}

/** What is judged: sampled coordinates and derived quantities. */
export function judgedIds(chain: Pick<Chain, 'columns'>): string[] {
  return chain.columns.filter(({ kind }) => kind === 'coordinate' || kind === 'derived').map(({ id }) => id);
}

/**
 * What is looked at to judge it: the log posterior too. It may be the only one that knows of a narrow mode inside of a wide one, which
 * walkers enter at the same rate in every ensemble.
 */
export function assessedIds(chain: Pick<Chain, 'columns'>): string[] {
  const hasDensity = chain.columns.some(({ id }) => id === LOG_POSTERIOR);
  return [...judgedIds(chain), ...(hasDensity ? [LOG_POSTERIOR] : [])];
}

/** What the rules must know of a chain's quantities. */
export function rulesOf({ columns }: Pick<Chain, 'columns'>): Partial<ConvergenceRules> {
  return {
    derived: columns.filter(({ kind }) => kind === 'derived').map(({ id }) => id),
    bounded: columns.filter(({ support }) => support?.every(Number.isFinite) === true).map(({ id }) => id),
  };
}

/** How a chain is looked at. */
export interface LookOptions {
  readonly rules?: Partial<ConvergenceRules>;
  /** Only every n-th kept step, by default as many as tell something new (`lookStride` without a goal). */
  readonly every?: number;
}

/** Judges an open chain against a goal. @throws InputError when the goal names a quantity that the chain does not have */
export function assessDraws(chain: Chain, goal: Goal, { rules, every }: LookOptions = {}): Assessment {
  checkGoal(goal, judgedIds(chain));
  const names = Object.keys(goal.until_mcse ?? {});
  const telling = every === undefined || names.length > 0 ? errorStride(chain, chain) : every;
  const stride = every ?? telling;
  const summary = createSummariser(lookAt(chain, stride)).summary(assessedIds(chain));
  const errors = namedErrors(chain, names, Math.min(stride, telling));
  return { ...judge(summary, goal, errors, { ...rulesOf(chain), ...rules }), every: stride };
}

/** Every how many steps tell as much of the error of a mean as all of them. */
export function errorStride(draws: Draws, chain: Pick<Chain, 'columns'>): number {
  return lookStride(draws, strideIds(chain));
}

/** By which quantities a stride is chosen: the first and the last coordinate. */
export function strideIds({ columns }: Pick<Chain, 'columns'>): string[] {
  const coordinates = columns.filter(({ kind }) => kind === 'coordinate').map(({ id }) => id);
  return [...new Set([coordinates.at(0), coordinates.at(-1)])].filter((id) => id !== undefined);
}

/**
 * Judges a summary, of all quantities or of some, against a goal.
 * @param errors standard errors of the quantities that the goal names; of those left out it is passed over
 */
export function judge(
  summary: ChainSummary,
  goal: Goal,
  errors: ReadonlyMap<string, number> = new Map(),
  rules?: Partial<ConvergenceRules>,
): Omit<Assessment, 'every'> {
  const { converged, problems, notes, stepsNeeded } = assess(summary, rules);
  const steps = summary.length * summary.spacing;
  const quantities = withoutLogPosterior(summary.quantities);
  const varying = quantities.filter(({ kind }) => kind === 'varies');
  // Of the log posterior where nothing else was asked.
  const sizes = (varying.length > 0 ? varying : summary.quantities).map(({ essBulk }) => essBulk);
  const minEss = sizes.length === 0 ? NaN : Math.min(...sizes);
  // Effective sizes grow with the steps, standard errors fall with their root.
  const asked = [
    ...(goal.until_ess === undefined || varying.length === 0
      ? []
      : [{ name: null, asked: goal.until_ess, reached: minEss, factor: goal.until_ess / minEss }]),
    ...[...errors].map(([name, reached]) => {
      const asked = goal.until_mcse![name];
      return { name, asked, reached, factor: (reached / asked) ** 2 };
    }),
  ];
  const missed = asked.filter(({ factor }) => !(factor <= 1));
  const goalMet = converged && missed.length === 0;
  const needed = Math.max(stepsNeeded, ...asked.map(({ factor }) => factor * steps));
  return {
    converged,
    goalMet,
    shortfalls: missed.map(({ factor, ...what }) => ({ ...what, stepsNeeded: factor * steps })),
    problems,
    notes,
    // Long enough and yet not good enough: more steps may help, how many nobody knows.
    stepsNeeded: needed > steps || goalMet ? needed : NaN,
    minEss,
    maxRhat: varying.length === 0 ? NaN : Math.max(...varying.map(({ rhat }) => rhat)),
    summary: { ...summary, quantities },
  };
}

/** The same for a chain file, finished or running. */
export function assessChain(path: string, goal: Goal, options?: LookOptions): Assessment {
  const chain = openChain(path);
  try {
    return assessDraws(chain, goal, options);
  } finally {
    chain.close();
  }
}

/** @throws InputError naming every quantity of a goal that is not drawn */
export function checkGoal(goal: Goal, known: readonly string[]): void {
  checkNamed(Object.keys(goal.until_mcse ?? {}), known);
}
