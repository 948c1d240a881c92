import { bisect, oddFactorial } from './bandwidth-1d.js';
import { cosineCoefficients2d } from './cosine-transform.js';

/** Cosine coefficients per direction: finer structure than the 48th order is noise for every sample a plot shows. */
const ORDERS = 48;

/**
 * Bandwidths in two directions for a product Gaussian kernel, by the two-dimensional diffusion plug-in of Botev, Grotowski &
 * Kroese (2010), Ann. Stat. 38, 2916, sec. 4 (eqs. 37-38 and the scheme of their appendix E).
 * @param probability histogram normalised to 1, row-major [rows * columns], rows along the second direction
 * @returns in cells along columns (first) and rows (second); null when the fixed point does not exist
 */
export function diffusionBandwidths(
  probability: Float64Array,
  columns: number,
  effectiveSize: number,
): readonly [number, number] | null {
  const rows = probability.length / columns;
  const a = cosineCoefficients2d(probability, columns, ORDERS);
  const squares = a.map((value) => value * value);
  const functional = cachedFunctional(squares, effectiveSize);
  const excess = (t: number): number => {
    const { at } = functional(t);
    const sum = at(0, 2) + at(2, 0) + 2 * at(1, 1);
    return t - (2 * Math.PI * effectiveSize * sum) ** (-1 / 3);
  };
  const t = smallestRoot(excess);
  if (t === null) return null;
  const { at } = functional(t);
  const [p02, p20, p11] = [at(0, 2), at(2, 0), at(1, 1)];
  const mixed = p11 + Math.sqrt(p20 * p02);
  const second = (p02 ** 0.75 / (4 * Math.PI * effectiveSize * p20 ** 0.75 * mixed)) ** (1 / 3);
  const first = (p20 ** 0.75 / (4 * Math.PI * effectiveSize * p02 ** 0.75 * mixed)) ** (1 / 3);
  const pair: readonly [number, number] = [Math.sqrt(first) * columns, Math.sqrt(second) * rows];
  return pair.every((h) => Number.isFinite(h) && h > 0) ? pair : null;
}

function smallestRoot(excess: (t: number) => number): number | null {
  let previous = 1e-7;
  if (!(excess(previous) < 0)) return null;
  for (let t = 2.5e-7; t < 0.2; t *= 2.5) {
    if (excess(t) >= 0) return bisect(excess, previous, t);
    previous = t;
  }
  return null;
}

/**
 * psi_(i,j)(t): integral of the (i)-th row and (j)-th column derivative squared, where the time of each order comes from
 * the order above it, from order 5 (taken at t itself) down to 2. Values of one t are kept while it is worked on.
 */
function cachedFunctional(
  squares: Float64Array,
  n: number,
): (t: number) => { at: (i: number, j: number) => number } {
  return (t) => {
    const cache = new Map<number, number>();
    const at = (i: number, j: number): number => {
      const key = i * 16 + j;
      let value = cache.get(key);
      if (value === undefined) {
        value = compute(i, j);
        cache.set(key, value);
      }
      return value;
    };
    const compute = (i: number, j: number): number => {
      if (i + j > 4) return weightedSum(squares, i, j, t);
      const above = at(i + 1, j) + at(i, j + 1);
      const constant = (1 + 0.5 ** (i + j + 1)) / 3;
      const time = ((-2 * constant * peak(i) * peak(j)) / n / above) ** (1 / (2 + i + j));
      return weightedSum(squares, i, j, time);
    };
    return { at };
  };
}

/** The 2s-th derivative of the normal density at 0: (-1)^s (2s - 1)!! / sqrt(2 pi). */
function peak(s: number): number {
  return ((-1) ** s * oddFactorial(s)) / Math.sqrt(2 * Math.PI);
}

/** (-1)^(i+j) pi^(2(i+j)) sum over orders of k^(2j) m^(2i) a_(m,k)^2 exp(-(k^2 + m^2) pi^2 t), zero orders at half weight. */
function weightedSum(squares: Float64Array, i: number, j: number, t: number): number {
  const weight = (k: number, power: number): number =>
    k === 0 && power > 0
      ? 0
      : (k === 0 ? 1 : 0.5) * Math.exp(-k * k * Math.PI * Math.PI * t) * k ** (2 * power);
  const columnWeights = Float64Array.from({ length: ORDERS }, (_, k) => weight(k, j));
  let sum = 0;
  for (let m = 0; m < ORDERS; m++) {
    const rowWeight = weight(m, i);
    if (rowWeight === 0) continue;
    let inner = 0;
    for (let k = 0; k < ORDERS; k++) inner += columnWeights[k] * squares[m * ORDERS + k];
    sum += rowWeight * inner;
  }
  return (-1) ** (i + j) * sum * Math.PI ** (2 * (i + j));
}
