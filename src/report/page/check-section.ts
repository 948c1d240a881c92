import type { ChainCheck } from '../../check/check-chain.js';
import { findings } from '../../check/findings.js';
import type { DiscrepancyCheck } from '../../check/group-check.js';
import { escapeHtml, table } from './html.js';

/** What the model fails to explain, in words, and the p-values behind it. */
export function checkSection(check: ChainCheck): string {
  const words = findings(check).map(({ title, failures }) => {
    const items = failures.map(({ message }) => `<li>${escapeHtml(message)}</li>`).join('');
    return `<p>${escapeHtml(title)}</p>${items === '' ? '' : `<ul>${items}</ul>`}`;
  });
  const value = ({ observed, replicated }: DiscrepancyCheck): string =>
    `${observed.toFixed(1)} (${replicated.toFixed(1)})`;
  const body = check.groups.map((group) => [
    escapeHtml(group.dataset ?? `all ${group.species ?? ''}`),
    group.observable,
    String(group.n),
    ...[group.chi2, group.window, group.run].flatMap((d) => [value(d), d.p.toFixed(4)]),
    Number.isNaN(group.pulls.sd) ? '' : `${group.pulls.mean.toFixed(2)}, ${group.pulls.sd.toFixed(2)}`,
    group.pulls.largest.toFixed(1),
  ]);
  const head = [
    'data set',
    'observable',
    'points',
    'χ²',
    'p',
    'window',
    'p',
    'run',
    'p',
    'pulls: mean, sd',
    'largest',
  ];
  return `${words.join('\n')}
<details><summary>p-values by data set</summary>${table(head, body, [2, 3, 4, 5, 6, 7, 8, 9, 10])}
<p class="muted">Means over the posterior, of ${String(check.replicates)} replicated data sets in brackets. Window: strongest deviation of neighbours to one
side, in σ; run: most neighbours on one side. p: share of replicates with a larger value at the same draw. Pulls: (measured − model)/σ.</p></details>`;
}
