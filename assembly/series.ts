/** Walkers' series, or halves of them, where src/diagnostics/column-layout.ts puts them: four at a time, value by value side by side. */
import { forward } from './transform';

/**
 * How a set of series lies in a column. Series c begins at column + 8 half (c + gap floor(c / per)). Its second piece, if it has one, lies
 * `second` bytes later; what lies between the two is one value at `middle` + 8 c, or nothing where `middle` is 0.
 */
let column: usize = 0;
let count: i32 = 0;
let half: i32 = 0;
let per: i32 = 0;
let gap: i32 = 0;
let second: usize = 0;
let middle: usize = 0;

export function choose(at: usize, series: i32, piece: i32, group: i32, between: i32, later: usize, odd: usize): void {
  column = at;
  count = series;
  half = piece;
  per = group;
  gap = between;
  second = later;
  middle = odd;
}

/**
 * Mean, sum of squared deviations and sum of products of neighbouring deviations of each series, as src/diagnostics/moments.ts.
 * @param room for 4 series   @param moments [3][stride] receives them; stride is `count` rounded up to a multiple of 4
 */
export function moments(room: usize, at: usize): void {
  const length = lengthOf();
  const end = room + 32 * <usize>length;
  const n = f64x2.splat(<f64>length);
  const stride: usize = 8 * <usize>((count + 3) & ~3);
  for (let c = 0; c < count; c += 4, at += 32) {
    gather(room, c);
    let sumA = f64x2.splat(0);
    let sumB = f64x2.splat(0);
    for (let i = room; i < end; i += 32) {
      sumA = f64x2.add(sumA, v128.load(i));
      sumB = f64x2.add(sumB, v128.load(i, 16));
    }
    const firstA = f64x2.div(sumA, n);
    const firstB = f64x2.div(sumB, n);
    let restA = f64x2.splat(0);
    let restB = f64x2.splat(0);
    for (let i = room; i < end; i += 32) {
      restA = f64x2.add(restA, f64x2.sub(v128.load(i), firstA));
      restB = f64x2.add(restB, f64x2.sub(v128.load(i, 16), firstB));
    }
    const meanA = finiteOr(firstA, f64x2.add(firstA, f64x2.div(restA, n)), firstA);
    const meanB = finiteOr(firstB, f64x2.add(firstB, f64x2.div(restB, n)), firstB);
    storeFour(at, meanA, meanB);
    let totalA = f64x2.splat(0);
    let totalB = f64x2.splat(0);
    let lostA = f64x2.splat(0);
    let lostB = f64x2.splat(0);
    let productsA = f64x2.splat(0);
    let productsB = f64x2.splat(0);
    let beforeA = f64x2.splat(0);
    let beforeB = f64x2.splat(0);
    for (let i = room; i < end; i += 32) {
      const a = f64x2.sub(v128.load(i), meanA);
      const b = f64x2.sub(v128.load(i, 16), meanB);
      productsA = f64x2.add(productsA, f64x2.mul(beforeA, a));
      productsB = f64x2.add(productsB, f64x2.mul(beforeB, b));
      beforeA = a;
      beforeB = b;
      const squareA = f64x2.mul(a, a);
      const squareB = f64x2.mul(b, b);
      const nextA = f64x2.add(totalA, squareA);
      const nextB = f64x2.add(totalB, squareB);
      lostA = f64x2.add(lostA, lost(totalA, squareA, nextA));
      lostB = f64x2.add(lostB, lost(totalB, squareB, nextB));
      totalA = nextA;
      totalB = nextB;
    }
    storeFour(at + stride, finiteOr(totalA, f64x2.add(totalA, lostA), totalA), finiteOr(totalB, f64x2.add(totalB, lostB), totalB));
    storeFour(at + 2 * stride, productsA, productsB);
  }
}

/**
 * Adds the power spectra of (series - center) * scale, of every other pair of series to either half of each vector.
 * @param room for `size` values of 4 series   @param centers,scales numbers, of as many series as there are rounded up to a multiple of 4
 * @param cos,sin [size / 2] twiddle factors   @param power [size] vectors
 */
export function addPower(size: i32, room: usize, centers: usize, scales: usize, cos: usize, sin: usize, power: usize): void {
  const filled = room + 32 * <usize>lengthOf();
  const end = room + 32 * <usize>size;
  for (let c = 0; c < count; c += 4, centers += 32, scales += 32) {
    gather(room, c);
    const centerA = everyOther(centers);
    const centerB = everyOther(centers + 8);
    const scaleA = everyOther(scales);
    const scaleB = everyOther(scales + 8);
    for (let i = room; i < filled; i += 32) {
      v128.store(i, f64x2.mul(f64x2.sub(v128.load(i), centerA), scaleA));
      v128.store(i, f64x2.mul(f64x2.sub(v128.load(i, 16), centerB), scaleB), 16);
    }
    memory.fill(filled, 0, end - filled);
    forward(size, room, cos, sin);
    for (let i = room, to = power; i < end; i += 32, to += 16) {
      const re = v128.load(i);
      const im = v128.load(i, 16);
      v128.store(to, f64x2.add(v128.load(to), f64x2.add(f64x2.mul(re, re), f64x2.mul(im, im))));
    }
  }
}

function lengthOf(): i32 {
  return (second === 0 ? half : 2 * half) + (middle === 0 ? 0 : 1);
}

/** Writes series c .. c + 3, the last one again where there are fewer. */
function gather(room: usize, c: i32): void {
  const last = count - 1;
  sideBySide(room, c, min(c + 2, last));
  sideBySide(room + 16, min(c + 1, last), min(c + 3, last));
}

function sideBySide(to: usize, c: i32, d: i32): void {
  const p = beginning(c);
  const q = beginning(d);
  to = zip(to, p, q);
  if (middle !== 0) {
    store<f64>(to, load<f64>(middle + 8 * <usize>c));
    store<f64>(to, load<f64>(middle + 8 * <usize>d), 8);
    to += 32;
  }
  if (second !== 0) zip(to, p + second, q + second);
}

// @ts-ignore: decorator
@inline
function beginning(c: i32): usize {
  return column + 8 * <usize>(half * (c + gap * (c / per)));
}

function zip(to: usize, p: usize, q: usize): usize {
  const end = p + 8 * <usize>half;
  for (; p + 8 < end; p += 16, q += 16, to += 64) {
    const a = v128.load(p);
    const b = v128.load(q);
    v128.store(to, v128.shuffle<f64>(a, b, 0, 2));
    v128.store(to, v128.shuffle<f64>(a, b, 1, 3), 32);
  }
  if (p < end) {
    store<f64>(to, load<f64>(p));
    store<f64>(to, load<f64>(q), 8);
    to += 32;
  }
  return to;
}

/** What an addition of a square to a sum of squares rounds off. */
// @ts-ignore: decorator
@inline
function lost(total: v128, square: v128, next: v128): v128 {
  const small = f64x2.add(f64x2.sub(total, next), square);
  const large = f64x2.add(f64x2.sub(square, next), total);
  return v128.bitselect(small, large, f64x2.ge(total, square));
}

// @ts-ignore: decorator
@inline
function finiteOr(asked: v128, then: v128, otherwise: v128): v128 {
  return v128.bitselect(then, otherwise, f64x2.eq(f64x2.sub(asked, asked), f64x2.splat(0)));
}

// @ts-ignore: decorator
@inline
function storeFour(at: usize, a: v128, b: v128): void {
  v128.store(at, v128.shuffle<f64>(a, b, 0, 2));
  v128.store(at, v128.shuffle<f64>(a, b, 1, 3), 16);
}

// @ts-ignore: decorator
@inline
function everyOther(at: usize): v128 {
  return f64x2.replace_lane(v128.load64_splat(at), 1, load<f64>(at, 16));
}
