import { existsSync, rmSync } from 'node:fs';
import type { Block } from '../chain/block.js';
import { indexColumns } from '../chain/columns.js';
import type { ChainColumn } from '../chain/columns.js';
import { finishJournal } from '../chain/finish.js';
import { createJournal } from '../chain/journal.js';
import { journalPath } from '../chain/paths.js';
import type { ChainMetadata } from '../chain/schema.js';
import { InputError } from '../errors.js';

/** A chain ready to be written, block by block. */
export interface WritableChain {
  /** Without the index columns, which the file format adds; in the order of the blocks' columns. */
  readonly columns: readonly ChainColumn[];
  readonly metadata: ChainMetadata;
  /** The `licmc` document of the finished file; asked for when all groups have been taken. */
  readonly document: () => Readonly<Record<string, unknown>>;
  /** Stored steps in all. */
  readonly steps: number;
  /** Groups of blocks, one block per ensemble. */
  readonly groups: () => Iterable<readonly Block[]>;
}

/** Numbers of one column in a group, all ensembles together: a few dozen columns of them are some tens of megabytes. */
const rowsPerGroup = 1 << 16;

/** Steps of one group of blocks. */
export function stepsPerGroup({ ensembles, walkers }: { ensembles: number; walkers: number }): number {
  return Math.max(1, Math.floor(rowsPerGroup / (ensembles * walkers)));
}

/**
 * Writes NAME.arrow through the journal that a run writes, so that it is the same kind of file.
 * @param onProgress told the finished fraction after every group
 * @throws InputError when there is a chain already and `force` is not set; RunError when the disk fails
 */
export function writeImported(
  path: string,
  chain: WritableChain,
  force: boolean,
  onProgress: (fraction: number) => void = () => undefined,
): string {
  if (existsSync(path) && !force) {
    throw new InputError({
      where: path,
      expected: 'a path where nothing is yet',
      got: 'something that exists',
      hint: 'Choose another name, or add --force to replace it.',
    });
  }
  const columns = [...indexColumns, ...chain.columns];
  const journal = createJournal(journalPath(path), columns, chain.metadata, { overwrite: force });
  try {
    let steps = 0;
    for (const group of chain.groups()) {
      journal.commit(group);
      steps += group[0].steps.length;
      onProgress(steps / chain.steps);
    }
    return finishJournal(journal, chain.document());
  } catch (error) {
    // Half an import is no chain, and would be taken for a run that was interrupted.
    journal.close();
    rmSync(journal.path, { force: true });
    throw error;
  } finally {
    journal.close();
  }
}
