/** Sums of outer products: by assembly/mixture.ts where the machine has SIMD, else here, to the same bits. */
import { compiledModule, reserve } from '../wasm/module.js';

export interface Scatter {
  /** Adds the outer product of a row with itself. @param scale what the row is multiplied with first */
  add(x: Float64Array, at: number, scale: number): void;
  /** [dim * dim] the sum so far, lower triangle; the next begins at zero. */
  take(): Float64Array;
}

/** Rows that wait for each other: four at a time spare three quarters of the stores. */
const BATCH = 256;

export function createScatter(dim: number): Scatter {
  const padded = 2 * Math.ceil(dim / 2);
  const { rows, sum, addRows } = simdEngine(padded) ?? plainEngine(padded);
  let waiting = 0;
  const flush = (): void => {
    const count = 4 * Math.ceil(waiting / 4);
    rows.fill(0, waiting * padded, count * padded);
    addRows(count);
    waiting = 0;
  };
  return {
    add(x, at, scale) {
      const row = waiting * padded;
      for (let k = 0; k < dim; k++) rows[row + k] = scale * x[at + k];
      if (++waiting === BATCH) flush();
    },
    take() {
      flush();
      const taken = new Float64Array(dim * dim);
      for (let k = 0; k < dim; k++) for (let l = 0; l <= k; l++) taken[k * dim + l] = sum[k * padded + l];
      sum.fill(0);
      return taken;
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
