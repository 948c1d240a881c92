/**
 * Squared distances of a point from the components of a mixture, eight rows of M at a time. The order of every sum is that of
 * src/sampler/mixture.ts, bit for bit: a machine without SIMD draws the same chain.
 */

/** First byte that is free. */
export const heap: usize = __heap_base;

/**
 * Writes |M (x - mean)|^2 of each component to `answer`.
 * @param padded the dimensions, rounded up to a multiple of 8; what is added is zero everywhere
 * @param x [padded]   @param room [padded], overwritten
 * @param components of each: mean [padded], then M by blocks of eight rows: the eight numbers of each column up to the block's last
 */
export function squaredDistances(count: i32, padded: i32, x: usize, room: usize, components: usize, answer: usize): void {
  const bytes = (<usize>padded) << 3;
  let at = components;
  for (let j = 0; j < count; j++) {
    for (let k: usize = 0; k < bytes; k += 16)
      v128.store(room + k, f64x2.sub(v128.load(x + k), v128.load(at + k)));
    at += bytes;
    let sum = f64x2.splat(0);
    for (let end = room + 64; end <= room + bytes; end += 64) {
      let a = f64x2.splat(0);
      let b = f64x2.splat(0);
      let c = f64x2.splat(0);
      let d = f64x2.splat(0);
      for (let column = room; column < end; column += 8) {
        const value = v128.load64_splat(column);
        a = f64x2.add(a, f64x2.mul(v128.load(at), value));
        b = f64x2.add(b, f64x2.mul(v128.load(at, 16), value));
        c = f64x2.add(c, f64x2.mul(v128.load(at, 32), value));
        d = f64x2.add(d, f64x2.mul(v128.load(at, 48), value));
        at += 64;
      }
      sum = f64x2.add(sum, f64x2.mul(a, a));
      sum = f64x2.add(sum, f64x2.mul(b, b));
      sum = f64x2.add(sum, f64x2.mul(c, c));
      sum = f64x2.add(sum, f64x2.mul(d, d));
    }
    store<f64>(answer, f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
    answer += 8;
  }
}

/**
 * Adds the outer products of the rows to the lower triangle of `sum`, four rows at a time; what it adds elsewhere is of no meaning.
 * @param rows a multiple of 4   @param padded dimensions, even: numbers of a row and of a row of `sum`
 */
export function addScatter(rows: i32, padded: i32, x: usize, sum: usize): void {
  const bytes = (<usize>padded) << 3;
  for (let row = 0; row < rows; row += 4) {
    const second = x + bytes;
    const third = second + bytes;
    const fourth = third + bytes;
    let entry = sum;
    for (let k: usize = 0; k < bytes; k += 8) {
      const a = v128.load64_splat(x + k);
      const b = v128.load64_splat(second + k);
      const c = v128.load64_splat(third + k);
      const d = v128.load64_splat(fourth + k);
      for (let l: usize = 0; l <= k; l += 16) {
        let products = f64x2.mul(a, v128.load(x + l));
        products = f64x2.add(products, f64x2.mul(b, v128.load(second + l)));
        products = f64x2.add(products, f64x2.mul(c, v128.load(third + l)));
        products = f64x2.add(products, f64x2.mul(d, v128.load(fourth + l)));
        v128.store(entry + l, f64x2.add(v128.load(entry + l), products));
      }
      entry += bytes;
    }
    x += 4 * bytes;
  }
}
