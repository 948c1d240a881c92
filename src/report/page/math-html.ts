import { typesetQuantity } from '../../plot/text/quantity-label.js';
import { labelRuns } from '../../plot/text/math-runs.js';
import { escapeHtml } from './html.js';

/** Text with math between dollar signs as HTML: the same small LaTeX that the figures set. */
export function mathHtml(text: string): string {
  return labelRuns(text)
    .map((run) => {
      const body = run.italic ? `<i>${escapeHtml(run.text)}</i>` : escapeHtml(run.text);
      const script = run.rise > 0.01 ? 'sup' : run.rise < -0.01 ? 'sub' : null;
      return script === null ? body : `<${script}>${body}</${script}>`;
    })
    .join('');
}

/** Plain text in which powers of ten are set as such: "3 × 10^26". */
export function powersHtml(text: string): string {
  return escapeHtml(text).replace(
    /10\^(-?\d+)/g,
    (_, power: string) => `10<sup>${power.replace('-', '−')}</sup>`,
  );
}

/** Symbol and unit of a quantity; the unit is empty for a pure number. */
export function quantityHtml(
  latex: string,
  unit: string,
): { readonly symbol: string; readonly unit: string } {
  const typeset = typesetQuantity(latex, unit);
  return {
    symbol: mathHtml(`$${typeset.symbol}$`),
    unit: typeset.unit === '' ? '' : mathHtml(`$${typeset.unit}$`),
  };
}
