/**
 * Seeded random streams. The generator is seedrandom's `tychei`, the one of its fast generators whose string-keyed
 * streams neither collide nor correlate (test/math/rng.test.ts repeats those checks); its state is four 32-bit
 * integers and survives JSON.
 */
import seedrandom from 'seedrandom';
import { normalQuantile } from './special.js';

/** Everything needed to continue a stream exactly; plain JSON. */
export interface RngState {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

export interface Rng {
  /** 53-bit number in the open interval (0, 1). */
  uniform(): number;
  /** Standard normal deviate by inversion: one uniform each, no hidden spare. */
  normal(): number;
  /** Integer in [0, n), n <= 2^32. */
  int(n: number): number;
  state(): RngState;
}

/** The stream of a seed and a path: `streamRng('42', 'ensemble', 3)`. Different paths give independent streams. */
export function streamRng(seed: string, ...path: readonly (string | number)[]): Rng {
  return wrap(seedrandom.tychei([seed, ...path].join('/'), { state: true }));
}

/** Continues a stream from its saved state. */
export function restoreRng(state: RngState): Rng {
  return wrap(seedrandom.tychei('', { state }));
}

function wrap(generator: seedrandom.StatefulPRNG<seedrandom.State.Tychei>): Rng {
  const uniform = (): number => {
    for (;;) {
      const u = generator.double();
      if (u > 0) return u;
    }
  };
  return {
    uniform,
    normal: () => normalQuantile(uniform()),
    int: (n) => Math.floor(uniform() * n),
    state: () => {
      const { a, b, c, d } = generator.state();
      return { a, b, c, d };
    },
  };
}
