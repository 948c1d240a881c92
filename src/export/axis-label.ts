import type { SourceColumn } from './chain-source.js';

/**
 * A label with its unit, LaTeX without dollar signs, in the subset that both LaTeX and matplotlib's mathtext render:
 * `V [km/s]`, and for logarithms `log_10 (x / pc)`.
 */
export function axisLabel({ latex, unit }: Pick<SourceColumn, 'latex' | 'unit'>): string {
  const logged = /^log10\((.*)\)$/.exec(unit);
  if (logged !== null && latex.startsWith('\\log_{10} ')) {
    const quantity = latex.slice('\\log_{10} '.length);
    return logged[1] === '1' ? latex : `\\log_{10}(${quantity}\\,/\\,${unitLatex(logged[1])})`;
  }
  return unit === '1' || unit === '' ? latex : `${latex}\\,[${unitLatex(unit)}]`;
}

/** `cm^2/s` -> upright text with exponents in braces, spaces kept, and the Greek letter of microgauss. */
function unitLatex(unit: string): string {
  const text = unit
    .replace(/\^(-?\d+)/g, '^{$1}')
    .replaceAll('microgauss', '\\mu{}G')
    .replaceAll(' ', '\\,');
  return `\\mathrm{${text}}`;
}
