/** Which rows of which batch belong to which walker and step: read once per chain, from the three index columns. */
import { readFully } from './file.js';
import type { BatchLocation } from './layout.js';

/** Consecutive rows of one ensemble in one batch. */
export interface Segment {
  readonly batch: BatchLocation;
  /** First row in the batch. */
  readonly first: number;
  readonly rows: number;
  /** Row of the ensemble's chain that the first one is: kept step index * walkers + walker. */
  readonly to: number;
}

/** The rows of a chain: every walker has a draw at every kept step. */
export interface RowIndex {
  readonly ensembles: number;
  /** 0 when there are no rows. */
  readonly walkers: number;
  /** [N] numbers of the kept steps, the same for all ensembles. */
  readonly steps: Uint32Array;
  /** [E] the segments of each ensemble in the order of its rows. */
  readonly segments: readonly (readonly Segment[])[];
}

/** Positions of the columns ensemble, walker and step in the file's schema. */
export type IndexPositions = readonly [ensemble: number, walker: number, step: number];

interface EnsembleRows {
  readonly segments: Segment[];
  readonly steps: number[];
  rows: number;
}

/**
 * Indexes batches whose rows are sorted by (step, walker) within each ensemble; ensembles may alternate between batches.
 * @returns null when the rows are not those of a chain
 */
export function indexRows(
  fd: number,
  batches: readonly BatchLocation[],
  at: IndexPositions,
): RowIndex | null {
  const ensembles: EnsembleRows[] = [];
  let walkers = 0;
  for (const batch of batches) {
    if (batch.rows === 0) continue;
    const ensemble = readIndexColumn(fd, batch, at[0], new Uint16Array(batch.rows));
    const walker = readIndexColumn(fd, batch, at[1], new Uint16Array(batch.rows));
    const step = readIndexColumn(fd, batch, at[2], new Uint32Array(batch.rows));
    if (ensemble === null || walker === null || step === null) return null;
    for (let first = 0, next: number; first < batch.rows; first = next) {
      next = first + 1;
      if (first === 0 && isPeriodic(ensemble, 1)) next = batch.rows;
      while (next < batch.rows && ensemble[next] === ensemble[first]) next++;
      if (ensemble[first] > ensembles.length) return null;
      const rows = (ensembles[ensemble[first]] ??= { segments: [], steps: [], rows: 0 });
      if (walkers === 0) walkers = countWalkers(step, next);
      if (!appendRows(rows, walker.subarray(first, next), step.subarray(first, next), walkers)) return null;
      rows.segments.push({ batch, first, rows: next - first, to: rows.rows - (next - first) });
    }
  }
  const steps = Uint32Array.from(ensembles.length === 0 ? [] : ensembles[0].steps);
  const whole = ensembles.every(
    (rows) => rows.rows === steps.length * walkers && rows.steps.every((step, i) => step === steps[i]),
  );
  if (!whole) return null;
  return { ensembles: ensembles.length, walkers, steps, segments: ensembles.map(({ segments }) => segments) };
}

/** The first rows of a chain are its walkers at its first kept step. */
function countWalkers(step: Uint32Array, end: number): number {
  let walkers = 1;
  while (walkers < end && step[walkers] === step[0]) walkers++;
  return walkers;
}

/** Rows that follow those there are, if they do: compared as bytes, which costs a fraction of a look at each. */
function appendRows(to: EnsembleRows, walker: Uint16Array, step: Uint32Array, walkers: number): boolean {
  const begun = to.rows % walkers;
  const expected = new Uint32Array(step.length);
  let last = to.steps.at(-1) ?? -1;
  for (let first = -begun; first < step.length; first += walkers) {
    if (first >= 0) {
      if (step[first] <= last) return false;
      last = step[first];
      to.steps.push(last);
    }
    expected.fill(last, Math.max(first, 0), first + walkers);
  }
  to.rows += step.length;
  const counted = walker.subarray(0, walkers).every((w, i) => w === (begun + i) % walkers);
  return counted && isPeriodic(walker, walkers) && isSame(step, expected);
}

function isPeriodic(x: Uint16Array, period: number): boolean {
  return x.length <= period || isSame(x.subarray(period), x.subarray(0, -period));
}

function isSame(a: Uint16Array | Uint32Array, b: Uint16Array | Uint32Array): boolean {
  return Buffer.compare(bytesOf(a), bytesOf(b)) === 0;
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint16Array | Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function readIndexColumn<T extends Uint16Array | Uint32Array>(
  fd: number,
  batch: BatchLocation,
  column: number,
  into: T,
): T | null {
  const bytes = new Uint8Array(into.buffer);
  return readFully(fd, bytes, batch.columns[column]) === bytes.byteLength ? into : null;
}

/**
 * Reads rows from .. from + out.length of one ensemble's column.
 * @returns false when the file ends before them
 */
export function readRows(
  fd: number,
  segments: readonly Segment[],
  column: number,
  from: number,
  out: Float64Array,
): boolean {
  const to = from + out.length;
  for (let s = firstAtOrAfter(segments, from); s < segments.length && segments[s].to < to; s++) {
    const segment = segments[s];
    const begin = Math.max(from, segment.to);
    const end = Math.min(to, segment.to + segment.rows);
    const row = segment.first + begin - segment.to;
    const bytes = new Uint8Array(out.buffer, out.byteOffset + 8 * (begin - from), 8 * (end - begin));
    if (readFully(fd, bytes, segment.batch.columns[column] + 8 * row) < bytes.byteLength) return false;
  }
  return true;
}

/** Index of the segment that holds a row, by bisection. */
function firstAtOrAfter(segments: readonly Segment[], row: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (segments[middle].to + segments[middle].rows <= row) low = middle + 1;
    else high = middle;
  }
  return low;
}
