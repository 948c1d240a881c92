/** What `licmc watch` shows of one look at a chain. */
import type { ChainStatus } from '../draw/watch-chain.js';
import { goalProblems, goalText } from './goal-text.js';
import { problemLines, type Finding } from './problem-lines.js';
import { formatDuration } from './progress.js';
import { formatCount, formatNumber, formatRhat, formatTable } from './table.js';

/** Quantities shown on a terminal: those with the fewest effective draws. */
const SHOWN = 12;

/**
 * @param stepsPerSecond between the last two looks; NaN before the second
 * @param most quantities in the table
 */
export function watchPage(status: ChainStatus, stepsPerSecond: number, most = SHOWN): string {
  const { path, assessment, ensembles } = status;
  const lines = [`${path}: ${headline(status, stepsPerSecond)}`];
  lines.push(
    ...ensembles.map(
      ({ acceptance, stuckWalkers }, e) =>
        `ensemble ${e}: acceptance ${formatNumber(acceptance, 3)}${stuckWalkers > 0 ? `, stuck walkers: ${stuckWalkers}` : ''}`,
    ),
  );
  if (assessment === null) return lines.join('\n');
  const slowest = [...assessment.summary.quantities]
    .filter(({ kind }) => kind === 'varies')
    .sort((a, b) => a.essBulk - b.essBulk);
  const rows = slowest
    .slice(0, most)
    .map((q) => [
      q.id,
      formatNumber(q.mean, 5),
      formatNumber(q.sd, 3),
      formatNumber(q.mcseMean, 3),
      formatNumber(q.rhat, 5),
      formatCount(q.essBulk),
      formatNumber(q.tau, 4),
    ]);
  const titles = ['mean', 'sd', 'MCSE mean', 'R-hat', 'bulk ESS', 'tau/steps'].map((title) => ({ title }));
  if (rows.length > 0) lines.push(formatTable([{ title: 'quantity', align: 'left' }, ...titles], rows));
  if (slowest.length > rows.length)
    lines.push(
      rows.length > 0
        ? `... and ${slowest.length - rows.length} that are known better`
        : `${slowest.length} quantities: a higher terminal shows them`,
    );
  return [...lines, ...problemLines(watchProblems(status))].join('\n');
}

/** Why the chain may not be believed, and of a run that is over what it has missed. */
export function watchProblems({ state, goalMet, maxSteps, assessment }: ChainStatus): readonly Finding[] {
  if (assessment === null) return [];
  const missed = state === 'finished' && goalMet === false;
  return [
    ...assessment.problems,
    ...(missed ? goalProblems(assessment.shortfalls, maxSteps ?? Infinity) : []),
  ];
}

function headline(status: ChainStatus, stepsPerSecond: number): string {
  const { state, phase, warmup, iteration, steps, maxSteps, goal, goalMet, assessment } = status;
  const parts = [state === 'interrupted' ? 'interrupted (nobody is writing it)' : state];
  if (phase === 'warm-up') parts.push(`warm-up ${iteration ?? 0}/${warmup ?? '?'}`);
  else
    parts.push(
      `${steps}${goal === null && maxSteps !== null && maxSteps >= steps ? `/${maxSteps}` : ''} steps`,
    );
  if (assessment !== null) {
    const { minEss, maxRhat, converged } = assessment;
    parts.push(converged ? 'converged' : 'not converged');
    parts.push(`smallest bulk ESS ${formatCount(minEss)}`, `largest R-hat ${formatRhat(maxRhat)}`);
  }
  if (goal !== null)
    parts.push(
      `until ${goalText(goal) ?? ''}${state === 'finished' ? (goalMet === true ? ': met' : ': not met') : ''}`,
    );
  if (state === 'running') parts.push(...outlook(status, stepsPerSecond));
  return parts.join('  ');
}

function outlook(
  { phase, warmup, iteration, steps, maxSteps, goal, assessment }: ChainStatus,
  rate: number,
): string[] {
  const speed = rate > 0 ? [`${formatNumber(rate, 3)} steps/s`] : [];
  const needed =
    goal === null ? (maxSteps ?? NaN) : Math.min(assessment?.stepsNeeded ?? NaN, maxSteps ?? Infinity);
  const left = phase === 'warm-up' ? (warmup ?? NaN) - (iteration ?? 0) : needed - steps;
  if (!(left > 0)) return speed;
  const time = rate > 0 ? `, ${formatDuration(left / rate)}` : '';
  const what = phase === 'warm-up' ? ' of warm-up' : '';
  return [...speed, `about ${Math.ceil(left)} steps${what}${time} left`];
}
