/** Convergence of a chain file: summary and verdict over everything it draws, and whether a stop rule's goal is met. */
import { openChain } from '../chain/reader.js';
import type { Chain } from '../chain/reader.js';
import type { StopRule } from '../config/resolved.js';
import { summarise } from '../diagnostics/summary.js';
import type { ChainSummary } from '../diagnostics/summary.js';
import { assess } from '../diagnostics/verdict.js';
import type { ConvergenceProblem, ConvergenceRules } from '../diagnostics/verdict.js';
import { InputError, show, suggestion } from '../errors.js';

export interface Assessment {
  readonly converged: boolean;
  /** Converged, and what the stop rule asks for is reached. */
  readonly goalMet: boolean;
  readonly problems: readonly ConvergenceProblem[];
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

/** Judges an open chain against a stop rule. @throws InputError when the rule names a quantity that the chain does not have */
export function assessDraws(
  chain: Chain,
  stop: Pick<StopRule, 'until_ess' | 'until_mcse'>,
  rules?: Partial<ConvergenceRules>,
): Assessment {
  const ids = judgedIds(chain);
  const summary = summarise(chain, ids);
  const { converged, problems } = assess(summary, rules);
  const varying = summary.quantities.filter(({ kind }) => kind === 'varies');
  const minEss = varying.length === 0 ? NaN : Math.min(...varying.map(({ essBulk }) => essBulk));
  const preciseEnough = Object.entries(stop.until_mcse ?? {}).every(([id, limit]) => {
    const quantity = summary.quantities.find((q) => q.id === id);
    if (quantity === undefined) throw unknownQuantity(id, ids);
    return quantity.kind === 'constant' || quantity.mcseMean <= limit;
  });
  return {
    converged,
    goalMet: converged && preciseEnough && (stop.until_ess === undefined || minEss >= stop.until_ess),
    problems,
    minEss,
    maxRhat: Math.max(...varying.map(({ rhat }) => rhat)),
    summary,
  };
}

/** The same for a chain file, finished or running. */
export function assessChain(path: string, stop: Pick<StopRule, 'until_ess' | 'until_mcse'>): Assessment {
  const chain = openChain(path);
  try {
    return assessDraws(chain, stop);
  } finally {
    chain.close();
  }
}

/** A stop rule about something that is not there: told before the run, not at its first check. */
export function unknownQuantity(id: string, known: readonly string[]): InputError {
  return new InputError({
    where: '--until-mcse',
    expected: 'a sampled or derived quantity',
    got: show(id),
    hint: suggestion(id, known),
  });
}
