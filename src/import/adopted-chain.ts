/**
 * An imported chain as a chain of one of our configurations: every row is evaluated again, so that all columns are there,
 * and each ensemble ends with the state from which `licmc sample --resume` continues.
 */
import type { Block } from '../chain/block.js';
import { chainColumns, indexColumns } from '../chain/columns.js';
import type { ResolvedConfig } from '../config/resolved.js';
import { InputError } from '../errors.js';
import { streamRng } from '../math/rng.js';
import { compilePosterior } from '../inference/posterior.js';
import { encodeCheckpoint } from '../run/checkpoint.js';
import { runRecord } from '../inference/run-record.js';
import type { RunOutcome } from '../draw/draw-chain.js';
import { createEnsemble } from '../sampler/ensemble.js';
import { parseMoveMix } from '../sampler/moves/registry.js';
import { createEvaluations } from '../target.js';
import type { Target } from '../target.js';
import type { ImportedChain } from './imported-chain.js';
import { countMoves } from './move-counter.js';
import { stepsPerGroup } from './write-imported.js';
import type { WritableChain } from './write-imported.js';

/** Spread of the difference of two log densities that rounding explains, relative to their size. */
const tolerance = 1e-9;

/**
 * @param config its numbers of ensembles and walkers and its thinning are replaced by those of the import
 * @throws InputError when coordinates are missing, a row lies outside the prior, or the imported log density is not this
 * posterior up to a constant
 */
export function adoptedChain(
  imported: ImportedChain,
  origin: Readonly<Record<string, unknown>>,
  config: ResolvedConfig,
): WritableChain & { readonly config: ResolvedConfig } {
  const { ensembles: E, walkers: W, steps: N, thin } = imported;
  if (W % 2 !== 0 || W < 4) {
    throw new InputError({
      where: 'walkers',
      expected: 'an even number of at least 4 per ensemble, to be continued here',
      got: String(W),
      hint: 'Import it without --config, for diagnostics and pictures.',
    });
  }
  if (N < 2) {
    throw new InputError({
      where: 'steps',
      expected: 'at least 2 stored steps, to be continued here',
      got: String(N),
      hint: 'Discard fewer with --discard.',
    });
  }
  const sampler = { ...config.sampler, ensembles: E, walkers: W, thin };
  const own: ResolvedConfig = { ...config, sampler };
  const target = compilePosterior(own);
  const places = matchCoordinates(imported, target, config.name);
  const { warmup, seed } = sampler;
  const record = runRecord(own);
  const check = sameDensity(config.name);
  const perGroup = stepsPerGroup(imported);
  const moves = Array.from({ length: E }, () => countMoves(W));
  const outcome = (): RunOutcome => ({
    steps: N * thin,
    warmup,
    converged: null,
    ensembles: moves.map((counter, ensemble) => ({ ensemble, ...counter.acceptance(), moves: [] })),
  });
  const rngs = Array.from({ length: E }, (_, ensemble) => streamRng(String(seed), 'import', ensemble));
  return {
    config: own,
    columns: chainColumns(target).slice(indexColumns.length),
    metadata: {
      document: { ...record },
      seed: String(seed),
      version: record.version,
      configSha256: record.config_sha256,
    },
    document: () => ({ ...record, ...outcome(), imported: origin }),
    steps: N,
    groups: function* () {
      for (let first = 0; first < N; first += perGroup) {
        const count = Math.min(perGroup, N - first);
        yield Array.from({ length: E }, (_, ensemble): Block => {
          const values = imported.read(ensemble, first, count);
          const theta = rowsOf(places.map((at) => values[at]));
          const rows = evaluateRows(target, theta, count * W);
          check(rows.columns[0], values[0], ensemble, first * W);
          moves[ensemble].add(values[places[0]]);
          const state = createEnsemble(
            ensemble,
            W,
            target.coordinates.length,
            target.terms.length,
            parseMoveMix(own.sampler.moves).map(({ move }) => move.name),
          );
          state.iteration = warmup + (first + count) * thin;
          keepLast(state, theta, rows.evaluations, count * W);
          return {
            ensemble,
            walkers: W,
            steps: Uint32Array.from({ length: count }, (_unused, n) => (first + n + 1) * thin),
            columns: rows.columns,
            iteration: state.iteration,
            checkpoint: encodeCheckpoint(state, rngs[ensemble].state()),
          };
        });
      }
    },
  };
}

/** [D] where the target's coordinates are among the imported columns. */
function matchCoordinates(imported: ImportedChain, target: Target, config: string): number[] {
  const ids = target.coordinates.map(({ id }) => id);
  const found = imported.columns.map((column) => column.id);
  const missing = ids.filter((id) => !found.includes(id));
  if (missing.length === 0) return ids.map((id) => found.indexOf(id));
  throw new InputError({
    where: 'coordinates',
    expected: `those of ${config}: ${ids.join(', ')}`,
    got: imported.columns.flatMap(({ id, kind }) => (kind === 'coordinate' ? [id] : [])).join(', '),
    hint: `Missing: ${missing.join(', ')}. Name the coordinates in the order of the file with --names.`,
  });
}

/** [count * D] row-major. */
function rowsOf(columns: readonly Float64Array[]): Float64Array {
  const D = columns.length;
  const theta = new Float64Array(columns[0].length * D);
  columns.forEach((column, k) => column.forEach((x, i) => (theta[i * D + k] = x)));
  return theta;
}

/** All columns of some rows, in chain order. */
function evaluateRows(target: Target, theta: Float64Array, count: number) {
  const D = target.coordinates.length;
  const T = target.terms.length;
  const Q = target.derived.length;
  const evaluations = createEvaluations(count, T);
  target.evaluate(theta, count, evaluations);
  const derived = new Float64Array(count * Q);
  for (let i = 0; i < count; i++) target.derive(theta, i * D, derived, i * Q);
  const split = (rows: Float64Array, width: number): Float64Array[] =>
    Array.from({ length: width }, (_, k) =>
      Float64Array.from({ length: count }, (_unused, i) => rows[i * width + k]),
    );
  const { logPosterior, logPrior, logLikelihood, terms } = evaluations;
  return {
    evaluations,
    columns: [
      logPosterior.slice(),
      logPrior.slice(),
      logLikelihood.slice(),
      ...split(terms, T),
      ...split(theta, D),
      ...split(derived, Q),
    ],
  };
}

/** Refuses rows whose log density differs from the imported one by anything but one constant. */
function sameDensity(
  config: string,
): (ours: Float64Array, theirs: Float64Array, ensemble: number, from: number) => void {
  let offset: number | null = null;
  return (logPosterior, theirs, ensemble, from) => {
    logPosterior.forEach((ours, i) => {
      const other = theirs[i];
      const difference = ours - other;
      offset ??= difference;
      if (Math.abs(difference - offset) <= tolerance * Math.max(1, Math.abs(ours), Math.abs(other))) return;
      const where = `ensemble ${ensemble}, row ${from + i}`;
      throw new InputError(
        Number.isFinite(other)
          ? {
              where,
              expected: `the log density of ${config} up to a constant, ${ours - offset}`,
              got: String(other),
              hint: 'It was drawn from another posterior and cannot be continued under this configuration; import it without --config.',
            }
          : {
              where,
              expected: 'a finite log density',
              got: String(other),
              hint: 'Leave out the start with --discard.',
            },
      );
    });
  };
}

function keepLast(
  state: ReturnType<typeof createEnsemble>,
  theta: Float64Array,
  evaluations: ReturnType<typeof createEvaluations>,
  rows: number,
): void {
  const { walkers: W, dim: D } = state;
  const T = evaluations.terms.length / rows;
  state.theta.set(theta.subarray((rows - W) * D));
  state.evaluations.logPosterior.set(evaluations.logPosterior.subarray(rows - W));
  state.evaluations.logPrior.set(evaluations.logPrior.subarray(rows - W));
  state.evaluations.logLikelihood.set(evaluations.logLikelihood.subarray(rows - W));
  state.evaluations.terms.set(evaluations.terms.subarray((rows - W) * T));
}
