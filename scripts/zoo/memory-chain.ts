/** A chain held in memory, with what an assessment asks of a chain file. */
import type { Block } from '../../src/chain/block.js';
import { chainColumns } from '../../src/chain/columns.js';
import { createDraws } from '../../src/chain/draws.js';
import type { Chain } from '../../src/chain/reader.js';
import type { Target } from '../../src/target.js';

/** @param groups [commits][ensembles] the blocks so far, those of warm-up left out */
export function memoryChain(target: Target, walkers: number, groups: readonly (readonly Block[])[]): Chain {
  const columns = chainColumns(target);
  const ids = columns.filter(({ kind }) => kind !== 'index').map(({ id }) => id);
  const ensembles = groups[0].length;
  const steps = Uint32Array.from(groups.flatMap(([first]) => [...first.steps]));
  const column = (id: string): Float64Array => {
    const rows = new Float64Array(ensembles * steps.length * walkers);
    let at = 0;
    for (let e = 0; e < ensembles; e++)
      for (const group of groups) {
        const part = group[e].columns[ids.indexOf(id)];
        rows.set(part, at);
        at += part.length;
      }
    return rows;
  };
  return {
    ...createDraws({ ids, ensembles, walkers, steps }, column),
    path: 'memory',
    state: 'running',
    columns,
    metadata: { document: {}, seed: '', version: '', configSha256: '' },
    tail: null,
    column,
    rows: (ensemble, id, from, out) => {
      const at = ensemble * steps.length * walkers + from;
      out.set(column(id).subarray(at, at + out.length));
    },
    checkpoints: () => [],
    close: () => undefined,
  };
}
