import { existsSync } from 'node:fs';
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
  /** The `licmc` document of the finished file. */
  readonly document: Readonly<Record<string, unknown>>;
  /** Groups of blocks, one block per ensemble. */
  readonly groups: () => Iterable<readonly Block[]>;
}

/**
 * Writes NAME.arrow through the journal that a run writes, so that it is the same kind of file.
 * @throws InputError when there is a chain already and `force` is not set; RunError when the disk fails
 */
export function writeImported(path: string, chain: WritableChain, force: boolean): string {
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
    for (const group of chain.groups()) journal.commit(group);
    return finishJournal(journal, chain.document);
  } finally {
    journal.close();
  }
}
