/**
 * Known ways to get an ensemble sampler wrong. Each mutant wraps the real move or step and changes one thing, so that what the
 * checks complain of comes from the mutation alone.
 */
import { componentSize, squaredDistance } from '../../src/sampler/mixture.js';
import type { MixtureDensity } from '../../src/sampler/mixture-density.js';
import { crankNicolson } from '../../src/sampler/moves/crank-nicolson.js';
import { deHop } from '../../src/sampler/moves/differential-evolution.js';
import { independence } from '../../src/sampler/moves/independence.js';
import type { Complement, Move } from '../../src/sampler/moves/move.js';
import { snooker } from '../../src/sampler/moves/snooker.js';
import { stretch } from '../../src/sampler/moves/stretch.js';
import { updateHalf, type step } from '../../src/sampler/step.js';

/** The move with its log Hastings ratio changed. */
function withRatio(move: Move, change: (ratio: number, dim: number) => number): Move {
  return {
    ...move,
    propose: (x, xAt, complement, rng, out, outAt) =>
      change(move.propose(x, xAt, complement, rng, out, outAt), complement.dim),
  };
}

/** The independence move with something changed in each component of its mixture. */
function withTuning(change: (mixture: Float64Array, from: number) => void): Move {
  return {
    ...independence,
    propose(x, xAt, complement, rng, out, outAt) {
      const tuning = complement.tuning.slice();
      for (let j = 0; j < tuning[0]; j++) change(tuning, 1 + j * componentSize(complement.dim));
      complement.density!.set(tuning);
      return independence.propose(x, xAt, { ...complement, tuning }, rng, out, outAt);
    },
  };
}

/** The Crank-Nicolson move with something changed in what it asks of its mixture. */
function withDensity(change: (density: MixtureDensity, dim: number) => Partial<MixtureDensity>): Move {
  return {
    ...crankNicolson,
    propose(x, xAt, complement, rng, out, outAt) {
      const density = { ...complement.density!, ...change(complement.density!, complement.dim) };
      return crankNicolson.propose(x, xAt, { ...complement, density }, rng, out, outAt);
    },
  };
}

export const wrongRatios: readonly { readonly name: string; readonly move: Move }[] = [
  { name: 'stretch with exponent dim', move: withRatio(stretch, (ratio, dim) => (ratio * dim) / (dim - 1)) },
  { name: 'stretch without its ratio', move: withRatio(stretch, () => 0) },
  {
    name: 'snooker without its Jacobian',
    move: withRatio(snooker, (ratio) => (ratio === -Infinity ? ratio : 0)),
  },
  { name: 'snooker with the Jacobian upside down', move: withRatio(snooker, (ratio) => -Math.abs(ratio)) },
  { name: 'independence without its density ratio', move: withRatio(independence, () => 0) },
  {
    name: 'independence with its density ratio upside down',
    move: withRatio(independence, (ratio) => -ratio),
  },
  {
    name: 'independence without the determinants of its components',
    move: withTuning((mixture, from) => (mixture[from + 1] = Math.log(mixture[from]))),
  },
  {
    name: 'independence that draws its components equally often',
    move: withTuning((mixture, from) => (mixture[from] = 1 / mixture[0])),
  },
  { name: 'crank_nicolson without its density ratio', move: withRatio(crankNicolson, () => 0) },
  {
    name: 'crank_nicolson that changes over to each component equally often',
    move: withDensity(() => ({ drawComponent: (rng) => rng.int(2) })),
  },
];

/** Takes the t distributions of the mixture for Gaussian ones: infinitely many degrees of freedom. */
export const wrongFreedom: Move = {
  ...independence,
  propose(x, xAt, complement, rng, out, outAt) {
    const { tuning, dim, scratch } = complement;
    independence.propose(x, xAt, complement, rng, out, outAt);
    const logDensity = (y: Float64Array, at: number): number => {
      let sum = 0;
      for (let j = 0, from = 1; j < tuning[0]; j++, from += componentSize(dim))
        sum += Math.exp(tuning[from + 1] - squaredDistance(tuning, from, dim, y, at, scratch) / 2);
      return Math.log(sum);
    };
    return logDensity(x, xAt) - logDensity(out, outAt);
  },
};

/** Takes x to belong to the first component wherever it is. */
export const wrongComponent: Move = withDensity(() => ({ componentOfRow: () => 0 }));

/** Takes x to be at the distance where most draws are: a step of the same length wherever it is. */
export const wrongScale: Move = withDensity((_, dim) => ({ squaredDistanceOfRow: () => dim }));

/** Every walker of a half moves by the increment of its first. */
export function sharedIncrement(move: Move): Move {
  let half: unknown = null;
  let active = 0;
  const increment = new Float64Array(100);
  return {
    ...move,
    prepare(complement) {
      move.prepare?.(complement);
      half = null;
    },
    propose(x, xAt, complement, rng, out, outAt) {
      const { dim, rows } = complement;
      if (half !== rows || active === rows.length) {
        [half, active] = [rows, 0];
        move.propose(x, xAt, complement, rng, out, outAt);
        for (let k = 0; k < dim; k++) increment[k] = out[outAt + k] - x[xAt + k];
      }
      active++;
      for (let k = 0; k < dim; k++) out[outAt + k] = x[xAt + k] + increment[k];
      return 0;
    },
  };
}

/** The moving walker may be drawn as one of its own complement. */
export function selfInComplement(move: Move): Move {
  return {
    ...move,
    propose: (x, xAt, complement, rng, out, outAt) => {
      const rows = Int32Array.from([...complement.rows, xAt / complement.dim]);
      return move.propose(x, xAt, { ...complement, rows }, rng, out, outAt);
    },
  };
}

/** `deHop` whose proposals beyond a wall are put back onto it. */
export function foldedBack(onto: (out: Float64Array, at: number, dim: number) => void): Move {
  return {
    ...deHop,
    propose(x, xAt, complement, rng, out, outAt) {
      const ratio = deHop.propose(x, xAt, complement, rng, out, outAt);
      onto(out, outAt, complement.dim);
      return ratio;
    },
  };
}

type UpdateBoth = (
  update: (active: Complement, complement: Complement) => void,
  halves: readonly [Complement, Complement],
  theta: Float64Array,
) => void;

function wrongStep(updateBoth: UpdateBoth): typeof step {
  return (state, target, mix, rng, workspace) => {
    for (let i = 0; i < state.walkers; i++) workspace.order[i] = i;
    updateBoth(
      ({ rows }, complement) => updateHalf(state, target, mix, 0, rows, complement, rng, workspace),
      workspace.halves,
      state.theta,
    );
  };
}

export const wrongSteps: readonly { readonly name: string; readonly step: typeof step }[] = [
  {
    name: 'the second half is updated against itself',
    step: wrongStep((update, [first, second]) => {
      update(first, second);
      update(second, second);
    }),
  },
  {
    name: 'the second half sees where the first was before the step',
    step: wrongStep((update, [first, second], theta) => {
      const stale = { ...first, theta: theta.slice() };
      update(first, second);
      update(second, stale);
    }),
  },
  {
    name: 'a half is updated twice and the other never',
    step: wrongStep((update, [first, second]) => {
      update(first, second);
      update(first, second);
    }),
  },
];
