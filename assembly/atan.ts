/**
 * The angle of a vector, for two vectors at once, by one division: below pi/8 atan(t) = t + t z P(z), z = t^2, with t the
 * smaller component over the larger one, above by the difference of the two over their sum and pi/4. Coefficients:
 * scripts/kernel/polynomials.py. Why constants lie in memory: exp2.ts.
 */
// prettier-ignore
const constants = memory.data<f64>([
  /*  0 */ 0.4142135623730951, // tan(pi/8)
  /*  1 */ 0.7853981633974483, // pi/4
  /*  2 */ 1.5707963267948966, // pi/2
  /*  3 */ 3.141592653589793, // pi
  /*  4 */ -0.3333333333333333, // P, lowest order first
  /*  5 */ 0.1999999999999552,
  /*  6 */ -0.14285714284666542,
  /*  7 */ 0.11111111015256361,
  /*  8 */ -0.09090904578123903,
  /*  9 */ 0.07692183190826087,
  /* 10 */ -0.06664511447381948,
  /* 11 */ 0.0585814891280221,
  /* 12 */ -0.0508544973794026,
  /* 13 */ 0.03923165829558719,
  /* 14 */ -0.01917688711906226,
]);

// @ts-ignore: decorator
@inline
function constant(i: i32): v128 {
  return v128.load64_splat(constants + 8 * i);
}

/** Angle between (x, y) and the x axis in radians, in [0, pi]; NaN for (0, 0). */
// @ts-ignore: decorator
@inline
export function angleOf(x: v128, y: v128): v128 {
  const width = f64x2.abs(x);
  const height = f64x2.abs(y);
  const isSteep = f64x2.gt(height, width);
  const small = v128.bitselect(width, height, isSteep);
  const large = v128.bitselect(height, width, isSteep);
  const isWide = f64x2.gt(small, f64x2.mul(large, constant(0)));
  const ratio = f64x2.div(
    v128.bitselect(f64x2.sub(small, large), small, isWide),
    v128.bitselect(f64x2.add(small, large), large, isWide),
  );
  // The angle is a multiple of pi/4 more or less atan(ratio).
  const isBackward = f64x2.lt(x, f64x2.splat(0));
  const flat = v128.and(constant(1), isWide);
  const steep = v128.bitselect(f64x2.sub(constant(2), flat), flat, isSteep);
  const whole = v128.bitselect(f64x2.sub(constant(3), steep), steep, isBackward);
  const t = v128.xor(ratio, i64x2.shl(v128.xor(isSteep, isBackward), 63));
  const z = f64x2.mul(t, t);
  const z2 = f64x2.mul(z, z);
  const z4 = f64x2.mul(z2, z2);
  const p01 = f64x2.add(constant(4), f64x2.mul(z, constant(5)));
  const p23 = f64x2.add(constant(6), f64x2.mul(z, constant(7)));
  const p45 = f64x2.add(constant(8), f64x2.mul(z, constant(9)));
  const p67 = f64x2.add(constant(10), f64x2.mul(z, constant(11)));
  const p89 = f64x2.add(constant(12), f64x2.mul(z, constant(13)));
  const p03 = f64x2.add(p01, f64x2.mul(z2, p23));
  const p47 = f64x2.add(p45, f64x2.mul(z2, p67));
  const p8 = f64x2.add(p89, f64x2.mul(z2, constant(14)));
  const p = f64x2.add(p03, f64x2.mul(z4, f64x2.add(p47, f64x2.mul(z4, p8))));
  return f64x2.add(whole, f64x2.add(t, f64x2.mul(f64x2.mul(t, z), p)));
}
