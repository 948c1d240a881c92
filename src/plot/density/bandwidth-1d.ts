import { cosineCoefficients } from './cosine-transform.js';

/** Coefficients beyond this order carry noise only, for every bandwidth that a plot can show. */
const ORDERS = 400;
/** Stages of the plug-in; the paper's recommendation. */
const STAGES = 7;

/**
 * Bandwidth of a Gaussian kernel that minimises the asymptotic mean integrated squared error, by the improved
 * Sheather-Jones plug-in: Botev, Grotowski & Kroese (2010), Ann. Stat. 38, 2916, algorithm 1 with l = 7. Reflecting
 * ends, so that a density that does not vanish at an edge does not look rough.
 * @param probability histogram normalised to 1, [bins]   @param effectiveSize number of independent draws it is worth
 * @returns in cells; NaN when the fixed point does not exist (fewer than about ten draws)
 */
export function improvedSheatherJones(probability: Float64Array, effectiveSize: number): number {
  const count = Math.min(ORDERS, probability.length);
  const squares = cosineCoefficients(probability, count).map((a) => a * a);
  const excess = (t: number): number => t - fixedPointStep(squares, effectiveSize, t);
  // The smallest root is the one wanted: from below, `excess` is negative up to it.
  let previous = 1e-8;
  if (!(excess(previous) < 0)) return NaN;
  for (let t = 2e-8; t < 0.2; t *= 2) {
    if (excess(t) >= 0) return Math.sqrt(bisect(excess, previous, t)) * probability.length;
    previous = t;
  }
  return NaN;
}

/** xi gamma^[l](t) of the paper's eq. (30)-(31): the next t, in units of the squared range. */
function fixedPointStep(squares: Float64Array, n: number, t: number): number {
  let norm = roughness(squares, STAGES, t);
  for (let s = STAGES - 1; s >= 2; s--) {
    const constant = (1 + 0.5 ** (s + 0.5)) / 3;
    const time = ((2 * constant * oddFactorial(s)) / Math.sqrt(2 * Math.PI) / n / norm) ** (2 / (3 + 2 * s));
    norm = roughness(squares, s, time);
  }
  return (2 * n * Math.sqrt(Math.PI) * norm) ** (-2 / 5);
}

/** Squared norm of the s-th derivative of the density smoothed to time t: 2 pi^(2s) sum k^(2s) a_k^2 exp(-k^2 pi^2 t). */
function roughness(squares: Float64Array, s: number, t: number): number {
  let sum = 0;
  for (let k = 1; k < squares.length; k++) {
    const exponent = k * k * Math.PI * Math.PI * t;
    if (exponent > 60) break;
    sum += (k * k) ** s * squares[k] * Math.exp(-exponent);
  }
  return 2 * Math.PI ** (2 * s) * sum;
}

/** 1 * 3 * 5 ... (2 s - 1). */
export function oddFactorial(s: number): number {
  let product = 1;
  for (let i = 3; i <= 2 * s - 1; i += 2) product *= i;
  return product;
}

/** Root of a continuous function with a sign change between a and b, to 0.1 %. */
export function bisect(f: (x: number) => number, a: number, b: number): number {
  let [lo, hi] = [a, b];
  while (hi - lo > 1e-3 * hi) {
    const middle = (lo + hi) / 2;
    if (f(middle) < 0) lo = middle;
    else hi = middle;
  }
  return (lo + hi) / 2;
}
