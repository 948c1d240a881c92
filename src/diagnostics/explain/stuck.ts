/** Walkers that take no part: frozen at a point, or kept where the posterior is negligible. */
import { median, quantiles } from '../../math/quantile.js';
import { listed, type Evidence, type Finding } from './finding.js';
import { LEAST_LOG_WEIGHT } from './isolated-mode.js';
import { laterRows } from './some-rows.js';
import { withoutResting } from './resting.js';
import type { StuckWalker } from '../stuck-walkers.js';
import type { Separation } from './separation.js';

/** A walker lies apart in a coordinate when its median is outside of this central part of what the others have drawn. */
const CENTRAL = 0.99;
/** Accepted part of all proposals below which the moves do not suit the posterior: a quarter is usual (docs/sampler.md). */
const LOW_ACCEPTANCE = 0.05;

/** Indices of the walkers that are frozen at a point: they are no measure of where others go. */
export function frozenWalkers({ summary }: Evidence): Set<number> {
  return new Set(
    summary.stuck
      .filter(({ reason }) => reason === 'frozen')
      .map(({ ensemble, walker }) => ensemble * summary.walkers + walker),
  );
}

/**
 * Walkers that are stuck and not in a mode that matters, where far ones belong: frozen, or kept in a group of negligible weight, whatever part of
 * all walkers that is.
 * @param behind those of `leftBehind` that are stuck   @param separation of the walkers that are neither frozen nor left behind
 */
export function stuckOutside(
  evidence: Evidence,
  behind: readonly number[],
  separation: Separation | null,
): StuckWalker[] {
  const { stuck: found, ensembles, walkers } = evidence.summary;
  const matters = separation !== null && separation.logWeight >= LEAST_LOG_WEIGHT;
  const frozen = frozenWalkers(evidence);
  const far = new Set([...behind, ...(separation === null || matters ? [] : separation.staying)]);
  if (!matters) found.forEach(({ ensemble, walker }) => far.add(ensemble * walkers + walker));
  const all = Array.from({ length: ensembles * walkers }, (_, i) => i).flatMap((i): StuckWalker[] => {
    const reason = behind.includes(i) ? 'far' : frozen.has(i) ? 'frozen' : far.has(i) ? 'far' : null;
    return reason === null ? [] : [{ ensemble: Math.floor(i / walkers), walker: i % walkers, reason }];
  });
  return withoutResting(evidence, all);
}

/**
 * @param walkers from `stuckOutside`
 * @param passedOver indices of those that were left behind for a while: not among the others that the stuck ones are compared with
 */
export function stuck(
  evidence: Evidence,
  walkers: readonly StuckWalker[],
  passedOver: readonly number[],
): Finding | null {
  const { summary, acceptance } = evidence;
  if (walkers.length === 0) return null;
  const indices = walkers.map(({ ensemble, walker }) => ensemble * summary.walkers + walker);
  const apart = coordinatesApart(evidence, indices, passedOver);
  const all = evidence.coordinates.map(({ id }) => id);
  const frozen = walkers.filter(({ reason }) => reason === 'frozen').length;
  const far = walkers.length - frozen;
  const shown = walkers.slice(0, 5).map(({ ensemble, walker }) => `${walker} of ensemble ${ensemble}`);
  const rest = walkers.length > shown.length ? ` and ${walkers.length - shown.length} more` : '';
  const kinds = [
    ...(frozen > 0 ? [`${frozen} frozen at one point`] : []),
    ...(far > 0 ? [`${far} kept where the posterior is negligible`] : []),
  ];
  const place =
    apart.length > 0 ? `they lie apart in ${listed(apart)}` : 'they are among the others in every coordinate';
  const total = summary.ensembles * summary.walkers;
  return {
    code: 'stuck_walkers',
    message: `${walkers.length} of ${total} walkers are stuck (${shown.join(', ')}${rest}): ${kinds.join(', ')}; ${place}.`,
    remedy:
      apart.length > 0
        ? `Draw again with a longer --warmup, half-way through which such walkers begin again among the others, or with starting values (\`start\`) of ${listed(apart)} closer to the posterior.`
        : acceptance < LOW_ACCEPTANCE
          ? `Only ${(100 * acceptance).toPrecision(2)} % of all proposals are accepted: the posterior is bent or narrow for these moves. Sample positive parameters in their logarithm (log10: true), which straightens products, and use shorter steps (--moves de_half:0.6,de:0.2,snooker:0.1,stretch:0.1).`
          : 'A walker freezes where the density is much higher than all around: look whether the likelihood is noisy or has a spike (evaluate it beside the frozen point). If not, add stretch moves, or, in the neck of a hierarchical model, sample deviations in units of their scale.',
    parameters: apart.length > 0 ? apart : all,
  };
}

/** Coordinates in which at least half of these walkers lie, in the second half of the rows, apart from all others. */
function coordinatesApart(
  { coordinates, rows }: Evidence,
  indices: readonly number[],
  passedOver: readonly number[],
): string[] {
  const later = laterRows(rows);
  const { perWalker } = later;
  const left = new Set([...indices, ...passedOver]);
  return coordinates
    .map(({ id }) => id)
    .filter((id) => {
      const x = later.column(id);
      const others = x.filter((_, row) => !left.has(Math.floor(row / perWalker)));
      if (others.length === 0) return false;
      const [low, high] = quantiles(others, [(1 - CENTRAL) / 2, (1 + CENTRAL) / 2]);
      const outside = indices.filter((i) => {
        const middle = median(x.slice(i * perWalker, (i + 1) * perWalker));
        return middle < low || middle > high;
      });
      return outside.length >= indices.length / 2;
    });
}
