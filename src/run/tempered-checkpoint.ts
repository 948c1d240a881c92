/**
 * The bytes from which a tempered ensemble continues exactly. Layout: magic (8 bytes), length of the header (uint32 LE), header
 * (JSON), the checkpoint of each rung, then float64 LE numbers (ladder, swaps, sums).
 */
import { InputError } from '../errors.js';
import type { RngState } from '../math/rng.js';
import { createTemperedState } from '../tempering/tempered-ensemble.js';
import type { TemperedState } from '../tempering/tempered-ensemble.js';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint.js';
import { readTemperedHeader, temperedMagic } from './tempered-layout.js';
import type { TemperedHeader } from './tempered-layout.js';

export interface TemperedCheckpoint {
  readonly state: TemperedState;
  readonly rng: RngState;
}

export function encodeTemperedCheckpoint(state: TemperedState, rng: RngState): Uint8Array {
  const rungs = state.rungs.map((rung) => encodeCheckpoint(rung, rng));
  const { walkers, batchSteps, full, begun } = state.sums;
  const header: TemperedHeader = {
    rungs: rungs.map(({ length }) => length),
    walkers,
    batchSteps,
    full,
    begun,
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const start = new TextEncoder().encode(temperedMagic);
  const lengthOfText = new Uint8Array(new Uint32Array([text.length]).buffer);
  const numbers = Float64Array.from(arraysOf(state).flatMap((array) => [...array]));
  const parts = [start, lengthOfText, text, ...rungs, new Uint8Array(numbers.buffer)];
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** @throws InputError for bytes that are no checkpoint of a tempered ensemble */
export function decodeTemperedCheckpoint(bytes: Uint8Array): TemperedCheckpoint {
  const found = readTemperedHeader(bytes);
  if (found === null) throw damaged('one of a tempered ensemble', 'another');
  const { rungs: lengths, walkers, batchSteps, full, begun } = found.header;
  let at = found.end;
  const rungs = lengths.map((length) => decodeCheckpoint(bytes.subarray(at, (at += length))));
  const state = createTemperedState(
    rungs.map((rung) => rung.state),
    new Float64Array(rungs.length),
  );
  Object.assign(state.sums, { walkers, batchSteps, full, begun });
  const arrays = arraysOf(state);
  const end = at + 8 * arrays.reduce((sum, { length }) => sum + length, 0);
  if (end !== bytes.length) throw damaged(`${end} bytes`, `${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const array of arrays)
    for (let i = 0; i < array.length; i++, at += 8) array[i] = view.getFloat64(at, true);
  return { state, rng: rungs[0].rng };
}

/** Ladder, swaps and sums of an ensemble; null where it was not tempered. */
export function readTempering(
  checkpoint: Uint8Array,
): (Pick<TemperedState, 'betas' | 'sums'> & { readonly swapAcceptance: readonly number[] }) | null {
  if (readTemperedHeader(checkpoint) === null) return null;
  const { betas, sums, swapsTried, swapsAccepted } = decodeTemperedCheckpoint(checkpoint).state;
  return { betas, sums, swapAcceptance: Array.from(swapsTried, (tried, k) => swapsAccepted[k] / tried) };
}

function arraysOf({ betas, swapsTried, swapsAccepted, sums }: TemperedState): Float64Array[] {
  return [betas, swapsTried, swapsAccepted, sums.shift, sums.stride, sums.batches];
}

function damaged(expected: string, got: string): InputError {
  const hint =
    'It was written by another version of licmc, with another number of temperatures, or it is damaged.';
  return new InputError({ where: 'checkpoint', expected, got, hint });
}
