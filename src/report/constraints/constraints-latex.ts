import { typesetQuantity } from '../../plot/text/quantity-label.js';
import type { ConstraintRow } from './constraint-row.js';
import { measuredValue, printedInterval, printedLimit } from './measured-value.js';

/**
 * The constraints as a LaTeX table, ready for a paper: `booktabs` rules, symbols and units in math mode, asymmetric
 * errors as sub- and superscripts, limits as limits, and what informs each. Needs `\usepackage{booktabs}` and nothing else.
 */
export function constraintsLatex(rows: readonly ConstraintRow[], notes: readonly string[] = []): string {
  const sampled = rows.filter((row) => !row.derived);
  const derived = rows.filter((row) => row.derived);
  const body = [
    ...sampled.map(tableLine),
    ...(sampled.length > 0 && derived.length > 0 ? ['    \\midrule'] : []),
    ...derived.map(tableLine),
  ];
  return [
    '% Needs \\usepackage{booktabs}.',
    '\\begin{table}',
    '  \\caption{Posterior constraints: median with equal-tailed 68\\,\\% errors, or the limit at the level given,',
    '    and the equal-tailed 95\\,\\% interval; whether data or prior decide. Derived quantities are below the rule.',
    ...notes.map((note) => `    ${escapeLatex(note)}`),
    '  }',
    '  \\vspace{1ex}',
    '  \\centering',
    ...layoutFor(rows.length),
    '  \\begin{tabular}{lllll}',
    '    \\toprule',
    '    Quantity & Unit & Median, 68\\,\\% & 95\\,\\% interval & Informed by \\\\',
    '    \\midrule',
    ...body,
    '    \\bottomrule',
    '  \\end{tabular}',
    '\\end{table}',
    '',
  ].join('\n');
}

function escapeLatex(text: string): string {
  return text.replace(/[_%&#$]/g, '\\$&');
}

/** A size in which the columns fit the width of `article`, and a distance at which the rows fit its page with caption and notes. */
function layoutFor(rows: number): string[] {
  return [
    `  \\renewcommand{\\arraystretch}{${rows <= 40 ? 1.2 : 1.04}}`,
    '  \\setlength{\\tabcolsep}{4pt}',
    '  \\scriptsize',
  ];
}

function tableLine(row: ConstraintRow): string {
  const { symbol, unit } = typesetQuantity(row.latex, row.unit);
  const cells = [
    `$${symbol}$`,
    unit === '' ? '--' : `$${unit}$`,
    centralLatex(row),
    intervalLatex(row),
    row.informed_by ?? '--',
  ];
  return `    ${cells.join(' & ')} \\\\`;
}

/** `$15.00 \pm 0.25$`, `$4.95^{+1.02}_{-0.81}$`, `$(2.1 \pm 0.3) \times 10^{26}$` or `$< 3.2$ (95\,\%)`. */
export function centralLatex(row: ConstraintRow): string {
  const limit = printedLimit(row);
  if (limit !== null) {
    const level = limit.level.replace(' %', '\\,\\%');
    return `$${limit.relation} ${limit.value}${power(limit.exponent)}$ (${level})`;
  }
  const m = measuredValue(row);
  if (m === null) return '--';
  if (m.symmetric) {
    const body = `${m.value} \\pm ${m.plus}`;
    return m.exponent === 0 ? `$${body}$` : `$(${body})${power(m.exponent)}$`;
  }
  const body = `${m.value}^{+${m.plus}}_{-${m.minus}}`;
  return m.exponent === 0 ? `$${body}$` : `$\\left(${body}\\right)${power(m.exponent)}$`;
}

function intervalLatex(row: ConstraintRow): string {
  const interval = printedInterval(row);
  if (interval === null) return '--';
  return `$[${interval.lo},\\, ${interval.hi}]${power(interval.exponent)}$`;
}

function power(exponent: number): string {
  return exponent === 0 ? '' : ` \\times 10^{${String(exponent)}}`;
}
