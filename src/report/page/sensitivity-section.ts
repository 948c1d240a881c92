/** What the constraints rest on, as a part of the report. */
import { themes } from '../../plot/theme.js';
import { mostSensitiveTo } from '../../sensitivity/most-sensitive.js';
import type { Sensitivity } from '../../sensitivity/sensitivity.js';
import { centralText } from '../constraints/constraints-markdown.js';
import { sensitivityFigure } from '../figures/sensitivity-figure.js';
import { escapeHtml, table } from './html.js';
import { powersHtml, quantityHtml } from './math-html.js';

export function sensitivitySection(result: Sensitivity): string {
  const number = (value: number | null, error: number | null): string =>
    value === null ? '?' : `${value.toFixed(2)} ± ${(error ?? NaN).toFixed(2)}`;
  const body = result.parameters.map((q) => [
    quantityHtml(q.latex, q.unit).symbol,
    `${powersHtml(centralText(q))} ${quantityHtml(q.latex, q.unit).unit}`,
    q.informed_by ?? '',
    number(q.sensitivities.prior, q.sensitivities.prior_error),
    number(q.sensitivities.likelihood, q.sensitivities.likelihood_error),
    escapeHtml(
      mostSensitiveTo(q.sensitivities)
        .map(({ name, sensitivity }) => `${name} ${sensitivity.toFixed(2)}`)
        .join(', '),
    ),
    q.diagnosis ?? '',
  ]);
  const head = ['', 'median, 68 % or limit', 'informed by', 'prior', 'likelihood', 'most sensitive to', ''];
  const unknown = result.variations.filter(({ method }) => method === 'unknown').length;
  const remedy =
    unknown === 0
      ? ''
      : ` ${String(unknown)} posteriors cannot be had by reweighting (Pareto k); <code>licmc sensitivity ${escapeHtml(result.path)} --rerun</code> draws them.`;
  return `${table(head, body, [3, 4], 'numbers')}
<p class="muted">Prior, likelihood: change of the posterior when their power doubles (cumulative Jensen-Shannon distance, Kallioinen et al. 2024); 0.05 and more counts. A flat prior is the same to any power.</p>
<figure>${sensitivityFigure(result, themes.page).svg}<figcaption>Each constraint without one experiment, with prior and likelihood to the powers 0.8 and 1.25, and with all flat priors cut to their central 90 %.${remedy}</figcaption></figure>`;
}
