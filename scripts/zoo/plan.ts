/** Which runs make up the study. */
import { defaultMoves } from '../../src/sampler/moves/registry.js';
import type { ZooTarget } from './zoo-target.js';

/** How patient the user is. */
export interface Regime {
  readonly name: string;
  readonly ensembles: number;
  readonly warmup: number;
  readonly interval: number;
  readonly firstCheck: number;
  readonly maxSteps: number;
  /** Effective draws asked for, bulk and tail. */
  readonly untilEss: number;
}

export interface Plan {
  /** target/moves/regime/number, of which the seed is made. */
  readonly id: string;
  readonly target: string;
  readonly regime: Regime;
  readonly moves: string;
  /** Every n-th step is kept, a few rows per autocorrelation time. */
  readonly thin: number;
  readonly seed: string;
}

const usual: Regime = {
  name: 'usual',
  ensembles: 4,
  warmup: 2000,
  interval: 100,
  firstCheck: 1000,
  maxSteps: 4000,
  untilEss: 400,
};
/** A tenth of the warm-up, and the verdict is asked from 100 steps on: most chances to be told too early. */
const hasty: Regime = {
  name: 'hasty',
  ensembles: 4,
  warmup: 200,
  interval: 20,
  firstCheck: 100,
  maxSteps: 1500,
  untilEss: 400,
};
const long: Regime = { ...usual, name: 'long', maxSteps: 12_000, untilEss: 4000 };
/** As many as eight jobs of four have that a cluster's scheduler runs: errors a third as large as those of `usual`. */
const cluster: Regime = { ...long, name: 'cluster', ensembles: 32 };

/** The stretch move alone is what a user of emcee has. */
const mixtures: readonly {
  /** Autocorrelation times of the mixture in those of the default one. */
  readonly slower: number;
  readonly name: string;
  readonly moves: string;
  readonly runs: readonly [Regime, number][];
}[] = [
  {
    name: 'default',
    slower: 1,
    moves: defaultMoves,
    runs: [
      [usual, 8],
      [hasty, 58],
      [long, 8],
      [cluster, 1],
    ],
  },
  {
    name: 'stretch',
    slower: 5,
    moves: 'stretch',
    runs: [
      [usual, 3],
      [hasty, 7],
    ],
  },
  // What is learnt in warm-up proposes, by both moves that learn, and the usual moves beside it.
  {
    name: 'learnt',
    slower: 1,
    moves: 'independence:0.4,crank_nicolson:0.4,de:0.1,snooker:0.05,stretch:0.05',
    runs: [
      [usual, 3],
      [hasty, 6],
    ],
  },
];

/** All runs, those of the first seeds first, so that a study cut short covers every target. */
export function plans(targets: readonly ZooTarget[]): Plan[] {
  const all = targets.flatMap(({ name: target, thin: thinDefault }) =>
    mixtures.flatMap(({ name: mixture, moves, runs, slower }) =>
      runs.flatMap(([regime, count]) =>
        Array.from({ length: count }, (_, n): Plan & { readonly n: number } => {
          const id = `${target}/${mixture}/${regime.name}/${n}`;
          const thin = Math.min(20, slower * thinDefault);
          return { id, target, regime, moves, thin, seed: `zoo/${id}`, n };
        }),
      ),
    ),
  );
  return all.sort((a, b) => a.n - b.n).map(({ n: _, ...plan }) => plan);
}
