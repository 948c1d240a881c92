/** The order of a column's values and what follows from it, as src/math/sorted-values.ts, src/math/rank.ts and src/diagnostics/folded-rhat.ts. */

import { central } from '../src/math/central-quantile';

/** Writes the least and the largest value to `answer`, NaN where some value is not finite. */
export function range(n: i32, x: usize, answer: usize): void {
  const end = x + 8 * <usize>n;
  let low = v128.load64_splat(x);
  let high = low;
  let infinite = f64x2.splat(0);
  for (; x + 8 < end; x += 16) {
    const values = v128.load(x);
    infinite = v128.or(infinite, f64x2.sub(values, values));
    low = f64x2.pmin(low, values);
    high = f64x2.pmax(high, values);
  }
  // The last of an odd number, twice; of an even one again.
  const last = v128.load64_splat(end - 8);
  infinite = v128.or(infinite, f64x2.sub(last, last));
  low = f64x2.pmin(low, last);
  high = f64x2.pmax(high, last);
  const wrong = v128.any_true(infinite);
  store<f64>(answer, wrong ? NaN : min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1)));
  store<f64>(answer, wrong ? NaN : max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1)), 8);
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

const DIGIT_BITS: i32 = 11;
const DIGITS: i32 = 1 << DIGIT_BITS;
/** Insertions per value before the values are judged too uneven. */
const PATIENCE: i32 = 8;
const firstDigits: usize = memory.data(4 * DIGITS, 16);
const secondDigits: usize = memory.data(4 * DIGITS, 16);

/**
 * Sorts by cutting the range into 2^22 equal parts, whose numbers are sorted digit by digit; the few in a part are inserted in order.
 * @param scale times which a value less `low` is the number of its part   @param room [n] of 8 bytes
 * @returns 0 where too many values share a part
 */
export function sort(n: i32, x: usize, low: f64, scale: f64, room: usize, values: usize, order: usize): i32 {
  memory.fill(firstDigits, 0, 4 * DIGITS);
  memory.fill(secondDigits, 0, 4 * DIGITS);
  for (let i = 0; i < n; i++) {
    const part = <i32>((load<f64>(x + 8 * <usize>i) - low) * scale);
    count(firstDigits, part & (DIGITS - 1));
    count(secondDigits, part >> DIGIT_BITS);
  }
  toStarts(firstDigits);
  toStarts(secondDigits);
  for (let i = 0; i < n; i++) {
    const part = <i32>((load<f64>(x + 8 * <usize>i) - low) * scale);
    const at = count(firstDigits, part & (DIGITS - 1));
    store<i32>(room + 8 * at, part >> DIGIT_BITS);
    store<i32>(room + 8 * at, i, 4);
  }
  const end = room + 8 * <usize>n;
  for (; room < end; room += 8) {
    const at = count(secondDigits, load<i32>(room));
    const i = load<i32>(room, 4);
    store<i32>(order + 4 * at, i);
    store<f64>(values + 8 * at, load<f64>(x + 8 * <usize>i));
  }
  return insert(n, values, order);
}

/** @returns the number before */
// @ts-ignore: decorator
@inline
function count(digits: usize, digit: i32): usize {
  const at = digits + 4 * <usize>digit;
  const before = load<i32>(at);
  store<i32>(at, before + 1);
  return <usize>before;
}

function toStarts(digits: usize): void {
  let start = 0;
  for (let d: usize = 0; d < 4 * DIGITS; d += 4) {
    const inside = load<i32>(digits + d);
    store<i32>(digits + d, start);
    start += inside;
  }
}

function insert(n: i32, values: usize, order: usize): i32 {
  let budget = PATIENCE * n;
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
    budget -= i - <i32>j;
    if (budget < 0) return 0;
  }
  return 1;
}

/** Normal scores up to the middle, of half ranks from `from` on: see `fillOuterScores` of src/math/rank.ts. */
export function centralScores(from: i32, size: i32, scores: usize): void {
  for (let twice = from; twice <= size + 1; twice++) {
    const q = (<f64>twice / 2 - 0.375) / (<f64>size + 0.25) - 0.5;
    store<f64>(scores + 8 * <usize>twice, q * central(0.180625 - q * q));
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
 * @param length values of a chain   @param sums [chains] of zeros   @param squares likewise   @param room [n] of 16 bytes
 */
export function foldedSums(
  n: i32, size: i32, values: usize, order: usize, scores: usize, center: f64, length: i32, sums: usize, squares: usize, room: usize,
): void {
  fold(n, values, order, center, room);
  const perChain = 1 / <f64>length;
  let before = 0;
  const end = room + 16 * <usize>n;
  while (room < end) {
    const distance = load<f64>(room);
    let ties = 0;
    let next = room;
    for (; next < end && load<f64>(next) === distance; next += 16) ties += <i32>(load<i32>(next, 8) < size);
    if (ties > 0) {
      const z = score(2 * before + ties + 1, size, scores);
      for (; room < next; room += 16) {
        const index = load<i32>(room, 8);
        if (index >= size) continue;
        // A division, but faster: half a draw away from the next chain, no rounding matters.
        const c: usize = 8 * <usize>(<i32>((<f64>index + 0.5) * perChain));
        store<f64>(sums + c, load<f64>(sums + c) + z);
        store<f64>(squares + c, load<f64>(squares + c) + z * z);
      }
    }
    room = next;
    before += ties;
  }
}

/** Writes the distances in ascending order, each with its index, by merging outwards; without branches that nobody can foresee. */
function fold(n: i32, values: usize, order: usize, center: f64, room: usize): void {
  let right = 0;
  while (right < n && load<f64>(values + 8 * <usize>right) < center) right++;
  let left = right - 1;
  while (left >= 0 && right < n) {
    const below = center - load<f64>(values + 8 * <usize>left);
    const above = load<f64>(values + 8 * <usize>right) - center;
    const nearer = <i32>(below <= above);
    // `min` has a branch for zeros and NaN.
    v128.store64_lane(room, f64x2.pmin(f64x2.splat(below), f64x2.splat(above)), 0);
    store<i32>(room, load<i32>(order + 4 * <usize>(right + ((left - right) & -nearer))), 8);
    left -= nearer;
    right += 1 - nearer;
    room += 16;
  }
  for (; left >= 0; left--, room += 16) {
    store<f64>(room, center - load<f64>(values + 8 * <usize>left));
    store<i32>(room, load<i32>(order + 4 * <usize>left), 8);
  }
  for (; right < n; right++, room += 16) {
    store<f64>(room, load<f64>(values + 8 * <usize>right) - center);
    store<i32>(room, load<i32>(order + 4 * <usize>right), 8);
  }
}

/** Normal score of half a rank, from a table of those up to the middle. */
// @ts-ignore: decorator
@inline
function score(twice: i32, size: i32, scores: usize): f64 {
  return twice <= size + 1 ? load<f64>(scores + 8 * <usize>twice) : -load<f64>(scores + 8 * <usize>(2 * (size + 1) - twice));
}
