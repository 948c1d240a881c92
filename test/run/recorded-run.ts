import type { Block } from '../../src/chain/block.js';
import type { sample, SampleOptions, SampleResult } from '../../src/run/sample.js';

/** Everything a run committed, for comparing runs byte by byte. */
export interface RecordedRun {
  readonly groups: readonly (readonly Block[])[];
  readonly result: SampleResult;
}

/** Runs and keeps all groups. */
export async function record(
  run: typeof sample,
  options: Omit<SampleOptions, 'commit'>,
  onCommit: (group: number) => void = () => undefined,
): Promise<RecordedRun> {
  const groups: (readonly Block[])[] = [];
  const result = await run({
    ...options,
    commit(blocks) {
      groups.push(blocks);
      onCommit(groups.length);
    },
  });
  return { groups, result };
}

/** The checkpoints after the last group. */
export function lastCheckpoints({ groups }: RecordedRun): Uint8Array[] {
  return groups[groups.length - 1].map(({ checkpoint }) => checkpoint);
}

/** The draws of all groups as bytes, by ensemble and column, and the last checkpoints: what two equal runs share, however grouped. */
export function bytesOf(...runs: readonly RecordedRun[]): Buffer {
  const groups = runs.flatMap((run) => run.groups);
  const parts: Buffer[] = [];
  for (let e = 0; e < groups[0].length; e++) {
    for (const group of groups) parts.push(bufferOf(group[e].steps));
    for (let c = 0; c < groups[0][e].columns.length; c++)
      for (const group of groups) parts.push(bufferOf(group[e].columns[c]));
    parts.push(bufferOf(groups[groups.length - 1][e].checkpoint));
  }
  return Buffer.concat(parts);
}

/** Everything committed, in the order of the commits: equal only for runs grouped alike. */
export function journalOf(...runs: readonly RecordedRun[]): Buffer {
  const blocks = runs.flatMap((run) => run.groups.flat());
  return Buffer.concat(
    blocks.flatMap(({ ensemble, iteration, steps, columns, checkpoint }) => [
      Buffer.from(`${ensemble} ${iteration} ${steps.length}\n`),
      ...[steps, ...columns, checkpoint].map(bufferOf),
    ]),
  );
}

function bufferOf(array: Uint8Array | Uint32Array | Float64Array): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}
