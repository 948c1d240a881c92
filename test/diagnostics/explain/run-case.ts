import { createDraws, type Draws } from '../../../src/chain/draws.js';
import { chainColumns, type ChainColumn } from '../../../src/chain/columns.js';
import type { Block } from '../../../src/chain/block.js';
import { RunError } from '../../../src/errors.js';
import { readAcceptance, type EnsembleAcceptance } from '../../../src/run/acceptance.js';
import type { SamplerSettings } from '../../../src/run/ensemble-runner.js';
import { sample } from '../../../src/run/sample.js';
import { defaultMoves } from '../../../src/sampler/moves/registry.js';
import type { Target } from '../../../src/target.js';

/** How a case is drawn. What is left out: 4 ensembles of 32 walkers, 500 steps of warm-up, every 2nd step kept, default moves, seed 1. */
export interface CaseSettings extends Partial<SamplerSettings> {
  /** After warm-up. */
  readonly steps: number;
}

/** What a drawn case leaves behind: a chain, or the message with which the run ended. */
export type CaseRun =
  | {
      readonly draws: Draws;
      readonly columns: readonly ChainColumn[];
      readonly settings: SamplerSettings;
      readonly acceptance: readonly EnsembleAcceptance[];
    }
  | { readonly failure: string };

/** Draws a target with the real sampler, in memory. */
export async function runCase(target: Target, { steps, ...given }: CaseSettings): Promise<CaseRun> {
  const settings = { ...defaults, ...given };
  const groups: (readonly Block[])[] = [];
  try {
    await sample({
      target,
      threads: 0,
      settings,
      interval: settings.thin * 50,
      stop: { steps },
      commit: (blocks) => void groups.push(blocks),
    });
  } catch (error) {
    if (error instanceof RunError) return { failure: error.message };
    throw error;
  }
  const columns = chainColumns(target);
  const ids = columns.filter(({ kind }) => kind !== 'index').map(({ id }) => id);
  const stepNumbers = groups.flatMap((blocks) => [...blocks[0].steps]);
  const column = (id: string): Float64Array => {
    const c = ids.indexOf(id);
    return Float64Array.from(
      Array.from({ length: settings.ensembles }, (_, e) =>
        groups.flatMap((blocks) => [...blocks[e].columns[c]]),
      ).flat(),
    );
  };
  const { ensembles, walkers } = settings;
  return {
    draws: createDraws({ ids, ensembles, walkers, steps: Uint32Array.from(stepNumbers) }, column),
    columns,
    settings,
    acceptance: groups.at(-1)!.map(({ checkpoint }) => readAcceptance(checkpoint)),
  };
}

const defaults: SamplerSettings = {
  seed: '1',
  ensembles: 4,
  walkers: 32,
  warmup: 500,
  thin: 2,
  moves: defaultMoves,
};
