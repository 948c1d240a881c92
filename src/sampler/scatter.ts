/** Weighted means and scatter matrices: by assembly/mixture.ts where the machine has SIMD, else here, to the same bits. */
import { compiledModule, reserve } from '../wasm/module.js';

export interface Scatter {
  /** Adds a row. @param weight > 0 */
  add(x: Float64Array, at: number, weight: number): void;
  /** Of the rows so far; the next begin from nothing. */
  take(): Moments;
}

export interface Moments {
  /** Sum of the weights. */
  readonly total: number;
  /** [dim] */
  readonly mean: Float64Array;
  /** [dim * dim] weighted sum of the outer products about the mean, lower triangle. */
  readonly scatter: Float64Array;
}

/** Rows that wait for each other: four at a time spare three quarters of the stores. */
const BATCH = 256;

/**
 * The mean is subtracted at the end, from sums about zero: for rows that are not many times further from there than from each other.
 */
export function createScatter(dim: number): Scatter {
  // Each row is followed by a one: its products with that are the sums of the weights and of the rows.
  const padded = 2 * Math.ceil((dim + 1) / 2);
  const { rows, sum, addRows } = simdEngine(padded) ?? plainEngine(padded);
  let waiting = 0;
  const flush = (): void => {
    const count = 4 * Math.ceil(waiting / 4);
    rows.fill(0, waiting * padded, count * padded);
    addRows(count);
    waiting = 0;
  };
  return {
    add(x, at, weight) {
      const row = waiting * padded;
      const root = Math.sqrt(weight);
      for (let k = 0; k < dim; k++) rows[row + k] = root * x[at + k];
      rows[row + dim] = root;
      if (++waiting === BATCH) flush();
    },
    take() {
      flush();
      const last = dim * padded;
      const total = sum[last + dim];
      const mean = sum.slice(last, last + dim).map((value) => value / total);
      const scatter = new Float64Array(dim * dim);
      for (let k = 0; k < dim; k++)
        for (let l = 0; l <= k; l++) scatter[k * dim + l] = sum[k * padded + l] - total * mean[k] * mean[l];
      sum.fill(0);
      return { total, mean, scatter };
    },
  };
}

interface Engine {
  /** [BATCH * padded] */
  readonly rows: Float64Array;
  /** [padded * padded] */
  readonly sum: Float64Array;
  /** Adds the first `count` rows, a multiple of 4, to the sum. */
  readonly addRows: (count: number) => void;
}

function plainEngine(padded: number): Engine {
  const rows = new Float64Array(BATCH * padded);
  const sum = new Float64Array(padded * padded);
  return {
    rows,
    sum,
    addRows(count) {
      for (let row = 0; row < count; row += 4) {
        const first = row * padded;
        const second = first + padded;
        const third = second + padded;
        const fourth = third + padded;
        for (let k = 0; k < padded; k++) {
          const a = rows[first + k];
          const b = rows[second + k];
          const c = rows[third + k];
          const d = rows[fourth + k];
          for (let l = 0, entry = k * padded; l <= k; l++, entry++)
            sum[entry] +=
              a * rows[first + l] + b * rows[second + l] + c * rows[third + l] + d * rows[fourth + l];
        }
      }
    },
  };
}

interface ScatterExports {
  readonly memory: WebAssembly.Memory;
  readonly heap: WebAssembly.Global;
  readonly addScatter: (rows: number, padded: number, x: number, sum: number) => void;
}

/** Null on a machine without SIMD. */
function simdEngine(padded: number): Engine | null {
  const module = compiledModule('mixture');
  if (module === null) return null;
  const { memory, heap, addScatter } = new WebAssembly.Instance(module).exports as unknown as ScatterExports;
  const rowsAt = 16 * Math.ceil(heap.value / 16);
  const sumAt = rowsAt + 8 * BATCH * padded;
  reserve(memory, sumAt + 8 * padded * padded);
  return {
    rows: new Float64Array(memory.buffer, rowsAt, BATCH * padded),
    sum: new Float64Array(memory.buffer, sumAt, padded * padded),
    addRows: (count) => addScatter(count, padded, rowsAt, sumAt),
  };
}
