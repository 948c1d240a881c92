/** A number split into what is printed: `value +plus -minus` times ten to `exponent`, each with the same decimals. */
export interface RoundedValue {
  readonly value: string;
  readonly plus: string;
  readonly minus: string;
  /** Common power of ten; 0 when the number is printed as it is. */
  readonly exponent: number;
  /** Both errors print alike. */
  readonly symmetric: boolean;
}

/** Powers of ten outside this range are factored out. */
const PLAIN_EXPONENTS: readonly [number, number] = [-3, 4];

/** A central value within [lo, hi], rounded to two significant digits of the smaller error; null unless all are finite. */
export function roundValue(center: number, lo: number, hi: number): RoundedValue | null {
  if (![center, lo, hi].every(Number.isFinite)) return null;
  const plus = hi - center;
  const minus = center - lo;
  const exponent = commonExponent(Math.max(Math.abs(center), plus, minus));
  const scale = 10 ** -exponent;
  const smaller = plus > 0 && minus > 0 ? Math.min(plus, minus) : Math.max(plus, minus);
  const decimals = decimalsFor(smaller * scale);
  const value = fixed(center * scale, decimals);
  const up = fixed(plus * scale, decimals);
  const down = fixed(minus * scale, decimals);
  return { value, plus: up, minus: down, exponent, symmetric: up === down };
}

/** The power of ten to factor out of numbers up to `largest`; 0 where they print well as they are. */
export function commonExponent(largest: number): number {
  if (!(largest > 0)) return 0;
  const exponent = Math.floor(Math.log10(largest));
  return exponent < PLAIN_EXPONENTS[0] || exponent > PLAIN_EXPONENTS[1] ? exponent : 0;
}

/** Decimals that keep two significant digits of `error`; zero and negative errors keep three decimals. */
export function decimalsFor(error: number): number {
  if (!(error > 0)) return 3;
  // 0.0996 is 0.10 in two digits: round first, then count.
  const rounded = Number(error.toPrecision(2));
  return Math.min(20, Math.max(0, 1 - Math.floor(Math.log10(rounded))));
}

/** toFixed without the minus sign of a zero. */
export function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

/** The same as LaTeX math: `15.00 \pm 0.25`, `4.95^{+1.02}_{-0.81}`, `(2.1 \pm 0.3) \times 10^{26}`. */
export function roundedLatex(m: RoundedValue): string {
  const body = m.symmetric ? `${m.value} \\pm ${m.plus}` : `${m.value}^{+${m.plus}}_{-${m.minus}}`;
  return m.exponent === 0 ? body : `(${body}) \\times 10^{${String(m.exponent)}}`;
}
