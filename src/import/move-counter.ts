/** How often walkers moved between stored steps: the acceptance, when every step was stored. */
export interface MoveCounter {
  /** Counts further steps. @param x [count * W] any coordinate, sorted by step, then walker */
  add(x: Float64Array): void;
  /** The mean and [W] the fraction of each walker; NaN for a single step. */
  acceptance(): { readonly acceptance: number; readonly walkers: number[] };
}

/** @param W walkers */
export function countMoves(W: number): MoveCounter {
  const moved = new Float64Array(W);
  let last: Float64Array | null = null;
  let steps = 0;
  return {
    add: (x) => {
      for (let i = 0; i < x.length; i++) {
        const before = i < W ? (last?.[i] ?? x[i]) : x[i - W];
        if (x[i] !== before) moved[i % W]++;
      }
      last = x.slice(x.length - W);
      steps += x.length / W;
    },
    acceptance: () => {
      const walkers = Array.from(moved, (count) => (steps < 2 ? NaN : count / (steps - 1)));
      return { acceptance: walkers.reduce((sum, fraction) => sum + fraction, 0) / W, walkers };
    },
  };
}
