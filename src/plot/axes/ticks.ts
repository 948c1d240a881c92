import { tickStep } from 'd3-array';
import { commonExponent, fixed } from '../text/rounded-value.js';

/** Where an axis is marked, and what is written there. */
export interface Ticks {
  readonly major: readonly { readonly at: number; readonly text: string }[];
  readonly minor: readonly number[];
  /** Power of ten that was taken out of the labels of a linear axis; the axis label must name it. */
  readonly exponent?: number;
}

/** Slack for ticks that fall on an end of the axis but for rounding. */
const EDGE = 1e-9;

/**
 * Ticks of a linear axis at multiples of 1, 2 or 5 times a power of ten, about `count` of them, with 4 or 5 minor
 * intervals between. Labels share one number of decimals and one power of ten.
 */
export function linearTicks(domain: readonly [number, number], count: number): Ticks {
  const [lo, hi] = domain[0] < domain[1] ? domain : [domain[1], domain[0]];
  if (!(hi > lo) || !Number.isFinite(hi - lo)) return { major: [], minor: [] };
  const step = tickStep(lo, hi, Math.max(1, count));
  const values = multiples(lo, hi, step);
  const mantissa = Math.round(step / 10 ** Math.floor(Math.log10(step) + EDGE));
  const minorStep = step / (mantissa === 2 ? 4 : 5);
  const minor = multiples(lo, hi, minorStep).filter((m) =>
    values.every((v) => Math.abs(v - m) > minorStep / 2),
  );
  const exponent = tickExponent(Math.max(...values.map(Math.abs), step), step);
  const decimals = Math.max(0, exponent - Math.floor(Math.log10(step) + EDGE));
  const text = (v: number): string => fixed(v / 10 ** exponent, decimals).replace('-', '−');
  return { major: values.map((at) => ({ at, text: text(at) })), minor, exponent };
}

/**
 * Ticks of a logarithmic axis: at decades (every 2nd, 3rd ... where there are more than `count`), minor ones at 2 to 9
 * times each (at the decades left out where there are many). Below two decades the digits 2 and 5, or all, are labelled too.
 */
export function logTicks(domain: readonly [number, number], count: number): Ticks {
  const [lo, hi] = domain[0] < domain[1] ? domain : [domain[1], domain[0]];
  if (!(lo > 0) || !(hi > lo)) return { major: [], minor: [] };
  const from = Math.log10(lo);
  const to = Math.log10(hi);
  const decades = to - from;
  if (decades < 0.7) return linearTicks(domain, count);
  const every = Math.max(1, Math.ceil(decades / Math.max(1, count) - EDGE));
  const digits = labelledDigits(decades, count);
  const major: { at: number; text: string }[] = [];
  const minor: number[] = [];
  for (let exponent = Math.floor(from); exponent <= Math.ceil(to); exponent++) {
    for (let digit = 1; digit <= 9; digit++) {
      const at = digit * 10 ** exponent;
      const position = Math.log10(digit) + exponent;
      if (position < from - EDGE || position > to + EDGE) continue;
      const wanted = digits.includes(digit) && exponent % every === 0;
      if (wanted) major.push({ at, text: logFormat(digit, exponent, digits.length > 1) });
      else if (every === 1 || digit === 1) minor.push(at);
    }
  }
  return { major, minor };
}

/** Which digits of a decade are labelled, so that a short axis still has about three labels. */
function labelledDigits(decades: number, count: number): readonly number[] {
  if (decades >= 2 || count < 3) return [1];
  if (decades >= 1.2) return [1, 3];
  return [1, 2, 5];
}

function multiples(lo: number, hi: number, step: number): number[] {
  const first = Math.ceil(lo / step - EDGE);
  const last = Math.floor(hi / step + EDGE);
  const out: number[] = [];
  // Multiplied with a whole number and rounded, so that 0.30000000000000004 does not appear.
  for (let i = first; i <= last; i++) out.push(Number((i * step).toPrecision(12)));
  return out;
}

/** Powers of ten are taken out of numbers that would be long: beyond 10^5, or with more than three decimals. */
function tickExponent(largest: number, step: number): number {
  const tooFine = Math.floor(Math.log10(step) + EDGE) < -3;
  return tooFine && largest < 1 ? Math.floor(Math.log10(largest) + EDGE) : commonExponent(largest);
}

function logFormat(digit: number, exponent: number, plain: boolean): string {
  // Whole numbers are easier to read than powers as long as they are short.
  if (plain && exponent >= -2 && exponent <= 3) {
    return (digit * 10 ** exponent).toFixed(Math.max(0, -exponent));
  }
  const power = `10^{${String(exponent)}}`;
  return digit === 1 ? `$${power}$` : `$${String(digit)}\\times${power}$`;
}
