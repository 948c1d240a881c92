/** A mode that walkers do not leave, and that may matter. */
import { listed, type Evidence, type Finding } from './finding.js';
import type { Separation } from './separation.js';

/** Weight from which a second mode matters: a group of less is a local maximum in which walkers are stuck. */
export const LEAST_LOG_WEIGHT = Math.log(1e-4);

export function isolatedMode({ moves, summary }: Evidence, separation: Separation | null): Finding | null {
  if (separation === null || separation.logWeight < LEAST_LOG_WEIGHT) return null;
  const { ids, groups, logWeight, passages, closedTo } = separation;
  const places = groups.map(
    ({ share, centers }) =>
      `${(100 * share).toFixed(0)} % of the draws lie around ${ids.map((id, k) => `${id} = ${centers[k].toPrecision(3)}`).join(', ')}`,
  );
  const passed =
    passages === 0
      ? 'no walker has passed from one to the other'
      : `${passages} passages of ${summary.ensembles * summary.walkers} walkers in all${closedTo === null ? '' : `, none in ensemble ${closedTo}`}`;
  const weight = 1 / (1 + Math.exp(-logWeight));
  const jump = moves.includes('de_hop')
    ? ''
    : 'add the move that jumps between modes (--moves with de_hop:0.2), ';
  return {
    code: 'isolated_mode',
    message: `there are modes that walkers do not leave, apart in ${listed(ids)}: ${places.join('; ')}; ${passed}. How many walkers are in each says nothing of its probability; by its height and width the second has about ${percent(weight)} of it.`,
    remedy: `To sample both, ${jump}use more walkers and a longer run; or look at each mode alone by narrowing the prior of ${ids[0]}, if one of them is excluded by other knowledge.`,
    parameters: ids,
  };
}

function percent(share: number): string {
  return share < 0.001 ? 'less than 0.1 %' : `${(100 * share).toPrecision(2)} %`;
}
