import type { ConstraintRow } from './constraint-row.js';

/** A number split into what is printed: `value +plus -minus` times ten to `exponent`, each with the same decimals. */
export interface MeasuredValue {
  readonly value: string;
  readonly plus: string;
  readonly minus: string;
  /** Common power of ten; 0 when the number is printed as it is. */
  readonly exponent: number;
  /** Both errors print alike. */
  readonly symmetric: boolean;
}

/** A limit as it is printed: `< value` times ten to `exponent`. */
export interface PrintedLimit {
  readonly relation: '<' | '>';
  readonly value: string;
  readonly exponent: number;
  /** "95 %" */
  readonly level: string;
}

/** Powers of ten outside this range are factored out. */
const PLAIN_EXPONENTS: readonly [number, number] = [-3, 4];

/**
 * The median of a row with its 68 % errors, rounded to two significant digits of the smaller error.
 * Null where the row has no finite median and interval.
 */
export function measuredValue(row: ConstraintRow): MeasuredValue | null {
  const { median } = row;
  const [lo, hi] = row.ci68;
  if (median === null || lo === null || hi === null) return null;
  if (!Number.isFinite(median) || !Number.isFinite(lo) || !Number.isFinite(hi)) return null;
  const plus = hi - median;
  const minus = median - lo;
  const exponent = commonExponent(Math.max(Math.abs(median), plus, minus));
  const scale = 10 ** -exponent;
  const decimals = decimalsFor(smallestPositive(plus, minus) * scale);
  const value = fixed(median * scale, decimals);
  const up = fixed(plus * scale, decimals);
  const down = fixed(minus * scale, decimals);
  return { value, plus: up, minus: down, exponent, symmetric: up === down };
}

/** The limit of a row, with the decimals its 68 % interval deserves. Null where the row has none. */
export function printedLimit(row: ConstraintRow): PrintedLimit | null {
  const { limit } = row;
  if (limit === null || !Number.isFinite(limit.value)) return null;
  const [lo, hi] = row.ci68;
  const halfWidth = lo === null || hi === null ? NaN : (hi - lo) / 2;
  const exponent = commonExponent(Math.abs(limit.value));
  const scale = 10 ** -exponent;
  const resolution = halfWidth > 0 ? halfWidth : Math.abs(limit.value);
  return {
    relation: limit.side === 'upper' ? '<' : '>',
    value: fixed(limit.value * scale, decimalsFor(resolution * scale)),
    exponent,
    level: percent(limit.level),
  };
}

/** The 95 % interval with the same decimals: `lo` and `hi` times ten to `exponent`. Null where undefined. */
export function printedInterval(row: ConstraintRow): { lo: string; hi: string; exponent: number } | null {
  const [lo, hi] = row.ci95;
  if (lo === null || hi === null || !Number.isFinite(lo) || !Number.isFinite(hi)) return null;
  const exponent = commonExponent(Math.max(Math.abs(lo), Math.abs(hi)));
  const scale = 10 ** -exponent;
  const [inner, outer] = row.ci68;
  const quarter = (hi - lo) / 4;
  const resolution = inner !== null && outer !== null && outer > inner ? (outer - inner) / 2 : quarter;
  const decimals = decimalsFor(resolution * scale);
  return { lo: fixed(lo * scale, decimals), hi: fixed(hi * scale, decimals), exponent };
}

/** 0.95 gives "95 %", 0.997 "99.7 %". */
export function percent(level: number): string {
  return `${String(Number((level * 100).toPrecision(3)))} %`;
}

function smallestPositive(a: number, b: number): number {
  if (a > 0 && b > 0) return Math.min(a, b);
  return Math.max(a, b);
}

function commonExponent(largest: number): number {
  if (!(largest > 0)) return 0;
  const exponent = Math.floor(Math.log10(largest));
  return exponent < PLAIN_EXPONENTS[0] || exponent > PLAIN_EXPONENTS[1] ? exponent : 0;
}

/** Decimals that keep two significant digits of `error`; zero and negative errors keep three decimals. */
function decimalsFor(error: number): number {
  if (!(error > 0)) return 3;
  // 0.0996 is 0.10 in two digits: round first, then count.
  const rounded = Number(error.toPrecision(2));
  return Math.min(20, Math.max(0, 1 - Math.floor(Math.log10(rounded))));
}

/** toFixed without the minus sign of a zero. */
function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}
