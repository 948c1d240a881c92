/** Values in ascending order together with where they came from. */
import { gather, sortOrder } from './rank.js';

export interface SortedValues {
  readonly values: Float64Array;
  /** Index of each sorted value; equal values keep their order. */
  readonly order: Uint32Array;
}

/** Memory to sort n values in, so that column after column needs no more. */
export interface SortBuffers extends SortedValues {
  /** [n / PER_PART + 1] */
  readonly parts: Uint32Array;
}

export function sortBuffers(n: number): SortBuffers {
  return {
    values: new Float64Array(n),
    order: new Uint32Array(n),
    parts: new Uint32Array(Math.floor(n / PER_PART) + 1),
  };
}

/** Values per part of the interval (measured: 2 and 8 are slower). */
const PER_PART = 4;
/** Mean number of values, itself included, with which a value may share its part: a million normal deviates have 12. */
const CROWDED = 64;
/** Fewer are not worth it. */
const LEAST = 300;

/** @param x finite values, left as they are   @param into for as many values; the result lies there */
export function sortValues(x: Float64Array, into: SortBuffers = sortBuffers(x.length)): SortedValues {
  if (x.length < LEAST || !sortEven(x, into)) sortUneven(x, into);
  return into;
}

/** By the leading bits of the values, wherever they lie. */
export function sortUneven(x: Float64Array, { values, order }: SortedValues): void {
  // Keys lie where the sorted values will.
  const keys = new Uint32Array(values.buffer, values.byteOffset, 2 * x.length);
  sortOrder(x, order, { keys, order: new Uint32Array(x.length) });
  gather(x, order, values);
}

/**
 * Values that lie about evenly between their extremes, as draws from most posteriors do: the interval is cut into equal parts, each
 * value goes to its part, and the few in a part are inserted in order. One pass in random order over memory where a radix sort of indices
 * makes four: less than half its time. @returns false where too many share a part
 */
function sortEven(x: Float64Array, { values, order, parts: next }: SortBuffers): boolean {
  const n = x.length;
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < n; i++) {
    if (x[i] < low) low = x[i];
    if (x[i] > high) high = x[i];
  }
  const parts = next.length - 1;
  const scale = (parts - 1) / (high - low);
  if (!(scale > 0 && scale < Infinity)) return false;
  // Rounding keeps the order: a larger value never goes to an earlier part. `| 0` because Math.floor is slower here.
  next.fill(0);
  for (let i = 0; i < n; i++) next[(((x[i] - low) * scale) | 0) + 1]++;
  let pairs = 0;
  for (let p = 1; p <= parts; p++) {
    pairs += next[p] * next[p];
    next[p] += next[p - 1];
  }
  if (pairs > CROWDED * n) return false;
  for (let i = 0; i < n; i++) {
    const at = next[((x[i] - low) * scale) | 0]++;
    values[at] = x[i];
    order[at] = i;
  }
  insert(values, order);
  return true;
}

/** Insertion sort of both by value, in place. */
function insert(values: Float64Array, order: Uint32Array): void {
  for (let i = 1, before = values[0]; i < values.length; i++) {
    const value = values[i];
    if (value >= before) {
      before = value;
      continue;
    }
    const index = order[i];
    let j = i;
    for (; j > 0 && values[j - 1] > value; j--) {
      values[j] = values[j - 1];
      order[j] = order[j - 1];
    }
    values[j] = value;
    order[j] = index;
  }
}
