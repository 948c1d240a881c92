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
import { acceptanceOf } from './acceptance-of.js';
import type { ImportedChain } from './imported-chain.js';
import type { WritableChain } from './write-imported.js';

/** Steps of one group. */
const groupSteps = 100;

/** Spread of the difference of two log densities that rounding explains, relative to their size. */
const tolerance = 1e-9;

/**
 * @param config its numbers of ensembles and walkers are replaced by those of the import
 * @throws InputError when coordinates are missing, a row lies outside the prior, or the imported log density is not this
 * posterior up to a constant
 */
export function adoptedChain(
  imported: ImportedChain,
  origin: Readonly<Record<string, unknown>>,
  config: ResolvedConfig,
): WritableChain & { readonly config: ResolvedConfig } {
  const { ensembles: E, walkers: W, steps: N } = imported;
  if (W % 2 !== 0 || W < 4) {
    throw new InputError({
      where: 'walkers',
      expected: 'an even number of at least 4 per ensemble, to be continued here',
      got: String(W),
      hint: 'Import it without --config, for diagnostics and pictures.',
    });
  }
  const own: ResolvedConfig = { ...config, sampler: { ...config.sampler, ensembles: E, walkers: W } };
  const target = compilePosterior(own);
  const coordinates = matchCoordinates(imported, target, config.name);
  const { thin, warmup, seed } = own.sampler;
  const record = runRecord(own);
  const check = sameDensity(imported, config.name);
  const outcome: RunOutcome = {
    steps: N * thin,
    warmup,
    converged: null,
    ensembles: Array.from({ length: E }, (_, ensemble) => ({
      ensemble,
      ...acceptanceOf(coordinates[0][ensemble], W),
      moves: [],
    })),
  };
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
    document: { ...record, ...outcome, imported: origin },
    groups: function* () {
      for (let first = 0; first < N; first += groupSteps) {
        const count = Math.min(groupSteps, N - first);
        yield Array.from({ length: E }, (_, ensemble): Block => {
          const theta = rowsOf(coordinates, ensemble, first * W, count * W);
          const rows = evaluateRows(target, theta, count * W);
          check(rows.columns[0], ensemble, first * W);
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

/** [D][E] the target's coordinates among the imported columns: by name, or by position when the import has no names. */
function matchCoordinates(
  imported: ImportedChain,
  target: Target,
  config: string,
): (readonly Float64Array[])[] {
  const ids = target.coordinates.map(({ id }) => id);
  const found = imported.columns.map((column) => column.id);
  const missing = ids.filter((id) => !found.includes(id));
  if (missing.length === 0) return ids.map((id) => imported.values[found.indexOf(id)]);
  throw new InputError({
    where: 'coordinates',
    expected: `those of ${config}: ${ids.join(', ')}`,
    got: imported.columns.flatMap(({ id, kind }) => (kind === 'coordinate' ? [id] : [])).join(', '),
    hint: `Missing: ${missing.join(', ')}. Name the coordinates in the order of the file with --names.`,
  });
}

/** [count * D] row-major. */
function rowsOf(
  coordinates: readonly (readonly Float64Array[])[],
  ensemble: number,
  from: number,
  count: number,
): Float64Array {
  const D = coordinates.length;
  const theta = new Float64Array(count * D);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < D; k++) theta[i * D + k] = coordinates[k][ensemble][from + i];
  }
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
  imported: ImportedChain,
  config: string,
): (logPosterior: Float64Array, ensemble: number, from: number) => void {
  const theirs = imported.values[imported.columns.findIndex(({ id }) => id === 'log_posterior')];
  let offset: number | null = null;
  return (logPosterior, ensemble, from) => {
    logPosterior.forEach((ours, i) => {
      const other = theirs[ensemble][from + i];
      const difference = ours - other;
      offset ??= difference;
      if (Math.abs(difference - offset) <= tolerance * Math.max(1, Math.abs(ours), Math.abs(other))) return;
      throw new InputError({
        where: `ensemble ${ensemble}, row ${from + i}`,
        expected: `the log density of ${config} up to a constant, ${ours - offset}`,
        got: String(other),
        hint: 'It was drawn from another posterior and cannot be continued under this configuration; import it without --config.',
      });
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
