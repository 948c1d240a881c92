/** Several chains in one file: their ensembles one after the other, numbered anew. */
import { existsSync } from 'node:fs';
import { InputError } from '../errors.js';
import { indexData } from './block-columns.js';
import { stepsPerBatch } from './canonical-batches.js';
import { replaceFile, throwDiskFailure } from './file.js';
import type { ColumnData } from './message.js';
import { journalPath } from './paths.js';
import { openChain } from './reader.js';
import { chainSchema, type ChainMetadata } from './schema.js';
import type { EnsembleBatch } from './write-finished.js';
import { writeFinished } from './write-finished.js';

/**
 * Writes the first `length` kept steps of every chain into one finished file, a few megabytes at a time. The bytes depend on the
 * draws, their order and the metadata alone. The chains have the same columns, walkers and steps: the caller has compared them.
 * @throws InputError when a file is in the way and `force` is not set; RunError when the disk fails
 */
export function concatenateChains(
  paths: readonly string[],
  length: number,
  out: string,
  metadata: ChainMetadata,
  force: boolean,
): void {
  for (const path of [out, journalPath(out)]) {
    if (force || !existsSync(path)) continue;
    throw new InputError({
      where: path,
      expected: 'a path where nothing is yet',
      got: 'something that exists',
      hint: 'Choose another name, or add --force to replace it.',
    });
  }
  const first = openChain(paths[0]);
  first.close();
  const schema = chainSchema(first.columns, metadata);
  try {
    replaceFile(out, (fd) => writeFinished(fd, schema, batchesOf(paths, length)));
  } catch (error) {
    throwDiskFailure(error, out, 'write the merged chain', 'The chains themselves are untouched.');
  }
}

function* batchesOf(paths: readonly string[], length: number): Generator<EnsembleBatch> {
  let ensemble = 0;
  for (const path of paths) {
    const chain = openChain(path);
    try {
      const { walkers } = chain;
      for (let e = 0; e < chain.ensembles; e++, ensemble++)
        for (let from = 0; from < length; from += stepsPerBatch(walkers)) {
          const steps = chain.steps.subarray(from, Math.min(length, from + stepsPerBatch(walkers)));
          const data: ColumnData[] = [...indexData(ensemble, walkers, steps)];
          for (const id of chain.ids) {
            const values = new Float64Array(steps.length * walkers);
            chain.rows(e, id, from * walkers, values);
            data.push(values);
          }
          yield { ensemble, data };
        }
    } finally {
      chain.close();
    }
  }
}
