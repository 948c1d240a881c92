import type { Goal, Shortfall } from '../draw/assess-chain.js';
import { upToTwoDigits } from '../math/two-digits.js';
import type { Finding } from './problem-lines.js';
import { formatNumber } from './table.js';

/** A goal as it is asked for on the command line, such as "ESS 4000, MCSE(v_sun) 0.1"; null for none. */
export function goalText({ until_ess, until_mcse }: Goal): string | null {
  const goals = [
    ...(until_ess === undefined ? [] : [`ESS ${until_ess}`]),
    ...Object.entries(until_mcse ?? {}).map(([id, value]) => `MCSE(${id}) ${value}`),
  ];
  return goals.length === 0 ? null : goals.join(', ');
}

/**
 * The reasons why a goal is missed, for a run that is over, as one finding; none where nothing falls short.
 * @param maxSteps at which the run was to end in any case
 */
export function goalProblems(shortfalls: readonly Shortfall[], maxSteps: number): Finding[] {
  if (shortfalls.length === 0) return [];
  const reasons = shortfalls.map(({ name, asked, reached }) =>
    name === null
      ? `the smallest bulk ESS is ${Math.floor(reached)} where ${asked} was asked for`
      : `${name} has a standard error of ${formatNumber(reached, 3)} where ${asked} was asked for`,
  );
  const needed = upToTwoDigits(Math.max(...shortfalls.map(({ stepsNeeded }) => stepsNeeded)));
  return [
    {
      code: 'goal_not_met',
      message: `${reasons.join('; ')}.`,
      remedy: Number.isFinite(needed)
        ? `About ${needed} steps in all would do (--resume ${needed > maxSteps ? `--max-steps ${needed}` : 'and more time'}).`
        : 'Nobody can tell how many steps would do: mend what else is wrong first.',
    },
  ];
}
