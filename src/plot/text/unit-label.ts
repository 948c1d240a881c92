/**
 * Units as they are typeset. Columns carry their unit as plain text ("km/s", "cm^2/s", "pc microgauss"); an axis or
 * a table wants the upright, negative-exponent form of the SI brochure (9th ed., sec. 5.4.3).
 */

/** Unit names that are not already their own symbol. */
const SYMBOLS: Readonly<Record<string, string>> = {
  microgauss: '\\mu G',
  gauss: 'G',
  deg: '^{\\circ}',
  degree: '^{\\circ}',
  percent: '\\%',
};

/**
 * A plain-text unit as LaTeX: "km/s" gives `\mathrm{km\,s^{-1}}`. Factors are separated by blanks, `*` or `/`, powers
 * written `^n`. The dimensionless unit ("1" or "") gives an empty string.
 */
export function unitLatex(unit: string): string {
  if (unit === '' || unit === '1') return '';
  const factors: string[] = [];
  let sign = 1;
  for (const token of unit.split(/(\/|\*|\s+)/)) {
    if (token === '/') {
      sign = -1;
      continue;
    }
    if (token === '' || token === '*' || /^\s+$/.test(token)) continue;
    const [name, power = '1'] = token.split('^');
    const exponent = sign * Number(power.replace(/[{}]/g, ''));
    // "1/s": the one is only there to carry the solidus.
    if (name !== '1') factors.push(raise(SYMBOLS[name] ?? name, exponent));
  }
  return `\\mathrm{${factors.join('\\,')}}`;
}

function raise(symbol: string, exponent: number): string {
  return exponent === 1 ? symbol : `${symbol}^{${String(exponent)}}`;
}
