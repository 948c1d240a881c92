import { unitLatex } from './unit-label.js';

/** A symbol and its unit, both LaTeX without dollar signs; the unit is empty for a pure number. */
export interface TypesetQuantity {
  readonly symbol: string;
  readonly unit: string;
}

/**
 * A quantity as it is typeset. The logarithm of something with a unit, "log10(GV)", is written as the logarithm of a pure number:
 * `\\log_{10}(R/\\mathrm{GV})`.
 */
export function typesetQuantity(latex: string, unit: string): TypesetQuantity {
  const inner = /^log10\((.*)\)$/.exec(unit)?.[1];
  if (inner === undefined) return { symbol: latex, unit: unitLatex(unit) };
  const argument = latex.replace(/^\\log_\{?10\}?\s*/, '');
  const of = unitLatex(inner);
  if (of === '') return { symbol: `\\log_{10} ${argument}`, unit: '' };
  const divisor = of.includes('\\,') ? `(${of})` : of;
  return { symbol: `\\log_{10}(${argument}/${divisor})`, unit: '' };
}

/** A value with its unit after a thin space; degrees follow the number directly (SI brochure, 9th ed., sec. 5.4.3). */
export function withUnit(valueLatex: string, unit: string): string {
  if (unit === '') return valueLatex;
  return unit.startsWith('\\mathrm{^') ? `${valueLatex}${unit}` : `${valueLatex}\\,${unit}`;
}

/** Axis label of a quantity: its symbol and, in brackets, its unit: `$V_\\odot$ [$\\mathrm{km\\,s^{-1}}$]`. */
export function quantityLabel(latex: string, unit: string): string {
  const typeset = typesetQuantity(latex, unit);
  return typeset.unit === '' ? `$${typeset.symbol}$` : `$${typeset.symbol}$ [$${typeset.unit}$]`;
}
