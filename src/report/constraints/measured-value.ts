import type { RoundedValue } from '../../plot/text/rounded-value.js';
import { commonExponent, decimalsFor, fixed, roundValue } from '../../plot/text/rounded-value.js';
import type { ConstraintRow } from './constraint-row.js';

/** A limit as it is printed: `< value` times ten to `exponent`. */
export interface PrintedLimit {
  readonly relation: '<' | '>';
  readonly value: string;
  readonly exponent: number;
  /** "95 %" */
  readonly level: string;
}

/**
 * The median of a row with its 68 % errors, rounded to two significant digits of the smaller error.
 * Null where the row has no finite median and interval.
 */
export function measuredValue(row: ConstraintRow): RoundedValue | null {
  const [lo, hi] = row.ci68;
  return row.median === null || lo === null || hi === null ? null : roundValue(row.median, lo, hi);
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
