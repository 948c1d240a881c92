/** The parts of a report that are text and tables. */
import type { Assessment } from '../../draw/assess-chain.js';
import type { Chain } from '../../chain/reader.js';
import type { PointEvaluation } from '../../inference/chi2.js';
import { constraintNotes } from '../../inference/constraint-notes.js';
import type { ChainConstraint } from '../../inference/constraints.js';
import type { recordOf } from '../../inference/run-record.js';
import { constraintsLatex } from '../constraints/constraints-latex.js';
import { centralText, constraintsMarkdown, intervalText } from '../constraints/constraints-markdown.js';
import type { Residuals } from '../figures/residuals.js';
import { csv, downloadLink, escapeHtml, table } from './html.js';
import { powersHtml, quantityHtml } from './math-html.js';
import { OUTSIDE_MEASUREMENTS } from './outside-knowledge.js';

type Record = ReturnType<typeof recordOf>;

/** Whether the chain can be believed, and if not, why and what to do. */
export function verdictSection(assessment: Assessment, chain: Chain): string {
  const { converged, problems, minEss, maxRhat } = assessment;
  const running = chain.state === 'finished' ? '' : ` The run is ${chain.state}.`;
  const list = problems.map((p) => `<li>${escapeHtml(p.message)} ${escapeHtml(p.remedy)}</li>`).join('');
  return `<div class="verdict${converged ? '' : ' bad'}"><strong>${converged ? 'Converged.' : 'Not converged.'}</strong>
Smallest bulk effective sample size ${String(Math.floor(minEss))}, largest R-hat ${maxRhat.toFixed(4)}.${running}${list === '' ? '' : `<ul>${list}</ul>`}</div>`;
}

/** What was run. */
export function runSection({ config, steps, warmup }: Record, chain: Chain): string {
  const draws = chain.ensembles * chain.walkers * chain.length;
  const sampled = Object.values(config.parameters).filter((p) => 'prior' in p).length;
  const data = [...config.data.spectra, ...config.data.anisotropy].map((d) => d.dataset);
  return `<p>${String(draws)} draws of ${String(sampled)} parameters: ${String(chain.ensembles)} independent ensembles of ${String(chain.walkers)} walkers,
${steps === undefined ? '' : `${String(steps)} steps after ${String(warmup)} of warm-up, `}${String(chain.length)} kept. Transport inside the cloud: ${config.model}.
Moves: ${escapeHtml(config.sampler.moves)}.</p>
<p>Data: ${data.map(escapeHtml).join(', ')}${config.data.files.length === 0 ? '' : `, ${config.data.files.map((f) => escapeHtml(f.file)).join(', ')}`}.</p>`;
}

/** All quantities with their intervals. */
export function constraintsSection(rows: readonly ChainConstraint[]): string {
  const body = rows.map((row) => [
    quantityHtml(row.latex, row.unit).symbol,
    `<code>${escapeHtml(row.id)}</code>`,
    powersHtml(centralText(row)),
    powersHtml(intervalText(row)),
    quantityHtml(row.latex, row.unit).unit,
    row.informed_by ?? '',
    String(Math.floor(row.ess_bulk)),
    row.rhat.toFixed(4),
  ]);
  const head = [
    '',
    'quantity',
    'median, 68 % or limit',
    '95 % interval',
    'unit',
    'informed by',
    'ESS',
    'R-hat',
  ];
  const note = [
    'Intervals are equal-tailed. "prior": the data say little beyond the prior.',
    ...constraintNotes(rows),
  ].join(' ');
  return `${table(head, body, [6, 7], 'numbers')}<p class="muted">${escapeHtml(note)}</p>`;
}

/** The same quantities as others measured them. */
export function comparisonSection(rows: readonly ChainConstraint[]): string {
  const body = OUTSIDE_MEASUREMENTS.flatMap((m) => {
    const row = rows.find((r) => r.id === m.id);
    if (row === undefined) return [];
    const reference = escapeHtml(m.reference);
    return [
      [
        escapeHtml(m.what),
        `${powersHtml(centralText(row))} ${quantityHtml(row.latex, row.unit).unit}`,
        escapeHtml(m.text),
        difference(row, m.value, m.error),
        `${m.url === null ? reference : `<a href="${m.url}">${reference}</a>`} <span class="muted">(${escapeHtml(m.checked)})</span>`,
      ],
    ];
  });
  return table(['quantity', 'this chain', 'others', 'difference', 'reference'], body);
}

function difference(row: ChainConstraint, value: number | null, error: number | null): string {
  if (row.informed_by === 'prior') return 'not constrained here';
  if (value === null || error === null) return '';
  const side = value > row.median ? row.ci68[1] - row.median : row.median - row.ci68[0];
  return `${(Math.abs(row.median - value) / Math.hypot(side, error)).toFixed(1)} σ`;
}

/** Goodness of fit at the draw of highest posterior. */
export function chi2Section(evaluation: PointEvaluation): string {
  const body = evaluation.datasets.map((d) => [
    escapeHtml(d.dataset),
    d.observable,
    String(d.n),
    d.chi2.toFixed(1),
    (d.chi2 / d.n).toFixed(2),
  ]);
  const n = evaluation.n.spectrum + evaluation.n.amplitude + evaluation.n.phase;
  const total = evaluation.chi2.total;
  body.push(['<strong>all</strong>', '', String(n), total.toFixed(1), (total / n).toFixed(2)]);
  return `${table(['data set', 'observable', 'points', 'χ²', 'χ² per point'], body, [2, 3, 4])}
<p class="muted">At the draw with the highest posterior, with the errors that the likelihood uses (scatter included).</p>`;
}

/** Enough to draw the same bytes again. */
export function provenanceSection(record: Record, chain: Chain): string {
  const { config, version, node, kernel, config_sha256: hash, data } = record;
  const hashes = Object.entries(data).map(([name, sha]) => [
    escapeHtml(name),
    `<code>${escapeHtml(sha)}</code>`,
  ]);
  return `<pre>licmc sample ${escapeHtml(config.name)} --seed ${escapeHtml(chain.metadata.seed)}</pre>
<p>licmc ${escapeHtml(version)}, Node ${escapeHtml(node)}, kernel ${escapeHtml(kernel)}, seed ${escapeHtml(chain.metadata.seed)}.
SHA-256 of the configuration: <code>${escapeHtml(hash)}</code>.</p>
<details><summary>SHA-256 of the data files</summary>${table(['data set', 'SHA-256'], hashes)}</details>
<details><summary>Resolved configuration</summary><pre>${escapeHtml(JSON.stringify(config, null, 2))}</pre></details>`;
}

/** Tables to take along. */
export function downloadsSection(
  constraints: readonly ChainConstraint[],
  evaluation: PointEvaluation,
  residuals: Residuals | null,
  record: Record,
): string {
  const rows = constraints.map((c) => [
    c.id,
    c.unit,
    c.median,
    c.mean,
    c.sd,
    ...c.ci68,
    ...c.ci95,
    c.limit?.side ?? null,
    c.limit?.level ?? null,
    c.limit?.value ?? null,
    c.informed_by,
    c.mcse_mean,
    c.ess_bulk,
    c.ess_tail,
    c.rhat,
  ]);
  const head =
    'id,unit,median,mean,sd,lo68,hi68,lo95,hi95,limit_side,limit_level,limit_value,informed_by,mcse_mean,ess_bulk,ess_tail,rhat';
  const chi2 = evaluation.datasets.map((d) => [d.dataset, d.observable, d.n, d.chi2]);
  const points = (['spectrum', 'amplitude', 'phase'] as const).flatMap((observable) =>
    (residuals?.[observable] ?? []).map((r) => [observable, r.dataset, r.species, r.x, r.sigmas]),
  );
  const links = [
    downloadLink('constraints.csv', 'text/csv', csv(head.split(','), rows)),
    downloadLink(
      'constraints.tex',
      'text/plain',
      constraintsLatex(constraints, constraintNotes(constraints)),
    ),
    downloadLink('constraints.md', 'text/plain', constraintsMarkdown(constraints)),
    downloadLink('chi2.csv', 'text/csv', csv(['dataset', 'observable', 'n', 'chi2'], chi2)),
    downloadLink(
      'residuals.csv',
      'text/csv',
      csv(['observable', 'dataset', 'species', 'rigidity_gv_or_energy_gev', 'residual_sigma'], points),
    ),
    downloadLink('config.json', 'application/json', JSON.stringify(record.config, null, 2)),
  ];
  return `<ul>${links.map((link) => `<li>${link}</li>`).join('')}</ul>`;
}
