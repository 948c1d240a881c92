/**
 * One mixture to draw from and to evaluate at many points: by assembly/mixture.ts where the machine has SIMD, else by mixture.ts, to the
 * same bits. And it remembers its densities where the walkers are, for one whose proposals were rejected is asked again and again.
 */
import { compiledModule, reserve } from '../wasm/module.js';
import { createMixtureDraws, type MixtureDraws } from './mixture-draws.js';
import { componentSize, logKernel, logMixture, squaredDistance } from './mixture.js';

export interface MixtureDensity extends MixtureDraws {
  /** |M (x - mean)|^2 of each component, in the array that the next call overwrites. */
  squaredDistances(x: Float64Array, at: number): Float64Array;
  /** ln q(x), up to the constant that all points share. */
  logDensity(x: Float64Array, at: number): number;
  /** The same for a row of an array of rows, computed only where that row is not what it was at the last call. */
  logDensityOfRow(x: Float64Array, at: number): number;
  /** The squared distance of a row from a component, remembered likewise. */
  squaredDistanceOfRow(x: Float64Array, at: number, component: number): number;
  /** The component that the row belongs to, with the probability that a draw from the mixture at x is from there. @param u uniform in (0, 1) */
  componentOfRow(x: Float64Array, at: number, u: number): number;
}

type Distances = (x: Float64Array, at: number, into: Float64Array) => void;

interface Engine {
  set(mixture: Float64Array): void;
  readonly distances: Distances;
}

/** @param most components   @param rows that `logDensityOfRow` remembers; those beyond share the place of one before */
export function createMixtureDensity(dim: number, most: number, rows = 1): MixtureDensity {
  const engine = simdEngine(dim, most) ?? plainEngine(dim);
  const squared = new Float64Array(most);
  const where = new Float64Array(rows * dim);
  const known = new Float64Array(rows);
  const squaredOf = new Float64Array(rows * most);
  const { set, draw, turn, drawComponent } = createMixtureDraws(dim, most);
  let current: Float64Array = new Float64Array(1);
  const logDensity = (x: Float64Array, at: number): number => {
    engine.distances(x, at, squared);
    return logMixture(current, dim, squared);
  };
  const knownRow = (x: Float64Array, at: number): number => {
    const row = (at / dim) % rows;
    const from = row * dim;
    let k = 0;
    while (k < dim && where[from + k] === x[at + k]) k++;
    if (k < dim) {
      known[row] = logDensity(x, at);
      squaredOf.set(squared, row * most);
      for (; k < dim; k++) where[from + k] = x[at + k];
    }
    return row;
  };
  return {
    set(mixture) {
      current = mixture;
      set(mixture);
      engine.set(mixture);
      where.fill(NaN);
    },
    squaredDistances(x, at) {
      engine.distances(x, at, squared);
      return squared;
    },
    draw,
    turn,
    drawComponent,
    logDensity,
    logDensityOfRow: (x, at) => known[knownRow(x, at)],
    squaredDistanceOfRow: (x, at, component) => squaredOf[knownRow(x, at) * most + component],
    componentOfRow(x, at, u) {
      const row = knownRow(x, at);
      let component = 0;
      for (let from = 1; component < current[0] - 1; component++, from += componentSize(dim)) {
        u -= Math.exp(current[from + 1] + logKernel(squaredOf[row * most + component], dim) - known[row]);
        if (u < 0) break;
      }
      return component;
    },
  };
}

function plainEngine(dim: number): Engine {
  const room = new Float64Array(dim);
  let current: Float64Array = new Float64Array(1);
  return {
    set(mixture) {
      current = mixture;
    },
    distances(x, at, into) {
      for (let j = 0, from = 1; j < current[0]; j++, from += componentSize(dim))
        into[j] = squaredDistance(current, from, dim, x, at, room);
    },
  };
}

interface MixtureExports {
  readonly memory: WebAssembly.Memory;
  readonly heap: WebAssembly.Global;
  readonly squaredDistances: (
    count: number,
    padded: number,
    x: number,
    room: number,
    components: number,
    answer: number,
  ) => void;
}

/** Null on a machine without SIMD. */
function simdEngine(dim: number, most: number): Engine | null {
  const module = compiledModule('mixture');
  if (module === null) return null;
  const { memory, heap, squaredDistances } = new WebAssembly.Instance(module)
    .exports as unknown as MixtureExports;
  const padded = 8 * Math.ceil(dim / 8);
  // A mean, and as many columns for each block of eight rows as there are up to its last row.
  const numbers = padded + (padded / 2) * (padded + 8);
  const xAt = 16 * Math.ceil(heap.value / 16);
  const roomAt = xAt + 8 * padded;
  const answerAt = roomAt + 8 * padded;
  const componentsAt = answerAt + 16 * Math.ceil(most / 2);
  reserve(memory, componentsAt + 8 * most * numbers);
  const x = new Float64Array(memory.buffer, xAt, padded);
  const answer = new Float64Array(memory.buffer, answerAt, most);
  const components = new Float64Array(memory.buffer, componentsAt, most * numbers);
  let count = 0;
  return {
    set(mixture) {
      count = mixture[0];
      components.fill(0);
      for (let j = 0; j < count; j++)
        layOut(mixture, 1 + j * componentSize(dim), dim, components.subarray(j * numbers));
    },
    distances(from, at, into) {
      for (let k = 0; k < dim; k++) x[k] = from[at + k];
      squaredDistances(count, padded, xAt, roomAt, componentsAt, answerAt);
      for (let j = 0; j < count; j++) into[j] = answer[j];
    },
  };
}

/** Mean and triangle of the component at `from` as assembly/mixture.ts reads them. @param out zeros */
function layOut(mixture: Float64Array, from: number, dim: number, out: Float64Array): void {
  const padded = 8 * Math.ceil(dim / 8);
  for (let k = 0; k < dim; k++) out[k] = mixture[from + 2 + k];
  let entry = from + 2 + dim;
  for (let k = 0; k < dim; k++) {
    const block = k >> 3;
    // 8 * 8 (1 + 2 + ... + block) numbers of the blocks before
    const at = padded + 32 * block * (block + 1) + (k & 7);
    for (let l = 0; l <= k; l++) out[at + 8 * l] = mixture[entry++];
  }
}
