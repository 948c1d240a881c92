/** A column in the memory of a compiled module: see assembly/column.ts. */
import { nextPowerOfTwo, paddedLength, planOf, sumsFromPower } from '../math/fft.js';
import { fillOuterScores } from '../math/rank.js';
import { sortUneven } from '../math/sorted-values.js';
import { compiledModule, reserve } from '../wasm/module.js';
import type { Column, Cut } from './column.js';
import type { ColumnLayout } from './column-layout.js';
import { MOST_COUNTED, type TailPairs } from './indicator-ess.js';

/** Longer columns are left to the plain passes: 50 MB, and what transforms of long series need. */
const MOST_ROWS = 1 << 20;

/** Parts of the range of the draws, by which they are sorted. */
const PARTS = 1 << 22;
/** Fewer are sorted in another way. */
const LEAST_SORTED = 300;

interface ColumnExports {
  centralScores(from: number, size: number, scores: number): void;
  readonly memory: WebAssembly.Memory;
  readonly heap: WebAssembly.Global;
  choose(
    at: number,
    series: number,
    piece: number,
    group: number,
    gap: number,
    second: number,
    middle: number,
  ): void;
  moments(room: number, at: number): void;
  addPower(
    size: number,
    room: number,
    centers: number,
    scales: number,
    cos: number,
    sin: number,
    power: number,
  ): void;
  range(n: number, x: number, answer: number): void;
  squaresAbout(n: number, x: number, center: number): number;
  sort(n: number, x: number, low: number, scale: number, room: number, values: number, order: number): number;
  rankNormalise(n: number, size: number, values: number, order: number, scores: number, out: number): void;
  foldedSums(
    n: number,
    size: number,
    values: number,
    order: number,
    scores: number,
    center: number,
    length: number,
    sums: number,
    squares: number,
    room: number,
  ): void;
  packBelow(
    chains: number,
    n: number,
    x: number,
    limit: number,
    words: number,
    bits: number,
    ones: number,
  ): void;
  countPairs(chains: number, words: number, bits: number, from: number, pairs: number): void;
  addEdges(
    chains: number,
    n: number,
    words: number,
    bits: number,
    means: number,
    from: number,
    to: number,
    edges: number,
  ): void;
}

/** Null on a machine without SIMD, and for a column that is too long. */
export function compiledColumn(layout: ColumnLayout): Column | null {
  const { ensembles, walkers, length, half, split } = layout;
  const n = ensembles * walkers * length;
  const module = n > 0 && n <= MOST_ROWS ? compiledModule('column') : null;
  const wasm = module === null ? null : instanceOf(module);
  if (wasm === null) return null;
  const series = rounded(2 * ensembles * walkers);
  const longest = nextPowerOfTwo(2 * length);
  const words = Math.ceil(half / 64) + 1;
  const counted = Math.min(MOST_COUNTED, 8 * Math.ceil(half / 8));

  // Everything has its place from the start: a memory that grows makes views of it void.
  let end = 16 * Math.ceil(wasm.heap.value / 16);
  const place = (bytes: number): number => {
    const at = end;
    end += 16 * Math.ceil(bytes / 16);
    return at;
  };
  const allAt = place(8 * n);
  const sortedAt = place(8 * n);
  const orderAt = place(4 * n);
  const scoresAt = place(8 * (split + 2));
  const momentsAt = place(Math.max(2, 3 * series) * 8);
  const centersAt = place(8 * series);
  const scalesAt = place(8 * series);
  const bitsAt = place(2 * ensembles * walkers * 8 * words);
  const pairsAt = place(8 * counted);
  const edgesAt = place(8 * counted);
  const foldedAt = place(2 * 8 * 2 * ensembles);
  const cosAt = place(4 * longest);
  const sinAt = place(4 * longest);
  const powerAt = place(16 * longest);
  const roomAt = place(Math.max(32 * longest, 16 * n));
  const { memory } = wasm;
  if (!isReserved(memory, end)) return null;
  const numbers = (at: number, count: number): Float64Array => new Float64Array(memory.buffer, at, count);
  const all = numbers(allAt, n);
  const sorted = numbers(sortedAt, n);
  const order = new Uint32Array(memory.buffer, orderAt, n);
  const scores = numbers(scoresAt, split + 2);
  let scored = false;
  let size = 0;

  const choose = (cut: Cut): number => {
    if (cut === 'halves') {
      wasm.choose(allAt, 2 * ensembles * walkers, half, 2 * ensembles * walkers, 0, 0, 0);
      return 2 * ensembles * walkers;
    }
    const middle = cut === 'walkers' && length % 2 === 1 ? allAt + 8 * split : 0;
    wasm.choose(allAt, ensembles * walkers, half, walkers, walkers, 8 * walkers * half, middle);
    return ensembles * walkers;
  };
  /** Made when ranks are first asked for. */
  const scoresOf = (): number => {
    if (!scored) wasm.centralScores(fillOuterScores(split, scores), split, scoresAt);
    scored = true;
    return scoresAt;
  };
  const setSize = (wanted: number): void => {
    if (wanted === size) return;
    size = wanted;
    const { cos, sin } = planOf(size);
    numbers(cosAt, cos.length).set(cos);
    numbers(sinAt, sin.length).set(sin);
  };
  const range = (): [number, number] => {
    wasm.range(n, allAt, momentsAt);
    const [low, high] = numbers(momentsAt, 2);
    return [low, high];
  };
  return {
    layout,
    all,
    sorted,
    range,
    squaresAbout: (center) => wasm.squaresAbout(n, allAt, center),
    sort() {
      const [low, high] = range();
      // Rounding must not lead beyond the last part.
      const scale = (PARTS - 1) / (high - low);
      const even = n >= LEAST_SORTED && scale > 0 && scale < Infinity;
      if (!even || wasm.sort(n, allAt, low, scale, roomAt, sortedAt, orderAt) === 0)
        sortUneven(all, { values: sorted, order });
    },
    moments(cut) {
      const count = choose(cut);
      wasm.moments(roomAt, momentsAt);
      const [means, squares, products] = [0, 1, 2].map((k) =>
        numbers(momentsAt + 8 * k * rounded(count), count).slice(),
      );
      return { means, squares, products };
    },
    autocovarianceSums(cut, centers, scales, lags) {
      const count = choose(cut);
      setSize(paddedLength(cut === 'halves' ? half : cut === 'walkers' ? length : 2 * half, lags));
      // The series that fill up the last four count for nothing.
      numbers(centersAt, series).fill(0).set(centers);
      numbers(scalesAt, series).fill(0);
      if (scales === null) numbers(scalesAt, count).fill(1);
      else numbers(scalesAt, count).set(scales);
      const power = numbers(powerAt, 2 * size).fill(0);
      wasm.addPower(size, roomAt, centersAt, scalesAt, cosAt, sinAt, powerAt);
      return sumsFromPower(power, lags);
    },
    below(limit): TailPairs {
      const chains = 2 * ensembles * walkers;
      wasm.packBelow(chains, half, allAt, limit, words, bitsAt, centersAt);
      const means = numbers(centersAt, chains).slice();
      for (let c = 0; c < chains; c++) means[c] /= half;
      numbers(scalesAt, chains).set(means);
      const pairs = numbers(pairsAt, counted).fill(0);
      const edges = numbers(edgesAt, counted).fill(0);
      let known = 0;
      return {
        means,
        count(lags) {
          for (; known < lags; known += 8) {
            const to = Math.min(known + 8, half);
            wasm.countPairs(chains, words, bitsAt, known, pairsAt + 8 * known);
            wasm.addEdges(chains, half, words, bitsAt, scalesAt, known, to, edgesAt);
          }
          return { pairs, edges };
        },
      };
    },
    rankNormalise: () => wasm.rankNormalise(n, split, sortedAt, orderAt, scoresOf(), allAt),
    foldedSums(center) {
      const chains = 2 * ensembles;
      const at = foldedAt + 8 * chains;
      numbers(foldedAt, 2 * chains).fill(0);
      wasm.foldedSums(n, split, sortedAt, orderAt, scoresOf(), center, walkers * half, foldedAt, at, roomAt);
      return { sums: numbers(foldedAt, chains), squares: numbers(at, chains) };
    },
  };
}

/** Null where no memory is to be had, as where a limit on addresses leaves no room for what V8 reserves: plain passes need less. */
function instanceOf(module: WebAssembly.Module): ColumnExports | null {
  return orNull(() => new WebAssembly.Instance(module).exports as unknown as ColumnExports);
}

function isReserved(memory: WebAssembly.Memory, bytes: number): boolean {
  return orNull(() => (reserve(memory, bytes), true)) ?? false;
}

function orNull<T>(allocate: () => T): T | null {
  try {
    return allocate();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Series are taken four at a time. */
function rounded(count: number): number {
  return 4 * Math.ceil(count / 4);
}
