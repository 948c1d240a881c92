/** What speaks against making one chain of several. */
import type { ChainColumn } from '../chain/columns.js';
import type { Chain } from '../chain/reader.js';
import type { RunOutcome } from '../draw/draw-chain.js';
import { differences } from '../draw/same-document.js';
import { firstProblems, show, type Problem } from '../errors.js';

/** One run in a merged chain. */
export interface MergedPart {
  readonly seed: string;
  readonly ensembles: number;
  /** Kept steps its own chain had. */
  readonly kept_steps: number;
}

interface Settings {
  readonly seed: number | string;
  readonly ensembles: number;
  readonly warmup: number;
}

/** The `licmc` document of a chain drawn here, from a configuration or from a density of the user's own. */
export interface DrawnDocument extends Partial<RunOutcome> {
  readonly program: 'licmc';
  readonly version: string;
  readonly config?: { readonly sampler: Settings; readonly stop?: unknown };
  readonly config_sha256?: string;
  readonly sampler?: Settings;
  readonly stop?: unknown;
  readonly merged?: readonly MergedPart[];
}

/** What is known of a chain before it is merged. */
export interface MergeInput {
  readonly path: string;
  readonly state: Chain['state'];
  readonly document: DrawnDocument;
  readonly columns: readonly ChainColumn[];
  readonly walkers: number;
  readonly steps: Uint32Array;
  readonly warmup: number;
  readonly outcome: RunOutcome['ensembles'];
  readonly parts: readonly MergedPart[];
}

/** Chains whose shortest is below this part of the longest are not cut to it unasked. */
const SHORTEST_PART = 0.5;
/** Ensembles are counted in 16 bits. */
const MOST_ENSEMBLES = 0x10000;

/**
 * Every reason, not the first.
 * @param inputs those that could be read   @param asked chains that were named
 * @param shortest whether cutting to a much shorter chain was asked for
 */
export function mergeProblems(
  inputs: readonly MergeInput[],
  asked: number,
  out: string,
  shortest: boolean,
): Problem[] {
  return [
    ...enough(inputs, asked),
    ...inputs.flatMap((input) => unusable(input, out)),
    ...inputs.slice(1).flatMap((input) => differing(inputs[0], input)),
    ...equalSeeds(inputs),
    ...(shortest ? [] : tooShort(inputs)),
  ];
}

function enough(inputs: readonly MergeInput[], asked: number): Problem[] {
  const ensembles = inputs.reduce((sum, { outcome }) => sum + outcome.length, 0);
  if (asked < 2) return [{ where: 'licmc merge', expected: 'two chains or more', got: String(asked) }];
  if (ensembles <= MOST_ENSEMBLES) return [];
  return [{ where: 'licmc merge', expected: `at most ${MOST_ENSEMBLES} ensembles`, got: String(ensembles) }];
}

function unusable({ path, state, steps }: MergeInput, out: string): Problem[] {
  const problems: Problem[] = [];
  if (state === 'running')
    problems.push({
      where: path,
      expected: 'a chain that nobody is writing',
      got: 'a run that goes on',
      hint: 'Wait for it, or stop it with SIGTERM.',
    });
  else if (steps.length === 0)
    problems.push({
      where: path,
      expected: 'draws',
      got: 'none: it was interrupted in its warm-up',
      hint: 'Continue it with `licmc sample --resume`, or leave it out.',
    });
  if (path === out)
    problems.push({
      where: '--out',
      expected: 'another file than the chains that are merged',
      got: show(out),
    });
  return problems;
}

/** What decides the draws, seeds and the number of ensembles apart. */
function decisive({ document }: MergeInput): unknown {
  const {
    steps: _s,
    warmup: _w,
    converged: _c,
    goal_met: _g,
    every: _v,
    ensembles: _e,
    merged: _m,
    config_sha256: _h,
    tempering: _t,
    stop: _untilWhen,
    ...rest
  } = document;
  const of = (settings: Settings | undefined): unknown => {
    if (settings === undefined) return undefined;
    const { seed: _seed, ensembles: _n, ...others } = settings;
    return others;
  };
  if (rest.config === undefined) return { ...rest, sampler: of(rest.sampler) };
  const { stop: _stop, sampler, ...config } = rest.config;
  return { ...rest, config: { ...config, sampler: of(sampler) } };
}

function differing(first: MergeInput, other: MergeInput): Problem[] {
  const found = differences(decisive(first), decisive(other)).map(({ path, before, now }): Problem => ({
    where: `${other.path}: ${path}`,
    expected: `what ${first.path} was drawn with, ${show(before)}`,
    got: show(now),
    hint: 'Only runs of one configuration can be merged: draw them again alike, or leave this one out.',
  }));
  if (found.length > 0) return [...firstProblems(found, other.path, 'differences')];
  // A chain without draws has no rows to be alike, and that is told already.
  if (first.steps.length === 0 || other.steps.length === 0) return [];
  const same =
    first.walkers === other.walkers &&
    differences(first.columns, other.columns).length === 0 &&
    other.steps.every((step, i) => i >= first.steps.length || step === first.steps[i]);
  if (same) return [];
  return [{ where: other.path, expected: `the columns, walkers and steps of ${first.path}`, got: 'others' }];
}

function equalSeeds(inputs: readonly MergeInput[]): Problem[] {
  const owners = new Map<string, string>();
  return inputs.flatMap(({ path, parts }) =>
    parts.flatMap(({ seed }): Problem[] => {
      const owner = owners.get(seed);
      owners.set(seed, owner ?? path);
      if (owner === undefined) return [];
      return [
        {
          where: path,
          expected: `another seed than ${owner}`,
          got: seed,
          hint: 'Equal seeds draw the same numbers twice: give each job its own --seed.',
        },
      ];
    }),
  );
}

function tooShort(inputs: readonly MergeInput[]): Problem[] {
  const longest = Math.max(...inputs.map(({ steps }) => steps.length));
  return inputs
    .filter(({ steps }) => steps.length > 0 && steps.length < SHORTEST_PART * longest)
    .map(({ path, steps }) => ({
      where: path,
      expected: `at least half of the longest chain's ${longest} kept steps, because all are cut to the shortest`,
      got: String(steps.length),
      hint: 'Leave it out, continue it with `licmc sample --resume`, or cut all the same with --shortest.',
    }));
}
