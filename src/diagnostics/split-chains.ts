/** What every diagnostic does first: look whether its chains can be judged at all, and cut them in halves. */

/** Spread of a column, in units of its largest magnitude, below which it is a constant computed with rounding errors. */
const ROUNDING = 4 * Number.EPSILON;

/**
 * Whether no diagnostic is defined for these chains: none or empty ones, unequal lengths, a value that is not finite,
 * or all values equal (to rounding).
 */
export function isUndefined(chains: readonly Float64Array[]): boolean {
  if (chains.length === 0 || chains[0].length === 0) return true;
  let low = Infinity;
  let high = -Infinity;
  for (const chain of chains) {
    if (chain.length !== chains[0].length) return true;
    for (let i = 0; i < chain.length; i++) {
      const x = chain[i];
      if (!Number.isFinite(x)) return true;
      if (x < low) low = x;
      if (x > high) high = x;
    }
  }
  return isConstantRange(low, high);
}

/** Whether a column with this smallest and largest value is constant up to rounding. */
export function isConstantRange(low: number, high: number): boolean {
  return high - low <= ROUNDING * Math.max(Math.abs(low), Math.abs(high));
}

/**
 * First and second half of every chain, all first halves before all second ones; an odd chain loses its middle draw, a
 * single draw stays whole. Views, not copies.
 */
export function splitChains(chains: readonly Float64Array[]): Float64Array[] {
  if (chains.length === 0 || chains[0].length < 2) return [...chains];
  const half = Math.floor(chains[0].length / 2);
  return [
    ...chains.map((chain) => chain.subarray(0, half)),
    ...chains.map((chain) => chain.subarray(chain.length - half)),
  ];
}

/** All draws in one array, chain after chain. */
export function flatten(chains: readonly Float64Array[]): Float64Array {
  const n = chains.length === 0 ? 0 : chains[0].length;
  const flat = new Float64Array(chains.length * n);
  chains.forEach((chain, c) => flat.set(chain, c * n));
  return flat;
}

/** Cuts a flat array into `count` chains of equal length. Views, not copies. */
export function unflatten(flat: Float64Array, count: number): Float64Array[] {
  const n = flat.length / count;
  return Array.from({ length: count }, (_, c) => flat.subarray(c * n, (c + 1) * n));
}

/** Applies f to every draw. */
export function mapDraws(chains: readonly Float64Array[], f: (x: number) => number): Float64Array[] {
  return chains.map((chain) => chain.map(f));
}
