/** Numbers as text that reads back to the same bits. */

/** 17 significant digits in scientific notation; nan, inf, -inf as C and numpy write them. */
export function seventeenDigits(x: number): string {
  if (Number.isFinite(x)) return Object.is(x, -0) ? '-0.0000000000000000e+0' : x.toExponential(16);
  return Number.isNaN(x) ? 'nan' : x > 0 ? 'inf' : '-inf';
}

/** The shortest decimal that reads back to x (at most 17 digits); NaN, inf, -inf as pandas and R write them. */
export function shortestText(x: number): string {
  if (Number.isFinite(x)) return Object.is(x, -0) ? '-0' : String(x);
  return Number.isNaN(x) ? 'NaN' : x > 0 ? 'inf' : '-inf';
}
