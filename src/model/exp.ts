/**
 * The exponential functions for inner loops. Math.exp is a call out of the compiled code and took half the time of a
 * prediction; these are inlined and take less than half of that.
 */

/** exp(x) = 2^(k/128) exp(r) with k the integer nearest to 128 x / ln 2, so that |r| <= ln(2)/256. */
const steps = 128;
const perStep = steps / Math.LN2;
/** ln(2)/128 in two parts; the first has 33 bits, so that its product with k is exact. */
const stepHigh = 0.0054152123475432745;
const stepLow = 5.812982117197185e-13;
/** Adding and subtracting 1.5 * 2^52 rounds to the nearest integer. */
const rounder = 6755399441055744;

const fractions = Float64Array.from({ length: steps }, (_, j) => 2 ** (j / steps));
const lowestPower = -1022;
const powers = Float64Array.from({ length: 2046 }, (_, j) => 2 ** (j + lowestPower));

/** e^x within 5e-16 relative to Math.exp for every x, zero, subnormal results, infinities and NaN included. */
export function exp(x: number): number {
  if (x < -746) return 0;
  if (!(x > -708 && x < 709)) return Math.exp(x);
  const rounded = x * perStep + rounder - rounder;
  const k = rounded | 0;
  return assemble(k, x - rounded * stepHigh - rounded * stepLow);
}

/** log10(2)/128 in two parts, as above. */
const decadeStepHigh = 0.002351796840684983;
const decadeStepLow = 4.39869906771492e-13;
const perDecadeStep = steps * Math.log2(10);

/** 10^x within 5e-16 relative to 10 ** x for every x, like `exp`. */
export function exp10(x: number): number {
  if (!(x > -307 && x < 308)) return 10 ** x;
  const rounded = x * perDecadeStep + rounder - rounder;
  const k = rounded | 0;
  return assemble(k, (x - rounded * decadeStepHigh - rounded * decadeStepLow) * Math.LN10);
}

/** 2^(k/128) exp(r). */
function assemble(k: number, r: number): number {
  // Taylor series; the first omitted term is below 6e-19.
  const series = r + r * r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120))));
  const scale = fractions[k & (steps - 1)] * powers[(k >> 7) - lowestPower];
  return scale + scale * series;
}
