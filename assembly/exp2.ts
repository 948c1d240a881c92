/**
 * Powers of two: 2^x = 2^k (1 + r Q(r)) with k the integer nearest to x, r = x - k. Every exponential of the kernel is one, since that
 * spares the reduction by ln 2; src/kernel/kernel.ts brings the coefficients of the exponents to base 2.
 * Coefficients: scripts/kernel/polynomials.py. Constants lie in memory because the engine builds a constant vector anew, from
 * three instructions, wherever it is used.
 */
// prettier-ignore
const constants = memory.data<f64>([
  /*  0 */ 6755399441055744, // 1.5 * 2^52: adding it rounds to an integer and leaves that in the low bits
  /*  1 */ -900, // from here products of 2^x with the other factors of a flux are normal numbers, whose arithmetic is fast
  /*  2 */ 1023, // to here 2^x is finite
  /*  3 */ 1,
  /*  4 */ 0.6931471805599453, // Q, lowest order first
  /*  5 */ 0.24022650695910097,
  /*  6 */ 0.0555041086648216,
  /*  7 */ 0.009618129107606888,
  /*  8 */ 0.0013333558146416936,
  /*  9 */ 0.0001540353044173605,
  /* 10 */ 1.525273382983612e-05,
  /* 11 */ 1.321544258792169e-06,
  /* 12 */ 1.0178062445845774e-07,
  /* 13 */ 7.072585949269223e-09,
  /* 14 */ 4.4549605981865186e-10,
]);

// @ts-ignore: decorator
@inline
function constant(i: i32): v128 {
  return v128.load64_splat(constants + 8 * i);
}

/**
 * Replaces the vectors from `at` to `end`, four at a time, by their powers of two; up to three more when their number is no multiple
 * of four. An exponent below -900 counts as -900, one above 1023 as 1023: the first is nothing beside a measurement, the second too
 * much for chi2 to be finite. NaN stays NaN. A loop of its own, and four side by side: one alone waits for its own results most
 * of the time.
 */
export function powersOfTwo(at: usize, end: usize): void {
  for (; at < end; at += 64) {
    let k = constant(1);
    let a = f64x2.pmax(v128.load(at), k);
    let b = f64x2.pmax(v128.load(at, 16), k);
    let c = f64x2.pmax(v128.load(at, 32), k);
    let d = f64x2.pmax(v128.load(at, 48), k);
    k = constant(2);
    a = f64x2.pmin(a, k);
    b = f64x2.pmin(b, k);
    c = f64x2.pmin(c, k);
    d = f64x2.pmin(d, k);
    k = constant(0);
    const ta = f64x2.add(a, k);
    const tb = f64x2.add(b, k);
    const tc = f64x2.add(c, k);
    const td = f64x2.add(d, k);
    a = f64x2.sub(a, f64x2.sub(ta, k));
    b = f64x2.sub(b, f64x2.sub(tb, k));
    c = f64x2.sub(c, f64x2.sub(tc, k));
    d = f64x2.sub(d, f64x2.sub(td, k));
    const za = f64x2.mul(a, a);
    const zb = f64x2.mul(b, b);
    const zc = f64x2.mul(c, c);
    const zd = f64x2.mul(d, d);
    // Even and odd orders apart: chains of half the length.
    k = constant(14);
    let ea = f64x2.mul(za, k);
    let eb = f64x2.mul(zb, k);
    let ec = f64x2.mul(zc, k);
    let ed = f64x2.mul(zd, k);
    k = constant(13);
    let oa = f64x2.mul(za, k);
    let ob = f64x2.mul(zb, k);
    let oc = f64x2.mul(zc, k);
    let od = f64x2.mul(zd, k);
    k = constant(12);
    ea = f64x2.mul(za, f64x2.add(ea, k));
    eb = f64x2.mul(zb, f64x2.add(eb, k));
    ec = f64x2.mul(zc, f64x2.add(ec, k));
    ed = f64x2.mul(zd, f64x2.add(ed, k));
    k = constant(10);
    ea = f64x2.mul(za, f64x2.add(ea, k));
    eb = f64x2.mul(zb, f64x2.add(eb, k));
    ec = f64x2.mul(zc, f64x2.add(ec, k));
    ed = f64x2.mul(zd, f64x2.add(ed, k));
    k = constant(11);
    oa = f64x2.mul(za, f64x2.add(oa, k));
    ob = f64x2.mul(zb, f64x2.add(ob, k));
    oc = f64x2.mul(zc, f64x2.add(oc, k));
    od = f64x2.mul(zd, f64x2.add(od, k));
    k = constant(8);
    ea = f64x2.mul(za, f64x2.add(ea, k));
    eb = f64x2.mul(zb, f64x2.add(eb, k));
    ec = f64x2.mul(zc, f64x2.add(ec, k));
    ed = f64x2.mul(zd, f64x2.add(ed, k));
    k = constant(9);
    oa = f64x2.mul(za, f64x2.add(oa, k));
    ob = f64x2.mul(zb, f64x2.add(ob, k));
    oc = f64x2.mul(zc, f64x2.add(oc, k));
    od = f64x2.mul(zd, f64x2.add(od, k));
    k = constant(6);
    ea = f64x2.mul(za, f64x2.add(ea, k));
    eb = f64x2.mul(zb, f64x2.add(eb, k));
    ec = f64x2.mul(zc, f64x2.add(ec, k));
    ed = f64x2.mul(zd, f64x2.add(ed, k));
    k = constant(7);
    oa = f64x2.mul(za, f64x2.add(oa, k));
    ob = f64x2.mul(zb, f64x2.add(ob, k));
    oc = f64x2.mul(zc, f64x2.add(oc, k));
    od = f64x2.mul(zd, f64x2.add(od, k));
    k = constant(4);
    ea = f64x2.add(ea, k);
    eb = f64x2.add(eb, k);
    ec = f64x2.add(ec, k);
    ed = f64x2.add(ed, k);
    k = constant(5);
    oa = f64x2.mul(a, f64x2.add(oa, k));
    ob = f64x2.mul(b, f64x2.add(ob, k));
    oc = f64x2.mul(c, f64x2.add(oc, k));
    od = f64x2.mul(d, f64x2.add(od, k));
    a = f64x2.mul(a, f64x2.add(ea, oa));
    b = f64x2.mul(b, f64x2.add(eb, ob));
    c = f64x2.mul(c, f64x2.add(ec, oc));
    d = f64x2.mul(d, f64x2.add(ed, od));
    k = constant(3);
    v128.store(at, i64x2.add(f64x2.add(k, a), i64x2.shl(ta, 52)));
    v128.store(at, i64x2.add(f64x2.add(k, b), i64x2.shl(tb, 52)), 16);
    v128.store(at, i64x2.add(f64x2.add(k, c), i64x2.shl(tc, 52)), 32);
    v128.store(at, i64x2.add(f64x2.add(k, d), i64x2.shl(td, 52)), 48);
  }
}
