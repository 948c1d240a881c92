/** Pairs of ones at a distance from each other, 64 at once, as src/diagnostics/indicator-ess.ts counts them. */

/** Writes x <= limit as bits, and how many of a chain are. @param words of 8 bytes of a chain, the last of which is left empty */
export function packBelow(chains: i32, n: i32, x: usize, limit: f64, words: i32, bits: usize, ones: usize): void {
  for (let c = 0; c < chains; c++, ones += 8) {
    let found: i64 = 0;
    let word = bits + 8 * <usize>(c * words);
    for (let i = 0; i < n; word += 8) {
      const end = min(i + 64, n);
      let packed: u64 = 0;
      for (let bit: u64 = 0; i < end; i++, bit++, x += 8) packed |= (<u64>(load<f64>(x) <= limit)) << bit;
      store<u64>(word, packed);
      found += popcnt(packed);
    }
    store<u64>(word, 0);
    store<f64>(ones, <f64>found);
  }
}

/** Adds up, for the distances from .. to - 1, the pairs and the means times the ones that the last of so many draws at either end are. */
export function countPairs(
  chains: i32, n: i32, words: i32, bits: usize, means: usize, from: i32, to: i32, pairs: usize, edges: usize,
): void {
  const bytes: usize = 8 * <usize>words;
  for (let c = 0; c < chains; c++, bits += bytes, means += 8) {
    const mean = load<f64>(means);
    const end = bits + bytes - 8;
    for (let t = from; t < to; t++) {
      const skip: usize = 8 * <usize>(t >> 6);
      const shift = <u64>(t & 63);
      let count: i64 = 0;
      for (let word = bits; word + skip < end; word += 8) {
        const at = word + skip;
        count += popcnt(load<u64>(word) & ((load<u64>(at) >> shift) | ((load<u64>(at, 8) << (63 - shift)) << 1)));
      }
      const offset: usize = 8 * <usize>t;
      store<f64>(pairs + offset, load<f64>(pairs + offset) + <f64>count);
      store<f64>(edges + offset, load<f64>(edges + offset) + mean * <f64>(bit(bits, t) + bit(bits, n - 1 - t)));
    }
  }
}

// @ts-ignore: decorator
@inline
function bit(bits: usize, i: i32): u64 {
  return (load<u64>(bits + 8 * <usize>(i >> 6)) >> <u64>(i & 63)) & 1;
}
