/** Quantities that are not finite for part of the draws, and the coordinates on which that depends. */
import { fitLinear } from '../../math/least-squares.js';
import { quantiles } from '../../math/quantile.js';
import { listed, type Evidence, type Finding } from './finding.js';

/** A coordinate is involved when leaving it out of the fit loses at least this part of what the best one's loss is. */
const PART_OF_BEST = 0.2;

export function nanRegion(evidence: Evidence): Finding | null {
  const { summary, rows, coordinates, draws, others } = evidence;
  const unknown = new Set(['log_prior', 'log_likelihood']);
  const judged = new Set(summary.quantities.filter(({ kind }) => kind === 'not finite').map(({ id }) => id));
  const broken = others
    .filter(({ kind }) => kind === 'density' || kind === 'term')
    .map(({ id }) => id)
    .filter((id) => {
      const share = notFiniteShare(rows.column(id));
      return share > 0 && !(unknown.has(id) && share === 1);
    });
  const ids = [...judged, ...broken];
  if (ids.length === 0) return null;
  const names = coordinates.map(({ id }) => id);
  const columns = names.map((id) => rows.column(id));
  const where = new Set<string>();
  const descriptions = ids.map((id) => {
    const isBroken = rows.column(id).map((value) => (Number.isFinite(value) ? 0 : 1));
    const share = notFiniteShare(rows.column(id));
    // The thinned rows may have missed the few.
    const percent =
      share === 0
        ? `some of ${draws.length * summary.ensembles * summary.walkers}`
        : `${(100 * share).toPrecision(2)} % of the`;
    if (share === 1) return `${id} is not a finite number in any draw`;
    const involved = share === 0 ? [] : involvedIn(isBroken, columns);
    involved.forEach((k) => where.add(names[k]));
    const ranges = involved.map((k) => `${names[k]} ${rangeText(columns[k], isBroken)}`);
    return `${id} is not a finite number in ${percent} draws${ranges.length > 0 ? `, those with ${ranges.join(' and ')}` : ''}`;
  });
  const parameters = [...ids, ...names.filter((id) => where.has(id) && !ids.includes(id))];
  return {
    code: 'nan_region',
    message: `${descriptions.join('; ')}.`,
    remedy:
      where.size > 0
        ? `Narrow the prior of ${listed([...where])} to where ${listed(ids)} ${ids.length === 1 ? 'is' : 'are'} defined, or repair the formula there.`
        : `Repair the formula of ${listed(ids)}.`,
    parameters,
  };
}

function notFiniteShare(x: Float64Array): number {
  let count = 0;
  for (const value of x) if (!Number.isFinite(value)) count++;
  return x.length === 0 ? 0 : count / x.length;
}

/** Indices of the columns on which a 0/1 column depends, told by what a fit on values and squares loses without each. */
function involvedIn(isBroken: Float64Array, columns: readonly Float64Array[]): number[] {
  const terms = columns.map((x) => [x, squaresAround(x)]);
  const whole = fitLinear(terms.flat(), isBroken).explained;
  const losses = terms.map(
    (_, k) => whole - fitLinear(terms.filter((_t, i) => i !== k).flat(), isBroken).explained,
  );
  const best = Math.max(...losses);
  return losses.flatMap((loss, k) => (best > 0 && loss >= PART_OF_BEST * best ? [k] : []));
}

/** Around the mean, so that a square is not the column once more. */
function squaresAround(x: Float64Array): Float64Array {
  const center = x.reduce((a, b) => a + b, 0) / x.length;
  return x.map((value) => (value - center) ** 2);
}

/** Where the broken draws lie: below or above a value, where nine tenths of them are on one side of the others' median; else their range. */
function rangeText(x: Float64Array, isBroken: Float64Array): string {
  const inside = x.filter((_, row) => isBroken[row] === 1);
  const outside = x.filter((_, row) => isBroken[row] === 0);
  const [low, high] = quantiles(inside, [0, 1]);
  const [middle] = quantiles(outside, [0.5]);
  if (inside.filter((value) => value < middle).length > 0.9 * inside.length)
    return `< ${high.toPrecision(3)}`;
  if (inside.filter((value) => value > middle).length > 0.9 * inside.length) return `> ${low.toPrecision(3)}`;
  return `between ${low.toPrecision(3)} and ${high.toPrecision(3)}`;
}
