/** The chain file of a run: made anew, or what is there is continued. */
import { existsSync, rmSync } from 'node:fs';
import { chainThere } from '../chain/chain-there.js';
import type { ChainColumn } from '../chain/columns.js';
import { createJournal, type Journal } from '../chain/journal.js';
import { finishedPath, journalPath } from '../chain/paths.js';
import { openChain } from '../chain/reader.js';
import { recoverJournal } from '../chain/recover.js';
import { reopenFinished } from '../chain/reopen.js';
import type { ChainMetadata } from '../chain/schema.js';
import { InputError, problemsOf } from '../errors.js';
import type { Target } from '../target.js';
import { checkSameColumns } from './same-columns.js';
import { checkSameDensity } from './same-density.js';
import { checkSameDerived } from './same-derived.js';

export interface ChainFileOptions {
  /** NAME.arrow, where the finished chain goes; the running one is NAME.arrows beside it. */
  readonly path: string;
  /** Continue what is there: an unfinished chain, or a finished one under a further stop rule. */
  readonly resume: boolean;
  /** Replace what is there. */
  readonly force: boolean;
  /** The `licmc` document: everything that decides the draws. Plain JSON. */
  readonly document: Readonly<Record<string, unknown>>;
  /** The flat metadata beside it. */
  readonly labels: Omit<ChainMetadata, 'document'>;
  /** Refuses to continue a chain with this document. @throws InputError naming what differs */
  readonly checkContinues: (document: Readonly<Record<string, unknown>>, path: string) => void;
  readonly onNote?: (text: string) => void;
}

export interface OpenedChain {
  readonly journal: Journal;
  /** Last state of each ensemble; none for a new chain. */
  readonly checkpoints: readonly Uint8Array[];
}

/** @throws InputError when a chain is in the way, or the one to continue was drawn under other conditions; RunError when the disk fails */
export function openChainFile(
  options: ChainFileOptions,
  target: Target,
  columns: readonly ChainColumn[],
): OpenedChain {
  const { resume, force, document, labels } = options;
  if (resume) return continueChain(options, target, columns);
  // Of a name without its ending too, what is in the way has the ending.
  const path = finishedPath(journalPath(options.path));
  if (!force && existsSync(path)) {
    throw new InputError({
      where: path,
      expected: 'no chain of this name',
      got: 'one that is there already',
      hint: 'Continue it with --resume, replace it with --force, or choose another --out.',
    });
  }
  const metadata = { document, ...labels };
  return {
    journal: createJournal(journalPath(path), columns, metadata, { overwrite: force }),
    checkpoints: [],
  };
}

/**
 * Conditions are compared before a finished chain is touched; of an unfinished one what a crash left behind its last whole
 * commit is cut off first, for only what precedes it can be read.
 */
function continueChain(
  { path: name, checkContinues, onNote }: ChainFileOptions,
  target: Target,
  columns: readonly ChainColumn[],
): OpenedChain {
  const running = journalPath(name);
  const path = finishedPath(running);
  const unfinished = existsSync(running);
  const where = unfinished ? running : path;
  const check = (document: ChainMetadata['document'], before: readonly ChainColumn[]): void => {
    checkNotMerged(document, where);
    const problems = [
      ...problemsOf(() => checkContinues(document, where)),
      ...problemsOf(() => checkSameColumns(before, columns, where)),
    ];
    if (problems.length > 0) throw new InputError(problems);
  };
  if (chainThere(path) === 'none')
    throw new InputError({
      where: path,
      expected: 'a chain to continue',
      got: 'no such file',
      hint: 'Leave out --resume to draw it from the start.',
    });
  if (!unfinished) {
    const there = openChain(path);
    there.close();
    check(there.metadata.document, there.columns);
  }
  const { journal, checkpoints, discarded } = unfinished ? recoverJournal(running) : reopenFinished(path);
  const states = checkpoints.map(({ checkpoint }) => checkpoint);
  try {
    if (unfinished) check(journal.metadata.document, journal.columns);
    const problems = [
      ...problemsOf(() => checkSameDensity(target, states, where)),
      ...problemsOf(() => checkSameDerived(target, where)),
    ];
    if (problems.length > 0) throw new InputError(problems);
  } catch (error) {
    journal.close();
    if (!unfinished) rmSync(running);
    throw error;
  }
  if (discarded !== null)
    onNote?.(
      `${running}: left out ${discarded.bytes} bytes after the last whole commit (${discarded.reason})`,
    );
  return { journal, checkpoints: states };
}

function checkNotMerged({ merged }: Readonly<Record<string, unknown>>, where: string): void {
  if (merged === undefined) return;
  throw new InputError({
    where,
    expected: 'the chain of one run',
    got: 'one merged of several',
    hint: 'Continue its parts with --resume and merge them again.',
  });
}
