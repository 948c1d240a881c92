import type { Rng } from '../../math/rng.js';
import { componentSize } from '../mixture.js';
import { createMixtureDensity, type MixtureDensity } from '../mixture-density.js';

/** The walkers a proposal may look at: the half of the ensemble that is not being updated, at its current positions. */
export interface Complement {
  /** [walkers * dim] positions of the whole ensemble, row-major; a move reads the rows listed in `rows` and no others. */
  readonly theta: Float64Array;
  /** Row numbers of the complement, in random order. */
  readonly rows: Int32Array;
  readonly dim: number;
  /** [dim] room for what `Move.prepare` computes once per half-step. */
  readonly scratch: Float64Array;
  /** What warm-up taught the moves that learn: the mixture of `EnsembleState.tuning`. Fixed once warm-up is over. */
  readonly tuning: Float64Array;
  /** The density of that mixture; null where no move learns. */
  readonly density: MixtureDensity | null;
  /** [dim] the box outside of which the density vanishes. */
  readonly support: readonly (readonly [number, number])[];
}

/**
 * A proposal kernel. It reads the moving walker and the complement, draws, and writes: nothing else may influence it,
 * which is what makes the update of one half, given the other, an ordinary Metropolis-Hastings step.
 */
export interface Move {
  /** Name in `--moves` and in the chain's metadata. */
  readonly name: string;
  /** Fewest complement walkers the move can work with; 0 when it looks at none. */
  readonly minComplement: number;
  /** The move reads `complement.density`; until warm-up has given it a mixture, the other moves of the mixture do its share. */
  readonly learns?: boolean;
  /** Computes `complement.scratch` from the complement alone, once before the proposals of a half-step. */
  prepare?(complement: Complement): void;
  /**
   * Proposes a new position for the walker at x[xAt ...] and writes it to out[outAt ...].
   * @returns ln q(x|y) - ln q(y|x), Jacobian included; -Infinity where no proposal exists (it is then rejected)
   */
  propose(
    x: Float64Array,
    xAt: number,
    complement: Complement,
    rng: Rng,
    out: Float64Array,
    outAt: number,
  ): number;
}

/** A complement over the given rows, with room for `Move.prepare`. */
export function createComplement(
  theta: Float64Array,
  rows: Int32Array,
  dim: number,
  tuning: Float64Array = new Float64Array(),
  support: Complement['support'] = unbounded(dim),
  density: MixtureDensity | null = densityOf(tuning, dim, 1),
): Complement {
  return { theta, rows, dim, scratch: new Float64Array(dim), tuning, density, support };
}

/** The support of a density that vanishes nowhere. */
export function unbounded(dim: number): Complement['support'] {
  return Array.from({ length: dim }, () => [-Infinity, Infinity] as const);
}

/** The density of the mixture in the first numbers of `tuning`, for as long as that does not change; null without room for one. @param rows walkers */
export function densityOf(tuning: Float64Array, dim: number, rows: number): MixtureDensity | null {
  if (tuning.length === 0) return null;
  const density = createMixtureDensity(dim, (tuning.length - 1) / componentSize(dim), rows);
  density.set(tuning);
  return density;
}
