/**
 * The bytes from which an ensemble continues exactly: positions, densities, counts, what its moves have learnt and the state of
 * the random stream.
 * Layout: magic (8 bytes), length of the header (uint32 LE), header (JSON, UTF-8, space-padded so that the numbers begin at
 * a multiple of 8), then float64 LE arrays: theta, logPosterior, logPrior, logLikelihood, terms, accepted, moveProposed,
 * moveAccepted, tuning, and the positions that warm-up remembers.
 */
import { InputError } from '../errors.js';
import type { RngState } from '../math/rng.js';
import { createEnsemble, type EnsembleState } from '../sampler/ensemble.js';
import { coldCheckpoint } from './tempered-layout.js';

/** Seven letters and the version of the layout. */
const MAGIC = 'licmcst3';

interface Header {
  readonly ensemble: number;
  readonly walkers: number;
  readonly dim: number;
  readonly terms: number;
  readonly iteration: number;
  readonly countedSteps: number;
  readonly moves: readonly string[];
  /** Numbers of the tuning. */
  readonly tuning: number;
  /** Remembered positions of the whole ensemble; 0 after warm-up. */
  readonly memories: number;
  readonly rng: RngState;
}

export interface Checkpoint {
  readonly state: EnsembleState;
  readonly rng: RngState;
}

/** Writes the state of an ensemble and its stream; every number keeps its exact bits (but for the payload of a NaN). */
export function encodeCheckpoint(state: EnsembleState, rng: RngState): Uint8Array {
  const { ensemble, walkers, dim, evaluations, iteration, counts } = state;
  const terms = evaluations.terms.length / walkers;
  const fields: Header = {
    ensemble,
    walkers,
    dim,
    terms,
    iteration,
    countedSteps: counts.steps,
    moves: counts.moves,
    tuning: state.tuning.length,
    memories: state.memory.length,
    rng,
  };
  const text = new TextEncoder().encode(JSON.stringify(fields));
  const dataAt = Math.ceil((MAGIC.length + 4 + text.length) / 8) * 8;
  const arrays = arraysOf(state);
  const bytes = new Uint8Array(dataAt + 8 * arrays.reduce((sum, array) => sum + array.length, 0));
  const view = new DataView(bytes.buffer);
  bytes.fill(0x20, 0, dataAt);
  bytes.set(new TextEncoder().encode(MAGIC), 0);
  view.setUint32(MAGIC.length, dataAt - MAGIC.length - 4, true);
  bytes.set(text, MAGIC.length + 4);
  let at = dataAt;
  for (const array of arrays)
    for (const x of array) {
      view.setFloat64(at, x, true);
      at += 8;
    }
  return bytes;
}

/** Restores what `encodeCheckpoint` wrote; of a tempered ensemble the rung at beta = 1. @throws InputError for bytes that are anything else */
export function decodeCheckpoint(written: Uint8Array): Checkpoint {
  const bytes = coldCheckpoint(written);
  const { header, dataAt } = readHeader(bytes);
  const { ensemble, walkers, dim, terms, moves, tuning, memories } = header;
  const state = createEnsemble(ensemble, walkers, dim, terms, moves, tuning);
  for (let i = 0; i < memories; i++) state.memory.push(new Float64Array(walkers * dim));
  state.iteration = header.iteration;
  state.counts.steps = header.countedSteps;
  const arrays = arraysOf(state);
  const length = dataAt + 8 * arrays.reduce((sum, array) => sum + array.length, 0);
  if (bytes.length !== length) throw damaged(`${length} bytes`, `${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = dataAt;
  for (const array of arrays)
    for (let i = 0; i < array.length; i++, at += 8) array[i] = view.getFloat64(at, true);
  return { state, rng: header.rng };
}

function arraysOf({ theta, evaluations, counts, tuning, memory }: EnsembleState): Float64Array[] {
  const { logPosterior, logPrior, logLikelihood, terms } = evaluations;
  return [
    theta,
    logPosterior,
    logPrior,
    logLikelihood,
    terms,
    counts.accepted,
    counts.moveProposed,
    counts.moveAccepted,
    tuning,
    ...memory,
  ];
}

function readHeader(bytes: Uint8Array): { header: Header; dataAt: number } {
  const magic = new TextDecoder('latin1').decode(bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC || bytes.length < MAGIC.length + 4)
    throw damaged(`'${MAGIC}' at its start`, JSON.stringify(magic));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const dataAt = MAGIC.length + 4 + view.getUint32(MAGIC.length, true);
  if (dataAt > bytes.length) throw damaged(`a header of ${dataAt} bytes`, `${bytes.length} bytes`);
  const text = new TextDecoder().decode(bytes.subarray(MAGIC.length + 4, dataAt));
  try {
    return { header: JSON.parse(text) as Header, dataAt };
  } catch {
    throw damaged('a JSON header', JSON.stringify(text.slice(0, 40)));
  }
}

function damaged(expected: string, got: string): InputError {
  const hint = 'It was written by another version of licmc, or it is damaged.';
  return new InputError({ where: 'checkpoint', expected, got, hint });
}
