/**
 * Fourier transforms of four series at once: the first and the third are the real parts, the second and the fourth the imaginary parts of
 * two transforms, side by side in each vector. The order of every operation is that of src/math/fft.ts, bit for bit.
 */

/** Value s of the four series lies at room + 32 s: a vector of real parts, then one of imaginary parts. */
export function forward(size: i32, room: usize, cos: usize, sin: usize): void {
  const end = room + 32 * <usize>size;
  let length = size;
  for (let stride = 1; length >= 4; length >>= 2, stride <<= 2) {
    const q: usize = 8 * <usize>length;
    for (let k = 0; k < length >> 2; k++) {
      const cosine = load<f64>(cos + 8 * <usize>(k * stride));
      const sine = load<f64>(sin + 8 * <usize>(k * stride));
      const cosine2 = cosine * cosine - sine * sine;
      const sine2 = 2 * cosine * sine;
      const c1 = f64x2.splat(cosine);
      const s1 = f64x2.splat(sine);
      const c2 = f64x2.splat(cosine2);
      const s2 = f64x2.splat(sine2);
      const c3 = f64x2.splat(cosine * cosine2 - sine * sine2);
      const s3 = f64x2.splat(sine * cosine2 + cosine * sine2);
      for (let j0 = room + 32 * <usize>k; j0 < end; j0 += 4 * q) {
        const j1 = j0 + q;
        const j2 = j1 + q;
        const j3 = j2 + q;
        const r0 = v128.load(j0);
        const i0 = v128.load(j0, 16);
        const r1 = v128.load(j1);
        const i1 = v128.load(j1, 16);
        const r2 = v128.load(j2);
        const i2 = v128.load(j2, 16);
        const r3 = v128.load(j3);
        const i3 = v128.load(j3, 16);
        const ar = f64x2.add(r0, r2);
        const ai = f64x2.add(i0, i2);
        const br = f64x2.sub(r0, r2);
        const bi = f64x2.sub(i0, i2);
        const cr = f64x2.add(r1, r3);
        const ci = f64x2.add(i1, i3);
        const dr = f64x2.sub(i1, i3);
        const di = f64x2.sub(r3, r1);
        v128.store(j0, f64x2.add(ar, cr));
        v128.store(j0, f64x2.add(ai, ci), 16);
        turned(j1, f64x2.add(br, dr), f64x2.add(bi, di), c1, s1);
        turned(j2, f64x2.sub(ar, cr), f64x2.sub(ai, ci), c2, s2);
        turned(j3, f64x2.sub(br, dr), f64x2.sub(bi, di), c3, s3);
      }
    }
  }
  if (length < 2) return;
  for (let j = room; j < end; j += 64) {
    const r0 = v128.load(j);
    const i0 = v128.load(j, 16);
    const r1 = v128.load(j, 32);
    const i1 = v128.load(j, 48);
    v128.store(j, f64x2.add(r0, r1));
    v128.store(j, f64x2.add(i0, i1), 16);
    v128.store(j, f64x2.sub(r0, r1), 32);
    v128.store(j, f64x2.sub(i0, i1), 48);
  }
}

/** Stores (re + i im)(c - i s). */
// @ts-ignore: decorator
@inline
function turned(at: usize, re: v128, im: v128, c: v128, s: v128): void {
  v128.store(at, f64x2.add(f64x2.mul(re, c), f64x2.mul(im, s)));
  v128.store(at, f64x2.sub(f64x2.mul(im, c), f64x2.mul(re, s)), 16);
}
