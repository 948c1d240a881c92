/**
 * The natural logarithm, of two vectors of two numbers at once. x = 2^k (1 + f) with 1 + f between sqrt(1/2) and
 * sqrt(2); log(1 + f) = f - s (f - z P(z)) with s = f / (2 + f) and z = s^2, which is 2 atanh(s) with f exact.
 * Coefficients: scripts/kernel/polynomials.py. Why constants lie in memory: exp.ts.
 */
// prettier-ignore
const constants = memory.data<f64>([
  /*  0 */ 1,
  /*  1 */ 2,
  /*  2 */ 0.6931471803691238, // ln 2 in two parts; the first has 33 bits, so that its product with k is exact
  /*  3 */ 1.9082149292705877e-10,
  /*  4 */ 0.666666666666667, // P, lowest order first
  /*  5 */ 0.39999999999899505,
  /*  6 */ 0.28571428625975487,
  /*  7 */ 0.2222221113479508,
  /*  8 */ 0.18182889125261723,
  /*  9 */ 0.15331721600556042,
  /* 10 */ 0.14616449685043406,
  /* 11 */ 2.2250738585072014e-308, // smallest normal number
  /* 12 */ Infinity,
  /* 13 */ 18014398509481984, // 2^54
  /* 14 */ 54,
  /* 15 */ 4503599627371519, // 2^52 + 1023
]);
// prettier-ignore
const masks = memory.data<u64>([
  /*  0 */ 0x000fffffffffffff, // mantissa
  /*  1 */ 0x3fe6a09e667f3bcd, // bits of sqrt(1/2)
  /*  2 */ 0x4330000000000000, // bits of 2^52
]);

// @ts-ignore: decorator
@inline
function constant(i: i32): v128 {
  return v128.load64_splat(constants + 8 * i);
}

// @ts-ignore: decorator
@inline
function mask(i: i32): v128 {
  return v128.load64_splat(masks + 8 * i);
}

/** log of normal positive numbers. */
// @ts-ignore: decorator
@inline
function logNormal(x: v128): v128 {
  // The exponent counted from sqrt(1/2): (bits - bits(sqrt(1/2))) >> 52, made positive by 1023.
  const shifted = i64x2.add(i64x2.sub(x, mask(1)), i64x2.shl(i64x2.splat(1023), 52));
  const exponent = i64x2.shr_u(shifted, 52);
  const k = f64x2.sub(v128.or(exponent, mask(2)), constant(15));
  const y = i64x2.add(v128.and(shifted, mask(0)), mask(1));
  const f = f64x2.sub(y, constant(0));
  const s = f64x2.div(f, f64x2.add(constant(1), f));
  const z = f64x2.mul(s, s);
  const z2 = f64x2.mul(z, z);
  const p01 = f64x2.add(constant(4), f64x2.mul(z, constant(5)));
  const p23 = f64x2.add(constant(6), f64x2.mul(z, constant(7)));
  const p45 = f64x2.add(constant(8), f64x2.mul(z, constant(9)));
  const high = f64x2.add(p23, f64x2.mul(z2, f64x2.add(p45, f64x2.mul(z2, constant(10)))));
  const series = f64x2.mul(z, f64x2.add(p01, f64x2.mul(z2, high)));
  const small = f64x2.sub(f64x2.mul(k, constant(3)), f64x2.mul(s, f64x2.sub(f, series)));
  return f64x2.add(f64x2.mul(k, constant(2)), f64x2.add(f, small));
}

/** log of every x: subnormal numbers, 0, infinity, negative numbers and NaN included. */
function logAny(x: v128): v128 {
  const isSmall = f64x2.lt(x, constant(11));
  const scaled = v128.bitselect(f64x2.mul(x, constant(13)), x, isSmall);
  const down = v128.and(constant(14), isSmall);
  const ln2 = f64x2.add(constant(2), constant(3));
  const log = f64x2.sub(logNormal(scaled), f64x2.mul(down, ln2));
  const zero = f64x2.splat(0);
  const atZero = v128.bitselect(f64x2.neg(constant(12)), log, f64x2.eq(x, zero));
  const atInfinity = v128.bitselect(x, atZero, f64x2.eq(x, constant(12)));
  const isNumber = f64x2.ge(x, zero);
  return v128.bitselect(atInfinity, f64x2.splat(NaN), isNumber);
}

// @ts-ignore: decorator
@inline
function leavesNormal(x: v128): v128 {
  return v128.not(v128.and(f64x2.ge(x, constant(11)), f64x2.lt(x, constant(12))));
}

/** Stores the logarithms of two vectors. */
// @ts-ignore: decorator
@inline
export function logPair(a: v128, atA: usize, b: v128, atB: usize): void {
  if (v128.any_true(v128.or(leavesNormal(a), leavesNormal(b)))) {
    v128.store(atA, logAny(a));
    v128.store(atB, logAny(b));
  } else {
    v128.store(atA, logNormal(a));
    v128.store(atB, logNormal(b));
  }
}
