/** A posterior predictive check for people. */
import type { ChainCheck } from '../check/check-chain.js';
import { short, subjectOf } from '../check/describe-failure.js';
import type { Failure } from '../check/find-failures.js';
import type { DiscrepancyCheck, GroupCheck } from '../check/group-check.js';
import { formatNumber, formatTable } from './table.js';

export function describeCheck(check: ChainCheck): string {
  const { groups, replicates, level, tests, failures } = check;
  const hasScatter = check.failures_without_scatter !== null;
  const [close, failed] = [failures.filter(onlyTooClose), failures.filter((f) => !onlyTooClose(f))];
  return [
    groupTable(groups, hasScatter),
    '',
    `${replicates} replicated data sets. p: share of them with a larger value at the same draw (small: the data deviate more than`,
    'their noise allows; near 1: less). window: strongest deviation of neighbours to one side, in sigma; run: most neighbours on',
    'one side; means over the posterior, replicated in brackets. Pulls: (measured - model)/sigma, posterior mean.',
    '',
    ...section(
      `What the model and its noise do not explain (of ${tests} tests, any wrong with probability below ${level}):`,
      failed,
      `The model and its noise explain the data: none of ${tests} tests fails (level ${level} for all together).`,
    ),
    ...(close.length === 0
      ? []
      : ['', ...section('Data closer to the model than their errors allow:', close, '')]),
    ...withoutScatter(check),
  ].join('\n');
}

function section(title: string, failures: readonly Failure[], none: string): string[] {
  return failures.length === 0 ? [none] : [title, ...failures.map(({ message }) => `- ${message}`)];
}

/** Errors that are too large: nothing that the model would fail at. */
export function onlyTooClose({ kinds }: Failure): boolean {
  return kinds.includes('too_close') && !kinds.includes('window');
}

/** What agrees only thanks to the fitted scatter. */
function withoutScatter({ scatter, failures, failures_without_scatter: bare }: ChainCheck): string[] {
  if (bare === null) return [];
  const named = new Set(failures.map(subjectOf));
  const hidden = bare.filter((failure) => !named.has(subjectOf(failure)) && !onlyTooClose(failure));
  const sizes = [
    ['fluxes', `${formatNumber(100 * scatter.spectrum, 2)} %`, scatter.spectrum],
    ['amplitudes', `${formatNumber(100 * scatter.amplitude, 2)} %`, scatter.amplitude],
    ['phases', `${formatNumber(scatter.phase_deg, 2)} degrees`, scatter.phase_deg],
  ] as const;
  const added = sizes.filter(([, , size]) => size > 0).map(([what, text]) => `${text} on ${what}`);
  const title = `Explained only by the scatter that the fit added (${added.join(', ')}); against the published errors alone:`;
  return ['', ...section(title, hidden, `The scatter (${added.join(', ')}) hides no failure.`)];
}

function groupTable(groups: readonly GroupCheck[], hasScatter: boolean): string {
  const both = ({ observed, replicated }: DiscrepancyCheck): string =>
    `${observed.toFixed(1)} (${replicated.toFixed(1)})`;
  const p = (check: DiscrepancyCheck): string => check.p.toFixed(4);
  const rows = groups.map((group) => [
    group.dataset ?? `all ${group.species ?? ''}`.trim(),
    group.observable,
    String(group.n),
    both(group.chi2),
    `${p(group.chi2)} +- ${group.chi2.p_error.toFixed(4)}`,
    both(group.window),
    p(group.window),
    both(group.run),
    p(group.run),
    group.pulls.mean.toFixed(2),
    Number.isNaN(group.pulls.sd) ? '-' : group.pulls.sd.toFixed(2),
    `${group.pulls.largest.toFixed(1)} at ${short(group.pulls.largest_at)}`,
    ...(hasScatter ? [group.chi2_without_scatter!.toFixed(1)] : []),
  ]);
  const titles = ['n', 'chi2', 'p', 'window', 'p', 'run', 'p', 'pulls', 'sd', 'largest (GV, GeV)'];
  return formatTable(
    [
      { title: 'data set', align: 'left' },
      { title: 'observable', align: 'left' },
      ...[...titles, ...(hasScatter ? ['chi2 without scatter'] : [])].map((title) => ({ title })),
    ],
    rows,
  );
}
