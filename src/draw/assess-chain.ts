/** Convergence of a chain file: summary and verdict over everything it draws, and whether a run's goal is met. */
import { openChain } from '../chain/reader.js';
import type { Chain } from '../chain/reader.js';
import { createSummariser } from '../diagnostics/summary.js';
import type { ChainSummary } from '../diagnostics/summary.js';
import { assess } from '../diagnostics/verdict.js';
import type { ConvergenceProblem, ConvergenceRules } from '../diagnostics/verdict.js';
import { InputError, show, suggestion } from '../errors.js';

/** What a run is drawn for, beside convergence. */
export interface Goal {
  /** Smallest bulk effective sample size of every coordinate and derived quantity. */
  readonly until_ess?: number;
  /** Largest standard error of the mean, by quantity. */
  readonly until_mcse?: Readonly<Record<string, number>>;
}

export interface Assessment {
  readonly converged: boolean;
  /** Converged, and what the stop rule asks for is reached. */
  readonly goalMet: boolean;
  readonly problems: readonly ConvergenceProblem[];
  readonly notes: readonly ConvergenceProblem[];
  /** Steps at which the goal is likely to be met, were the chain to go on as it is; NaN when nobody can tell. */
  readonly stepsNeeded: number;
  /** Smallest bulk effective sample size of any quantity that varies; NaN when there is none. */
  readonly minEss: number;
  /** Largest R-hat between ensembles. */
  readonly maxRhat: number;
  readonly summary: ChainSummary;
}

/** What is judged: sampled coordinates and derived quantities. */
export function judgedIds(chain: Pick<Chain, 'columns'>): string[] {
  return chain.columns.filter(({ kind }) => kind === 'coordinate' || kind === 'derived').map(({ id }) => id);
}

/** What the rules must know of a chain's quantities. */
export function rulesOf({ columns }: Pick<Chain, 'columns'>): Partial<ConvergenceRules> {
  return { derived: columns.filter(({ kind }) => kind === 'derived').map(({ id }) => id) };
}

/** Judges an open chain against a goal. @throws InputError when the goal names a quantity that the chain does not have */
export function assessDraws(chain: Chain, goal: Goal, rules?: Partial<ConvergenceRules>): Assessment {
  const ids = judgedIds(chain);
  checkGoal(goal, ids);
  return judge(createSummariser(chain).summary(ids), goal, { ...rulesOf(chain), ...rules });
}

/** Judges a summary, of all quantities or of some, against a goal; what the goal says of others is passed over. */
export function judge(summary: ChainSummary, goal: Goal, rules?: Partial<ConvergenceRules>): Assessment {
  const { converged, problems, notes, stepsNeeded } = assess(summary, rules);
  const steps = summary.length * summary.spacing;
  const varying = summary.quantities.filter(({ kind }) => kind === 'varies');
  const minEss = varying.length === 0 ? NaN : Math.min(...varying.map(({ essBulk }) => essBulk));
  // Effective sizes grow with the steps, standard errors fall with their root.
  const factors = [
    ...(goal.until_ess === undefined || varying.length === 0 ? [] : [goal.until_ess / minEss]),
    ...varying.flatMap(({ id, mcseMean }) => {
      const limit = goal.until_mcse?.[id];
      return limit === undefined ? [] : [(mcseMean / limit) ** 2];
    }),
  ];
  const goalMet = converged && factors.every((factor) => factor <= 1);
  const needed = Math.max(stepsNeeded, ...factors.map((factor) => factor * steps));
  return {
    converged,
    goalMet,
    problems,
    notes,
    // Long enough and yet not good enough: more steps may help, how many nobody knows.
    stepsNeeded: needed > steps || goalMet ? needed : NaN,
    minEss,
    maxRhat: Math.max(...varying.map(({ rhat }) => rhat)),
    summary,
  };
}

/** The same for a chain file, finished or running. */
export function assessChain(path: string, goal: Goal): Assessment {
  const chain = openChain(path);
  try {
    return assessDraws(chain, goal);
  } finally {
    chain.close();
  }
}

/** @throws InputError naming every quantity of a goal that is not drawn: told before the run, not at its first check */
export function checkGoal(goal: Goal, known: readonly string[]): void {
  const unknown = Object.keys(goal.until_mcse ?? {}).filter((id) => !known.includes(id));
  if (unknown.length === 0) return;
  throw new InputError(
    unknown.map((id) => ({
      where: '--until-mcse',
      expected: 'a sampled or derived quantity',
      got: show(id),
      hint: known.includes(`log10_${id}`) ? logarithmHint(id) : suggestion(id, known),
    })),
  );
}

function logarithmHint(id: string): string {
  return `The chain has its logarithm: log10_${id}, whose error is 0.434 times the relative error of ${id}.`;
}
