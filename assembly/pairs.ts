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

/** Pairs at the distances from .. from + 7 in all chains. @param from a multiple of 8   @param pairs receives eight numbers */
export function countPairs(chains: i32, words: i32, bits: usize, from: i32, pairs: usize): void {
  const skip: usize = 8 * <usize>(from >> 6);
  const shift = <u64>(from & 63);
  let a: i64 = 0;
  let b: i64 = 0;
  let c: i64 = 0;
  let d: i64 = 0;
  let e: i64 = 0;
  let f: i64 = 0;
  let g: i64 = 0;
  let h: i64 = 0;
  const bytes: usize = 8 * <usize>words;
  for (let chain = 0; chain < chains; chain++, bits += bytes) {
    // The last word is empty, so that reading one word further never leaves the chain.
    for (let at = bits; at + skip < bits + bytes - 8; at += 8) {
      const word = load<u64>(at);
      const low = load<u64>(at + skip);
      const high = load<u64>(at + skip, 8);
      a += together(word, low, high, shift);
      b += together(word, low, high, shift + 1);
      c += together(word, low, high, shift + 2);
      d += together(word, low, high, shift + 3);
      e += together(word, low, high, shift + 4);
      f += together(word, low, high, shift + 5);
      g += together(word, low, high, shift + 6);
      h += together(word, low, high, shift + 7);
    }
  }
  store<f64>(pairs, <f64>a);
  store<f64>(pairs, <f64>b, 8);
  store<f64>(pairs, <f64>c, 16);
  store<f64>(pairs, <f64>d, 24);
  store<f64>(pairs, <f64>e, 32);
  store<f64>(pairs, <f64>f, 40);
  store<f64>(pairs, <f64>g, 48);
  store<f64>(pairs, <f64>h, 56);
}

// @ts-ignore: decorator
@inline
function together(word: u64, low: u64, high: u64, shift: u64): i64 {
  // A shift by 64 is one by 0: with the shift in two steps, whatever is next goes where it belongs, or nowhere.
  return popcnt(word & ((low >> shift) | ((high << (63 - shift)) << 1)));
}

/** Adds, for the distances from .. to - 1, the means times the ones among the t-th draw from the beginning and from the end. */
export function addEdges(
  chains: i32, n: i32, words: i32, bits: usize, means: usize, from: i32, to: i32, edges: usize,
): void {
  for (let chain = 0; chain < chains; chain++, bits += 8 * <usize>words, means += 8) {
    const mean = load<f64>(means);
    if (mean === 0) continue;
    for (let t = from; t < to; t++) {
      const at = edges + 8 * <usize>t;
      store<f64>(at, load<f64>(at) + mean * <f64>(bit(bits, t) + bit(bits, n - 1 - t)));
    }
  }
}

// @ts-ignore: decorator
@inline
function bit(bits: usize, i: i32): i32 {
  return (load<u8>(bits + (i >> 3)) >> (i & 7)) & 1;
}
