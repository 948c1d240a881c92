import { explain, type Explanation } from '../../../src/diagnostics/explain/explain.js';
import { summarise } from '../../../src/diagnostics/summary.js';
import { assess } from '../../../src/diagnostics/verdict.js';
import type { Pathology } from './pathology.js';
import type { CaseRun } from './run-case.js';

export interface Named {
  /** Codes of everything that is named, the first-named first. */
  readonly codes: readonly string[];
  readonly parameters: readonly string[];
  readonly message: string;
  readonly converged: boolean;
}

/** What the program says of a run: the diagnosis of its chain, or the message with which it ended. */
export function nameCause(run: CaseRun): Named {
  if ('failure' in run) return nameFailure(run.failure);
  const { draws, columns, settings, acceptance } = run;
  const ids = columns.filter(({ kind }) => kind === 'coordinate' || kind === 'derived').map(({ id }) => id);
  const summary = summarise(draws, ids);
  const { converged, problems } = assess(summary);
  const moves = settings.moves.split(',').map((move) => move.split(':')[0]);
  const { causes, notes }: Explanation = explain({
    draws,
    columns,
    summary,
    problems,
    moves,
    acceptance: acceptance.reduce((sum, ensemble) => sum + ensemble.acceptance, 0) / acceptance.length,
  });
  const all = [...causes, ...notes];
  return {
    codes: all.map(({ code }) => code),
    parameters: all.length === 0 ? [] : all[0].parameters,
    message: all.map(({ code, message }) => `${code}: ${message}`).join(' || '),
    converged,
  };
}

/** The message of a density that is not a number names the coordinates after "depends on". */
function nameFailure(message: string): Named {
  const named = /it depends on (.+?) whether/.exec(message)?.[1] ?? '';
  return {
    codes: message.includes('the log posterior is NaN') ? ['nan_region'] : [],
    parameters: named === '' ? [] : named.split(/, | and /),
    message,
    converged: false,
  };
}

/** Whether the first-named cause is the expected one, with exactly the expected parameters. */
export function isNamedCorrectly({ cause, parameters }: Pathology, named: Named): boolean {
  const sorted = (ids: readonly string[]): string => [...ids].sort().join(' ');
  return named.codes[0] === cause && sorted(parameters) === sorted(named.parameters);
}
