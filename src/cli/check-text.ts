/** A posterior predictive check for people. */
import type { ChainCheck } from '../check/check-chain.js';
import { short } from '../check/describe-failure.js';
import { findings } from '../check/findings.js';
import type { DiscrepancyCheck, GroupCheck } from '../check/group-check.js';
import { formatTable } from './table.js';

export function describeCheck(check: ChainCheck): string {
  const { groups, replicates } = check;
  return [
    groupTable(groups, check.failures_without_scatter !== null),
    '',
    `${replicates} replicated data sets. p: share of them with a larger value at the same draw (small: the data deviate more than`,
    'their noise allows; near 1: less). window: strongest deviation of neighbours to one side, in sigma; run: most neighbours on',
    'one side; means over the posterior, replicated in brackets. Pulls: (measured - model)/sigma, posterior mean.',
    ...findings(check).flatMap(({ title, failures }) => [
      '',
      title,
      ...failures.map(({ message }) => `- ${message}`),
    ]),
  ].join('\n');
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
