/**
 * The exponential function, of two vectors of two numbers at once. exp(x) = 2^k exp(r) with k the integer nearest to
 * x / ln 2, so that |r| <= ln(2)/2, and exp(r) = 1 + r + r^2 P(r). Coefficients: scripts/kernel/polynomials.py.
 * Constants lie in memory because the engine builds a constant vector anew, from three instructions, wherever it is used.
 */
// prettier-ignore
const constants = memory.data<f64>([
  /*  0 */ 1.4426950408889634, // 1/ln 2
  /*  1 */ 6755399441055744, // 1.5 * 2^52: adding it rounds to an integer and leaves that in the low bits
  /*  2 */ 0.6931471803691238, // ln 2 in two parts; the first has 33 bits, so that its product with k is exact
  /*  3 */ 1.9082149292705877e-10,
  /*  4 */ 1,
  /*  5 */ 0.5000000000000001, // P, lowest order first
  /*  6 */ 0.16666666666666669,
  /*  7 */ 0.041666666666624164,
  /*  8 */ 0.008333333333330065,
  /*  9 */ 0.0013888888917196719,
  /* 10 */ 0.00019841269863040545,
  /* 11 */ 2.4801521322368692e-05,
  /* 12 */ 2.7557268480310024e-06,
  /* 13 */ 2.7620075879983367e-07,
  /* 14 */ 2.5100375832561234e-08,
  /* 15 */ 708, // up to here 2^k is a normal number
  /* 16 */ 750, // beyond, the result is 0 or infinite
  /* 17 */ 0.5,
]);

// @ts-ignore: decorator
@inline
function constant(i: i32): v128 {
  return v128.load64_splat(constants + 8 * i);
}

/**
 * Stores the exponentials of two vectors: every x is good, infinities and NaN included. Two vectors side by side, because one
 * alone waits for its own results most of the time; the polynomial by Estrin's scheme, whose chains are short.
 */
// @ts-ignore: decorator
@inline
export function expPair(a: v128, atA: usize, b: v128, atB: usize): void {
  const limit = constant(15);
  const areSmall = v128.and(f64x2.le(f64x2.abs(a), limit), f64x2.le(f64x2.abs(b), limit));
  if (!i64x2.all_true(areSmall)) {
    v128.store(atA, expAny(a));
    v128.store(atB, expAny(b));
    return;
  }
  let c = constant(0);
  let ta = f64x2.mul(a, c);
  let tb = f64x2.mul(b, c);
  c = constant(1);
  ta = f64x2.add(ta, c);
  tb = f64x2.add(tb, c);
  const ka = f64x2.sub(ta, c);
  const kb = f64x2.sub(tb, c);
  c = constant(2);
  let ra = f64x2.sub(a, f64x2.mul(ka, c));
  let rb = f64x2.sub(b, f64x2.mul(kb, c));
  c = constant(3);
  ra = f64x2.sub(ra, f64x2.mul(ka, c));
  rb = f64x2.sub(rb, f64x2.mul(kb, c));
  const r2a = f64x2.mul(ra, ra);
  const r2b = f64x2.mul(rb, rb);
  const r4a = f64x2.mul(r2a, r2a);
  const r4b = f64x2.mul(r2b, r2b);
  c = constant(14);
  let pa = f64x2.mul(ra, c);
  let pb = f64x2.mul(rb, c);
  c = constant(13);
  pa = f64x2.mul(r4a, f64x2.add(pa, c));
  pb = f64x2.mul(r4b, f64x2.add(pb, c));
  c = constant(12);
  let qa = f64x2.mul(ra, c);
  let qb = f64x2.mul(rb, c);
  c = constant(11);
  qa = f64x2.mul(r2a, f64x2.add(qa, c));
  qb = f64x2.mul(r2b, f64x2.add(qb, c));
  pa = f64x2.add(pa, qa);
  pb = f64x2.add(pb, qb);
  c = constant(10);
  qa = f64x2.mul(ra, c);
  qb = f64x2.mul(rb, c);
  c = constant(9);
  pa = f64x2.mul(r4a, f64x2.add(pa, f64x2.add(qa, c)));
  pb = f64x2.mul(r4b, f64x2.add(pb, f64x2.add(qb, c)));
  c = constant(8);
  qa = f64x2.mul(ra, c);
  qb = f64x2.mul(rb, c);
  c = constant(7);
  pa = f64x2.add(pa, f64x2.mul(r2a, f64x2.add(qa, c)));
  pb = f64x2.add(pb, f64x2.mul(r2b, f64x2.add(qb, c)));
  c = constant(6);
  qa = f64x2.mul(ra, c);
  qb = f64x2.mul(rb, c);
  c = constant(5);
  pa = f64x2.mul(r2a, f64x2.add(pa, f64x2.add(qa, c)));
  pb = f64x2.mul(r2b, f64x2.add(pb, f64x2.add(qb, c)));
  c = constant(4);
  pa = f64x2.add(f64x2.add(pa, ra), c);
  pb = f64x2.add(f64x2.add(pb, rb), c);
  v128.store(atA, i64x2.add(pa, i64x2.shl(ta, 52)));
  v128.store(atB, i64x2.add(pb, i64x2.shl(tb, 52)));
}

/** exp for every x: 2^k in two factors, so that subnormal results round once. */
function expAny(x: v128): v128 {
  const bounded = f64x2.pmin(f64x2.pmax(x, f64x2.neg(constant(16))), constant(16));
  const k = f64x2.sub(f64x2.add(f64x2.mul(bounded, constant(0)), constant(1)), constant(1));
  const r = f64x2.sub(f64x2.sub(bounded, f64x2.mul(k, constant(2))), f64x2.mul(k, constant(3)));
  let p = constant(14);
  for (let i = 13; i >= 5; i--) p = f64x2.add(f64x2.mul(p, r), v128.load64_splat(constants + 8 * i));
  const y = f64x2.add(constant(4), f64x2.add(r, f64x2.mul(f64x2.mul(r, r), p)));
  const tHalf = f64x2.add(f64x2.mul(k, constant(17)), constant(1));
  const tRest = f64x2.add(f64x2.sub(k, f64x2.sub(tHalf, constant(1))), constant(1));
  const half = i64x2.add(constant(4), i64x2.shl(tHalf, 52));
  const rest = i64x2.add(constant(4), i64x2.shl(tRest, 52));
  return f64x2.mul(f64x2.mul(y, half), rest);
}
