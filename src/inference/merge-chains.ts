/** One chain of independent jobs: the same configuration drawn with different seeds. */
import { concatenateChains } from '../chain/concatenate.js';
import { openChain, type Chain } from '../chain/reader.js';
import { configHash } from '../config/hash.js';
import type { ResolvedConfig } from '../config/resolved.js';
import { outcomeOf, type RunOutcome } from '../draw/draw-chain.js';
import { InputError, together } from '../errors.js';
import { mergeProblems, type DrawnDocument, type MergeInput, type MergedPart } from './merge-problems.js';

export interface MergeOptions {
  /** NAME.arrow of the merged chain. */
  readonly out: string;
  /** Replace what is there. */
  readonly force: boolean;
  /** Cut to the shortest chain even where that loses more than half of another. */
  readonly shortest: boolean;
}

export interface MergeResult {
  readonly path: string;
  readonly ensembles: number;
  readonly walkers: number;
  /** Kept steps of every ensemble: those of the shortest chain. */
  readonly keptSteps: number;
  /** What came from where, in order; seeds as texts. */
  readonly parts: readonly MergedPart[];
  /** Chains that were cut, and the kept steps left out of each of their ensembles. */
  readonly cut: readonly { readonly chain: string; readonly keptSteps: number }[];
}

/**
 * Merges chains into one, their ensembles numbered anew in the order given. All are cut to the length of the shortest.
 * Interrupted chains count with what they have committed. Merged chains can be merged again.
 * @throws InputError with everything that speaks against it: runs that go on, other conditions, equal seeds; RunError when the disk fails
 */
export function mergeChains(paths: readonly string[], { out, force, shortest }: MergeOptions): MergeResult {
  const inputs: MergeInput[] = [];
  together([
    ...paths.map((path) => () => void inputs.push(readInput(path))),
    () => {
      const problems = mergeProblems(inputs, paths.length, out, shortest);
      if (problems.length > 0) throw new InputError(problems);
    },
  ]);

  const keptSteps = Math.min(...inputs.map(({ steps }) => steps.length));
  const parts = inputs.flatMap(({ parts: own }) => own);
  const ensembles = parts.reduce((sum, part) => sum + part.ensembles, 0);
  const [first] = inputs;
  const outcome: RunOutcome = {
    steps: first.steps[keptSteps - 1],
    warmup: first.warmup,
    converged: null,
    ensembles: inputs.flatMap((input) => input.outcome).map((entry, ensemble) => ({ ...entry, ensemble })),
  };
  const document = mergedDocument(first.document, ensembles);
  concatenateChains(
    inputs.map(({ path }) => path),
    keptSteps,
    out,
    {
      document: { ...document, ...outcome, merged: parts },
      seed: parts.map(({ seed }) => seed).join(' '),
      version: document.version,
      configSha256: document.config_sha256 ?? '',
    },
    force,
  );
  return {
    path: out,
    ensembles,
    walkers: first.walkers,
    keptSteps,
    parts,
    cut: inputs.flatMap(({ path, steps }) =>
      steps.length > keptSteps ? [{ chain: path, keptSteps: steps.length - keptSteps }] : [],
    ),
  };
}

/** What the runs share (each tempered run has an evidence of its own), with the number of ensembles there are now; the seed of the first stands in the configuration. */
function mergedDocument(first: DrawnDocument, ensembles: number): DrawnDocument {
  const {
    steps: _s,
    ensembles: _e,
    converged: _c,
    goal_met: _g,
    merged: _m,
    tempering: _t,
    every: _v,
    ...shared
  } = first;
  if (shared.config === undefined)
    return { ...shared, sampler: { ...shared.sampler, ensembles } } as DrawnDocument;
  const config = { ...shared.config, sampler: { ...shared.config.sampler, ensembles } };
  // Every configuration that licmc stores is a resolved one.
  return { ...shared, config, config_sha256: configHash(config as ResolvedConfig) };
}

function readInput(path: string): MergeInput {
  const chain = openChain(path);
  try {
    const { walkers, ensembles, steps, columns, state, metadata } = chain;
    const document = metadata.document as Partial<DrawnDocument>;
    if (document.program !== 'licmc' || (document.config ?? document.sampler) === undefined)
      throw new InputError({
        where: chain.path,
        expected: 'a chain drawn by licmc',
        got: 'one made elsewhere',
      });
    const drawn = document as DrawnDocument;
    return {
      path: chain.path,
      state,
      document: drawn,
      columns,
      walkers,
      steps,
      warmup: (drawn.config ?? drawn).sampler?.warmup ?? 0,
      outcome: outcomesOf(chain, drawn),
      parts: drawn.merged ?? [{ seed: metadata.seed, ensembles, kept_steps: steps.length }],
    };
  } finally {
    chain.close();
  }
}

/** A finished chain says how its ensembles fared; of one that was interrupted the last commit tells. */
function outcomesOf(chain: Chain, { ensembles }: DrawnDocument): RunOutcome['ensembles'] {
  return ensembles ?? outcomeOf(chain.checkpoints().map(({ checkpoint }) => checkpoint));
}
