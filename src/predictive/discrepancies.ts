/** What measurements in order of energy say about a model that misses them: numbers computed alike from real and replicated data. */

/** Neighbouring measurements, those at `from` ... `to` - 1. */
export interface Window {
  readonly from: number;
  readonly to: number;
  /** Sum of the pulls over the root of their number: as standard normal as the pulls are, wherever the window lies. */
  readonly strength: number;
}

/** Sum of squares: chi2. */
export function sumOfSquares(pulls: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < pulls.length; i++) sum += pulls[i] * pulls[i];
  return sum;
}

/**
 * The window of any place and width in which the pulls together lie farthest on one side: a scan statistic, whose distribution
 * must be had from replicated data, since the place was chosen by looking.
 * @param pulls at least one, in order of energy
 */
export function strongestWindow(pulls: ArrayLike<number>): Window {
  const n = pulls.length;
  const inverse = reciprocals(n);
  let [from, to, best, strength] = [0, 1, -1, 0];
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = i; j < n; j++) {
      sum += pulls[j];
      const squared = sum * sum * inverse[j - i];
      if (squared > best) {
        from = i;
        to = j + 1;
        best = squared;
        strength = sum;
      }
    }
  }
  return { from, to, strength: strength / Math.sqrt(to - from) };
}

let known = new Float64Array(0);

/** 1, 1/2, 1/3 ... of at least n numbers: a division costs as much as the rest of the innermost loop. */
function reciprocals(n: number): Float64Array {
  if (known.length < n) known = Float64Array.from({ length: 2 * n }, (_, i) => 1 / (i + 1));
  return known;
}

/** Neighbours in a row whose pulls have one sign, the first of the longest such rows. */
export function longestRun(pulls: ArrayLike<number>): { readonly from: number; readonly to: number } {
  let [from, to] = [0, 0];
  for (let i = 0, start = 0; i < pulls.length; i++) {
    if (i > 0 && pulls[i] > 0 !== pulls[i - 1] > 0) start = i;
    if (i + 1 - start > to - from) [from, to] = [start, i + 1];
  }
  return { from, to };
}
