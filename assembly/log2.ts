/**
 * Logarithms to base 2: x = 2^k (1 + f) with 1 + f between sqrt(1/2) and sqrt(2); log2(1 + f) = s S(z) with s = f / (2 + f)
 * and z = s^2, which is 2 atanh(s) / ln 2 with f exact. Coefficients: scripts/kernel/polynomials.py. Why constants lie in
 * memory: exp2.ts.
 */
import { pointBytes } from './memory';

// prettier-ignore
const constants = memory.data<f64>([
  /* 0 */ 1,
  /* 1 */ 2,
  /* 2 */ 4503599627371519, // 2^52 + 1023
  /* 3 */ 2.885390081777927, // S, lowest order first
  /* 4 */ 0.9617966939243345,
  /* 5 */ 0.5770780172463286,
  /* 6 */ 0.4121984020482752,
  /* 7 */ 0.32061638813224547,
  /* 8 */ 0.2614442493522915,
  /* 9 */ 0.2429160853987535,
]);
// prettier-ignore
const masks = memory.data<u64>([
  /* 0 */ 0x3fe6a09e667f3bcd, // bits of sqrt(1/2)
  /* 1 */ 0x00095f619980c433, // 1023 * 2^52 less those: added, it leaves in the exponent bits of x the exponent k + 1023
  /* 2 */ 0x4330000000000000, // bits of 2^52
  /* 3 */ 0x000fffffffffffff, // mantissa
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

/**
 * Writes the logarithms of a field of the records from `source` to `end` into the field at `target`, of four records at a time; of up
 * to three more when their number is no multiple of four. Of numbers that are not normal and positive they mean nothing.
 */
export function logarithms(source: usize, end: usize, target: usize): void {
  for (; source < end; source += 4 * pointBytes, target += 4 * pointBytes) fourLogarithms(source, target);
}

/** Of four records. */
// @ts-ignore: decorator
@inline
export function fourLogarithms(source: usize, target: usize): void {
  let k = mask(1);
  let a = i64x2.add(v128.load(source), k);
  let b = i64x2.add(v128.load(source, pointBytes), k);
  let c = i64x2.add(v128.load(source, 2 * pointBytes), k);
  let d = i64x2.add(v128.load(source, 3 * pointBytes), k);
  k = mask(2);
  let ka = v128.or(i64x2.shr_u(a, 52), k);
  let kb = v128.or(i64x2.shr_u(b, 52), k);
  let kc = v128.or(i64x2.shr_u(c, 52), k);
  let kd = v128.or(i64x2.shr_u(d, 52), k);
  k = constant(2);
  ka = f64x2.sub(ka, k);
  kb = f64x2.sub(kb, k);
  kc = f64x2.sub(kc, k);
  kd = f64x2.sub(kd, k);
  k = mask(3);
  a = v128.and(a, k);
  b = v128.and(b, k);
  c = v128.and(c, k);
  d = v128.and(d, k);
  k = mask(0);
  a = i64x2.add(a, k);
  b = i64x2.add(b, k);
  c = i64x2.add(c, k);
  d = i64x2.add(d, k);
  k = constant(0);
  a = f64x2.sub(a, k);
  b = f64x2.sub(b, k);
  c = f64x2.sub(c, k);
  d = f64x2.sub(d, k);
  k = constant(1);
  a = f64x2.div(a, f64x2.add(a, k));
  b = f64x2.div(b, f64x2.add(b, k));
  c = f64x2.div(c, f64x2.add(c, k));
  d = f64x2.div(d, f64x2.add(d, k));
  const za = f64x2.mul(a, a);
  const zb = f64x2.mul(b, b);
  const zc = f64x2.mul(c, c);
  const zd = f64x2.mul(d, d);
  k = constant(9);
  let sa = f64x2.mul(za, k);
  let sb = f64x2.mul(zb, k);
  let sc = f64x2.mul(zc, k);
  let sd = f64x2.mul(zd, k);
  k = constant(8);
  sa = f64x2.mul(za, f64x2.add(sa, k));
  sb = f64x2.mul(zb, f64x2.add(sb, k));
  sc = f64x2.mul(zc, f64x2.add(sc, k));
  sd = f64x2.mul(zd, f64x2.add(sd, k));
  k = constant(7);
  sa = f64x2.mul(za, f64x2.add(sa, k));
  sb = f64x2.mul(zb, f64x2.add(sb, k));
  sc = f64x2.mul(zc, f64x2.add(sc, k));
  sd = f64x2.mul(zd, f64x2.add(sd, k));
  k = constant(6);
  sa = f64x2.mul(za, f64x2.add(sa, k));
  sb = f64x2.mul(zb, f64x2.add(sb, k));
  sc = f64x2.mul(zc, f64x2.add(sc, k));
  sd = f64x2.mul(zd, f64x2.add(sd, k));
  k = constant(5);
  sa = f64x2.mul(za, f64x2.add(sa, k));
  sb = f64x2.mul(zb, f64x2.add(sb, k));
  sc = f64x2.mul(zc, f64x2.add(sc, k));
  sd = f64x2.mul(zd, f64x2.add(sd, k));
  k = constant(4);
  sa = f64x2.mul(za, f64x2.add(sa, k));
  sb = f64x2.mul(zb, f64x2.add(sb, k));
  sc = f64x2.mul(zc, f64x2.add(sc, k));
  sd = f64x2.mul(zd, f64x2.add(sd, k));
  k = constant(3);
  a = f64x2.mul(a, f64x2.add(sa, k));
  b = f64x2.mul(b, f64x2.add(sb, k));
  c = f64x2.mul(c, f64x2.add(sc, k));
  d = f64x2.mul(d, f64x2.add(sd, k));
  v128.store(target, f64x2.add(ka, a));
  v128.store(target, f64x2.add(kb, b), pointBytes);
  v128.store(target, f64x2.add(kc, c), 2 * pointBytes);
  v128.store(target, f64x2.add(kd, d), 3 * pointBytes);
}

/** The logarithm of a vector. */
export function log2(x: v128): v128 {
  v128.store(room, x);
  logarithms(room, room + 1, room);
  return v128.load(room);
}

/** As if it were four records. */
const room = memory.data(4 * <i32>pointBytes, 16);
