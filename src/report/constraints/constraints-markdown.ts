import type { ConstraintRow } from './constraint-row.js';
import { measuredValue, printedInterval, printedLimit } from './measured-value.js';

/**
 * The constraints as a Markdown table (GitHub flavour): quantity, unit, median with its 68 % errors or the limit,
 * 95 % interval, and whether data or prior decide. Plain Unicode, so that it also reads well unrendered.
 */
export function constraintsMarkdown(rows: readonly ConstraintRow[]): string {
  const table = [
    ['quantity', 'unit', 'median, 68 %', '95 % interval', 'informed by'],
    ...rows.map((row) => [
      `\`${row.id}\``,
      row.unit === '1' ? '' : row.unit.replaceAll('|', '\\|'),
      centralText(row),
      intervalText(row),
      row.informed_by ?? '',
    ]),
  ];
  const widths = table[0].map((_, column) => Math.max(3, ...table.map((line) => line[column].length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`;
  const rule = `| ${widths.map((w) => '-'.repeat(w)).join(' | ')} |`;
  return [line(table[0]), rule, ...table.slice(1).map(line)].join('\n') + '\n';
}

/** "15.00 ± 0.25", "4.95 +1.02 −0.81", "(2.1 ± 0.3) × 10^26" or "< 3.2 (95 %)"; a dash where undefined. */
export function centralText(row: ConstraintRow): string {
  const limit = printedLimit(row);
  if (limit !== null) {
    return `${limit.relation} ${minus(limit.value)}${power(limit.exponent)} (${limit.level})`;
  }
  const m = measuredValue(row);
  if (m === null) return '–';
  const errors = m.symmetric ? `± ${m.plus}` : `+${m.plus} −${m.minus}`;
  const body = `${minus(m.value)} ${errors}`;
  return m.exponent === 0 ? body : `(${body})${power(m.exponent)}`;
}

/** The 95 % interval: "14.51 … 15.49". */
export function intervalText(row: ConstraintRow): string {
  const interval = printedInterval(row);
  if (interval === null) return '–';
  const text = `${minus(interval.lo)} … ${minus(interval.hi)}`;
  return interval.exponent === 0 ? text : `(${text})${power(interval.exponent)}`;
}

function power(exponent: number): string {
  return exponent === 0 ? '' : ` × 10^${String(exponent)}`;
}

/** The typographic minus sign. */
function minus(text: string): string {
  return text.replace('-', '−');
}
