import { unitLatex } from './unit-label.js';

/** Axis label of a quantity: its LaTeX and, in brackets, its unit: `$V_\odot$ [$\mathrm{km\,s^{-1}}$]`. */
export function quantityLabel(latex: string, unit: string): string {
  const typeset = unitLatex(unit);
  return typeset === '' ? `$${latex}$` : `$${latex}$ [$${typeset}$]`;
}
