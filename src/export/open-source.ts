import { closeSync, openSync } from 'node:fs';
import type { ChainColumn } from '../chain/columns.js';
import { openChain } from '../chain/reader.js';
import type { Chain } from '../chain/reader.js';
import { indexRows, readRows } from '../chain/row-index.js';
import type { RowIndex } from '../chain/row-index.js';
import { scanFinished } from '../chain/scan-finished.js';
import { scanJournal } from '../chain/scan-journal.js';
import { InputError } from '../errors.js';
import type { ChainSource, SourceColumn } from './chain-source.js';

/**
 * Opens a chain for export: NAME.arrow, or of a run that is still going (or was interrupted) what it committed.
 * @throws InputError when there is no such chain, it is not whole, or it has no draws yet
 */
export function openSource(path: string): ChainSource {
  const chain = openChain(path);
  chain.close();
  const fd = openSync(chain.path, 'r');
  try {
    return sourceOf(chain, fd, path);
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function sourceOf(chain: Chain, fd: number, path: string): ChainSource {
  const rows = indexOf(chain, fd);
  if (rows.steps.length === 0) {
    throw new InputError({
      where: chain.path,
      expected: 'a chain with draws',
      got: 'one without any yet',
      hint:
        chain.state === 'running'
          ? 'It is still in its warm-up; try again later.'
          : 'It stopped in its warm-up; continue it with `licmc sample --resume`.',
    });
  }
  const { ensembles, walkers, steps } = rows;
  const { document, seed, version, configSha256 } = chain.metadata;
  return {
    path,
    state: chain.state,
    ensembles,
    walkers,
    steps,
    columns: chain.columns.flatMap(describe),
    // Without the state from which the run continues: it is of no use elsewhere and larger than all the rest.
    metadata: new Map([
      ['licmc', JSON.stringify(document)],
      ['licmc.seed', seed],
      ['licmc.version', version],
      ['licmc.config_sha256', configSha256],
    ]),
    read: (id, ensemble, from = 0, count = steps.length - from) => {
      const column = chain.columns.findIndex((candidate) => candidate.id === id);
      if (column < 0 || !(ensemble in rows.segments))
        throw new RangeError(`read: no column ${id} in ensemble ${ensemble}`);
      const out = new Float64Array(count * walkers);
      if (!readRows(fd, rows.segments[ensemble], column, from * walkers, out)) throw cutOff(chain.path);
      return out;
    },
    close: () => closeSync(fd),
  };
}

/** A journal may have grown since it was opened: its rows are counted once, here. */
function indexOf(chain: Chain, fd: number): RowIndex {
  const batches =
    chain.state === 'finished'
      ? scanFinished(fd, chain.path).batches
      : scanJournal(fd, chain.path, 'last').groups.flat();
  const at = (id: string): number => chain.columns.findIndex((column) => column.id === id);
  const rows = indexRows(fd, batches, [at('ensemble'), at('walker'), at('step')]);
  if (rows === null) throw cutOff(chain.path);
  return rows;
}

function describe(column: ChainColumn): SourceColumn[] {
  const { id, kind, unit, latex } = column;
  if (kind === 'index') return [];
  return [
    {
      id,
      role: kind,
      unit,
      latex,
      prior: column.prior ?? null,
      support: column.support ?? [-Infinity, Infinity],
    },
  ];
}

function cutOff(path: string): InputError {
  return new InputError({
    where: path,
    expected: 'a chain that stays as it is while it is exported',
    got: 'one that was replaced or cut off',
    hint: 'Export it again.',
  });
}
