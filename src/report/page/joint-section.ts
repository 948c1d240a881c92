import type { BestRow, Matrix } from '../../inference/joint-summary.js';
import { csv, downloadLink, escapeHtml, table } from './html.js';

/** Correlations of all quantities, tinted by size, and both matrices as files. */
export function correlationSection(correlation: Matrix, covariance: Matrix): string {
  const { ids, matrix } = correlation;
  const cell = (r: number): string => {
    if (!Number.isFinite(r)) return '–';
    const color = `color-mix(in srgb, var(--figure-series-${r < 0 ? '1' : '0'}) ${Math.round(60 * Math.abs(r))}%, transparent)`;
    return `<span style="background:${color};padding:0 .3em">${r.toFixed(2).replace('-', '−')}</span>`;
  };
  const body = ids.map((id, i) => [
    `<code>${escapeHtml(id)}</code>`,
    ...matrix[i].slice(0, i + 1).map(cell),
    ...ids.slice(i + 1).map(() => ''),
  ]);
  const file = (name: string, { matrix: values }: Matrix): string =>
    downloadLink(
      name,
      'text/csv',
      csv(
        ['id', ...ids],
        values.map((row, i) => [ids[i], ...row]),
      ),
    );
  const head = ['', ...ids.map((id) => `<code>${escapeHtml(id)}</code>`)];
  const numeric = ids.map((_, i) => i + 1);
  return `<details><summary>Correlations</summary>${table(head, body, numeric, 'numbers')}</details>
<p>${file('correlation.csv', correlation)}, ${file('covariance.csv', covariance)}</p>`;
}

/** The draw of highest posterior. */
export function bestRowSection(best: BestRow | null): string {
  if (best === null) return '';
  const rows = Object.entries({ ...best.densities, ...best.values }).map(([id, value]) => [
    `<code>${escapeHtml(id)}</code>`,
    escapeHtml(String(Number(value.toPrecision(6)))),
  ]);
  return `<details><summary>Row of highest posterior</summary>${table(['', 'value'], rows, [1])}
<p class="muted">Ensemble ${String(best.ensemble)}, walker ${String(best.walker)}, step ${String(best.step)}: a draw and not the maximum, which <code>licmc fit</code> finds.</p></details>`;
}
