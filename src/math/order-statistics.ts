/** The few values of a given rank that a quantile and its error need, without sorting all. */

/** Parts of the range of the values: the few in the part of a rank are sorted. */
const PARTS = 1 << 14;

/**
 * @param x [n] finite values, left as they are   @param low,high the least and the largest of them
 * @returns the i-th smallest value, i from 0: that of `x.slice().sort()`, 0 and -0 apart
 */
export function orderStatistics(x: Float64Array, low: number, high: number): (i: number) => number {
  const scale = (PARTS - 1) / (high - low);
  // So far apart, or so close, that there are no parts.
  if (!(scale > 0 && scale < Infinity)) {
    const sorted = x.slice().sort();
    return (i) => sorted[i];
  }
  /** How many values lie in earlier parts. Rounding keeps the order: a larger value is never in an earlier part. */
  const before = new Uint32Array(PARTS + 1);
  for (let i = 0; i < x.length; i++) before[(((x[i] - low) * scale) | 0) + 1]++;
  for (let p = 1; p <= PARTS; p++) before[p] += before[p - 1];
  const known = new Map<number, Float64Array>();
  const valuesOf = (part: number): Float64Array => {
    const values = new Float64Array(before[part + 1] - before[part]);
    for (let i = 0, at = 0; at < values.length; i++)
      if ((((x[i] - low) * scale) | 0) === part) values[at++] = x[i];
    return values.sort();
  };
  return (i) => {
    let [part, end] = [0, PARTS];
    while (end - part > 1) {
      const middle = (part + end) >> 1;
      if (before[middle] <= i) part = middle;
      else end = middle;
    }
    const values = known.get(part) ?? valuesOf(part);
    known.set(part, values);
    return values[i - before[part]];
  };
}
