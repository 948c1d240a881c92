/** The columns of a block as the file stores them: the three index columns are made here. */
import type { Block } from './block.js';
import type { ColumnData } from './message.js';

/** ensemble, walker and step of every row, then the block's own columns. */
export function columnData(block: Block): readonly ColumnData[] {
  return [...indexData(block.ensemble, block.walkers, block.steps), ...block.columns];
}

/** Index columns of consecutive steps of one ensemble, rows sorted by step, then walker. */
export function indexData(ensemble: number, walkers: number, steps: Uint32Array): readonly ColumnData[] {
  const rows = steps.length * walkers;
  const walker = new Uint16Array(rows);
  const step = new Uint32Array(rows);
  for (let i = 0, row = 0; i < steps.length; i++)
    for (let w = 0; w < walkers; w++, row++) {
      walker[row] = w;
      step[row] = steps[i];
    }
  return [new Uint16Array(rows).fill(ensemble), walker, step];
}
