/** The order of a column's values and what follows from it, as src/math/sorted-values.ts, src/math/rank.ts and src/diagnostics/folded-rhat.ts. */

/** Writes the least and the largest value to `answer`, NaN where some value is not finite. */
export function range(n: i32, x: usize, answer: usize): void {
  const end = x + 8 * <usize>n;
  let low = load<f64>(x);
  let high = low;
  let wrong = false;
  for (; x < end; x += 8) {
    const value = load<f64>(x);
    wrong = wrong || !isFinite(value);
    low = value < low ? value : low;
    high = value > high ? value : high;
  }
  store<f64>(answer, wrong ? NaN : low);
  store<f64>(answer, wrong ? NaN : high, 8);
}

/** Sum of (x - center)^2 as `sumOfSquares` of src/math/sum.ts. */
export function squaresAbout(n: i32, x: usize, center: f64): f64 {
  const end = x + 8 * <usize>n;
  let total = 0.0;
  let lost = 0.0;
  for (; x < end; x += 8) {
    const deviation = load<f64>(x) - center;
    const square = deviation * deviation;
    const next = total + square;
    lost += total >= square ? total - next + square : square - next + total;
    total = next;
  }
  return isFinite(total) ? total + lost : total;
}

/**
 * Sorts by cutting the range into equal parts. @param next [parts + 1] of 4 bytes, overwritten   @param crowded see sorted-values.ts
 * @returns 0 where too many values share a part
 */
export function sortEven(n: i32, x: usize, low: f64, scale: f64, crowded: f64, parts: i32, next: usize, values: usize, order: usize): i32 {
  memory.fill(next, 0, 4 * <usize>(parts + 1));
  const end = x + 8 * <usize>n;
  for (let at = x; at < end; at += 8) {
    const part = next + 4 * <usize>(<i32>((load<f64>(at) - low) * scale));
    store<i32>(part, load<i32>(part, 4) + 1, 4);
  }
  let pairs: i64 = 0;
  for (let p = 1; p <= parts; p++) {
    const part = next + 4 * <usize>p;
    const inside = load<i32>(part);
    pairs += <i64>inside * <i64>inside;
    store<i32>(part, inside + load<i32>(part - 4));
  }
  if (<f64>pairs > crowded) return 0;
  for (let i = 0; i < n; i++) {
    const value = load<f64>(x + 8 * <usize>i);
    const part = next + 4 * <usize>(<i32>((value - low) * scale));
    const at = <usize>load<i32>(part);
    store<i32>(part, <i32>at + 1);
    store<f64>(values + 8 * at, value);
    store<i32>(order + 4 * at, i);
  }
  insert(n, values, order);
  return 1;
}

function insert(n: i32, values: usize, order: usize): void {
  let before = load<f64>(values);
  for (let i = 1; i < n; i++) {
    const value = load<f64>(values + 8 * <usize>i);
    if (value >= before) {
      before = value;
      continue;
    }
    const index = load<i32>(order + 4 * <usize>i);
    let j = <usize>i;
    for (; j > 0 && load<f64>(values + 8 * j - 8) > value; j--) {
      store<f64>(values + 8 * j, load<f64>(values + 8 * j - 8));
      store<i32>(order + 4 * j, load<i32>(order + 4 * j - 4));
    }
    store<f64>(values + 8 * j, value);
    store<i32>(order + 4 * j, index);
  }
}

/** Replaces the first `size` values of the column by the normal scores of their ranks. @param scores of half ranks: see `score` */
export function rankNormalise(n: i32, size: i32, values: usize, order: usize, scores: usize, out: usize): void {
  let before = 0;
  for (let i = 0; i < n;) {
    const value = load<f64>(values + 8 * <usize>i);
    let ties = 0;
    let j = i;
    for (; j < n && load<f64>(values + 8 * <usize>j) === value; j++) ties += <i32>(load<i32>(order + 4 * <usize>j) < size);
    if (ties > 0) {
      const z = score(2 * before + ties + 1, size, scores);
      for (; i < j; i++) {
        const index = load<i32>(order + 4 * <usize>i);
        if (index < size) store<f64>(out + 8 * <usize>index, z);
      }
    }
    i = j;
    before += ties;
  }
}

/**
 * Sums and sums of squares, chain by chain, of the normal scores of the distances from the center.
 * @param length values of a chain   @param sums [chains] of zeros   @param squares likewise
 */
export function foldedSums(
  n: i32, size: i32, values: usize, order: usize, scores: usize, center: f64, length: i32, sums: usize, squares: usize,
): void {
  let right = 0;
  while (right < n && load<f64>(values + 8 * <usize>right) < center) right++;
  let left = right - 1;
  let before = 0;
  while (left >= 0 || right < n) {
    const below = left >= 0 ? center - load<f64>(values + 8 * <usize>left) : Infinity;
    const above = right < n ? load<f64>(values + 8 * <usize>right) - center : Infinity;
    const distance = min(below, above);
    const fromLeft = left;
    const fromRight = right;
    let ties = 0;
    for (; left >= 0 && center - load<f64>(values + 8 * <usize>left) === distance; left--)
      ties += <i32>(load<i32>(order + 4 * <usize>left) < size);
    for (; right < n && load<f64>(values + 8 * <usize>right) - center === distance; right++)
      ties += <i32>(load<i32>(order + 4 * <usize>right) < size);
    if (ties === 0) continue;
    const z = score(2 * before + ties + 1, size, scores);
    before += ties;
    for (let i = left + 1; i <= fromLeft; i++) add(load<i32>(order + 4 * <usize>i), size, length, z, sums, squares);
    for (let i = fromRight; i < right; i++) add(load<i32>(order + 4 * <usize>i), size, length, z, sums, squares);
  }
}

// @ts-ignore: decorator
@inline
function add(index: i32, size: i32, length: i32, z: f64, sums: usize, squares: usize): void {
  if (index >= size) return;
  const c: usize = 8 * <usize>(index / length);
  store<f64>(sums + c, load<f64>(sums + c) + z);
  store<f64>(squares + c, load<f64>(squares + c) + z * z);
}

/** Normal score of half a rank, from a table of those up to the middle. */
// @ts-ignore: decorator
@inline
function score(twice: i32, size: i32, scores: usize): f64 {
  return twice <= size + 1 ? load<f64>(scores + 8 * <usize>twice) : -load<f64>(scores + 8 * <usize>(2 * (size + 1) - twice));
}
