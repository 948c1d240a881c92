/**
 * All moves by name, and mixtures of them. Each half-step draws one move with the probability of its weight, independently
 * of the walkers' positions, so the mixture leaves the posterior invariant because each of its moves does.
 */
import { InputError, show, suggestion, type Problem } from '../../errors.js';
import { crankNicolson } from './crank-nicolson.js';
import { de, deHalf, deHop } from './differential-evolution.js';
import { independence } from './independence.js';
import type { Move } from './move.js';
import { snooker } from './snooker.js';
import { stretch } from './stretch.js';
import { walk } from './walk.js';

/** Every move there is, by the name used in `--moves`. A new move is a file, a line here and a line in the tests' table. */
export const moves: Readonly<Record<string, Move>> = {
  stretch,
  walk,
  de,
  de_half: deHalf,
  de_hop: deHop,
  snooker,
  independence,
  crank_nicolson: crankNicolson,
};

export interface WeightedMove {
  readonly move: Move;
  /** Probability of the move; the weights of a mixture sum to 1. */
  readonly weight: number;
}

export type MoveMix = readonly WeightedMove[];

/** The mixture used when none is asked for, as it would be written. Chosen by measurement: docs/sampler.md. */
export const defaultMoves = 'de:0.8,de_hop:0.1,snooker:0.05,stretch:0.05';

/**
 * Reads a mixture: `name:weight` or `name` (weight 1), separated by commas. Weights are normalised to sum to 1.
 * @throws InputError with every mistake: unknown or repeated names, weights that are not positive numbers
 */
export function parseMoveMix(spec: string, where = 'moves'): MoveMix {
  const problems: Problem[] = [];
  const mix: WeightedMove[] = [];
  for (const entry of spec.split(',')) {
    const [name, weightText = '1', ...rest] = entry.split(':').map((part) => part.trim());
    const move = Object.hasOwn(moves, name) ? moves[name] : undefined;
    const weight = weightText === '' || rest.length > 0 ? NaN : Number(weightText);
    if (move === undefined) {
      const hint = suggestion(name, Object.keys(moves));
      problems.push({ where, expected: 'the name of a move', got: show(name), hint });
    } else if (mix.some((other) => other.move === move)) {
      problems.push({ where, expected: 'each move once', got: `'${name}' again` });
    } else if (!(weight > 0 && weight < Infinity)) {
      problems.push({ where, expected: `${name}:WEIGHT with a weight > 0`, got: show(entry.trim()) });
    } else mix.push({ move, weight });
  }
  if (mix.length > 0 && mix.every(({ move }) => move.learns === true))
    problems.push({
      where,
      expected: 'a move that needs no warm-up beside those that learn from it',
      got: show(spec),
      hint: `Add one of ${Object.keys(moves)
        .filter((name) => moves[name].learns !== true)
        .join(', ')}.`,
    });
  if (problems.length > 0) throw new InputError(problems);
  const total = mix.reduce((sum, { weight }) => sum + weight, 0);
  return mix.map(({ move, weight }) => ({ move, weight: weight / total }));
}

/** What a person should know about a mixture of their own, or null where there is nothing to say. */
export function moveMixWarning(mix: MoveMix): string | null {
  const share = mix.reduce(
    (sum, { move, weight }) => (move === stretch || move === snooker ? sum + weight : sum),
    0,
  );
  if (share >= 0.1 - 1e-12) return null;
  return `moves: stretch and snooker have ${(100 * share).toFixed(0)} % of the weight together; below 10 % walkers can get stuck where the posterior is curved (on the 10-dimensional Rosenbrock function differential evolution accepts 3 to 8 % of its proposals, stretch 25 %).`;
}
