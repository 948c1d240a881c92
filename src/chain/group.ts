/** Batches of a journal: the columns of one ensemble's rows and, in the message's metadata, where they stand in the run. */
import { encodeState, type EnsembleCheckpoint } from './checkpoints.js';
import { encodeBatch, type ColumnData } from './message.js';

/** Where a batch stands: the part'th of `parts` batches of a group, which is committed with its last. */
export interface GroupPosition {
  readonly group: number;
  readonly part: number;
  readonly parts: number;
}

export function encodeGroupBatch(
  data: readonly ColumnData[],
  { group, part, parts }: GroupPosition,
  state: EnsembleCheckpoint,
): Uint8Array {
  return encodeBatch(data, {
    'licmc.group': String(group),
    'licmc.part': `${part}/${parts}`,
    'licmc.ensemble': String(state.ensemble),
    'licmc.walkers': String(state.walkers),
    'licmc.iteration': String(state.iteration),
    'licmc.checkpoint': encodeState(state.checkpoint),
  });
}

/** What the metadata of a batch say; null when they are not those of a journal. */
export function decodeGroupBatch(
  metadata: ReadonlyMap<string, string>,
): (GroupPosition & Omit<EnsembleCheckpoint, 'checkpoint'> & { readonly checkpoint: string }) | null {
  const number = (key: string): number => Number(metadata.get(`licmc.${key}`) ?? NaN);
  const [part, parts] = (metadata.get('licmc.part') ?? '').split('/').map(Number);
  const position = {
    group: number('group'),
    part,
    parts,
    ensemble: number('ensemble'),
    walkers: number('walkers'),
    iteration: number('iteration'),
  };
  if (!Object.values(position).every(Number.isInteger)) return null;
  return { ...position, checkpoint: metadata.get('licmc.checkpoint') ?? '' };
}
