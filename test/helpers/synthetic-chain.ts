import { chainColumns } from '../../src/chain/columns.js';
import { finishJournal } from '../../src/chain/finish.js';
import { createJournal } from '../../src/chain/journal.js';
import { journalPath } from '../../src/chain/paths.js';
import { streamRng } from '../../src/math/rng.js';
import type { Coordinate, Target } from '../../src/target.js';

export interface SyntheticShape {
  readonly ensembles: number;
  readonly walkers: number;
  readonly steps: number;
  /** Sampled coordinates; each is an autoregressive series per walker with a lag-1 correlation of 0.8. */
  readonly dim: number;
  /** Finish the chain, or leave the journal as a run that was interrupted. */
  readonly finish: boolean;
}

/** Steps per commit. */
const interval = 200;

/** Writes a chain through the program's own writer, of a density without configuration. Returns the path of the chain. */
export function writeSyntheticChain(path: string, shape: SyntheticShape): string {
  const { ensembles, walkers, steps, dim } = shape;
  const target = targetOf(dim);
  const columns = chainColumns(target);
  const journal = createJournal(journalPath(path), columns, {
    document: { made_by: 'test' },
    seed: '1',
    version: '0.1.0',
    configSha256: '',
  });
  const rngs = Array.from({ length: ensembles }, (_, ensemble) => streamRng('synthetic', ensemble));
  const state = Array.from({ length: ensembles }, () => new Float64Array(walkers * dim));
  for (let first = 0; first < steps; first += interval) {
    const count = Math.min(interval, steps - first);
    journal.commit(
      state.map((x, ensemble) => {
        const data = Array.from({ length: 3 + dim + 1 }, () => new Float64Array(count * walkers));
        for (let row = 0; row < count * walkers; row++) {
          const w = row % walkers;
          let sum = 0;
          for (let k = 0; k < dim; k++) {
            const value = 0.8 * x[w * dim + k] + 0.6 * rngs[ensemble].normal();
            x[w * dim + k] = data[3 + k][row] = value;
            sum -= 0.5 * value * value;
          }
          data[0][row] = data[2][row] = sum;
          data[3 + dim][row] = x[w * dim] ** 2;
        }
        return {
          ensemble,
          walkers,
          steps: Uint32Array.from({ length: count }, (_, n) => first + n + 1),
          columns: data,
          iteration: first + count,
          checkpoint: new Uint8Array(8),
        };
      }),
    );
  }
  if (shape.finish) return finishJournal(journal, { made_by: 'test' });
  journal.close();
  return journal.path;
}

function targetOf(dim: number): Pick<Target, 'coordinates' | 'terms' | 'derived'> {
  return {
    coordinates: Array.from({ length: dim }, (_, k): Coordinate => ({
      id: `x_${k}`,
      unit: '1',
      latex: `x_{${k}}`,
      support: [-10, 10],
      prior: { dist: 'uniform', min: -10, max: 10 },
      start: (u) => u,
    })),
    terms: [],
    derived: [{ id: 'square', unit: '1', latex: 'x_0^2' }],
  };
}
