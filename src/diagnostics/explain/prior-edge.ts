/** Prior edges that cut the posterior: there its limits are the prior's, not the data's. */
import { quantiles } from '../../math/quantile.js';
import { listed, type Evidence, type Finding } from './finding.js';

/**
 * An edge cuts when the density in the strip along it, a tenth of a 68 % half-width wide, is more than this part of the mean
 * density of the central 68 %: for a Gaussian, when the edge is closer than 1.6 sd to the mean, so that it takes away 5 %. The
 * same rule tells limits from intervals in `licmc constraints`.
 */
const PART_OF_CENTRAL = 1 / 3;
const STRIP = 0.1;
const CENTRAL = 0.68;

export interface Edges {
  /** Density along the edge over the mean density of the central 68 %; 0 where there is no edge. */
  readonly lower: number;
  readonly upper: number;
}

/** Densities along the two ends of a support. @param x draws, in any order */
export function edgeDensities(x: Float64Array, [low, high]: readonly [number, number]): Edges {
  const [left, right] = quantiles(x, [(1 - CENTRAL) / 2, (1 + CENTRAL) / 2]);
  const halfWidth = (right - left) / 2;
  if (!(halfWidth > 0)) return { lower: 0, upper: 0 };
  const central = CENTRAL / (2 * halfWidth);
  const strip = STRIP * halfWidth;
  const density = (inside: (value: number) => boolean): number => {
    let count = 0;
    for (const value of x) if (inside(value)) count++;
    return count / x.length / strip / central;
  };
  return {
    lower: Number.isFinite(low) ? density((value) => value < low + strip) : 0,
    upper: Number.isFinite(high) ? density((value) => value > high - strip) : 0,
  };
}

interface Cut {
  readonly id: string;
  readonly edges: string;
}

/** All coordinates that an edge cuts, the explained ones aside. @param explained those whose reaching the edge has a cause already */
export function priorEdge({ coordinates, rows }: Evidence, explained: ReadonlySet<string>): Finding | null {
  const cuts = coordinates.flatMap(({ id, support = [-Infinity, Infinity] }): Cut[] => {
    if (explained.has(id)) return [];
    const { lower, upper } = edgeDensities(rows.column(id), support);
    const [atLower, atUpper] = [lower > PART_OF_CENTRAL, upper > PART_OF_CENTRAL];
    if (atLower && atUpper)
      return [
        { id, edges: `${id} fills its prior from ${support[0]} to ${support[1]}, the data hardly know it` },
      ];
    if (!atLower && !atUpper) return [];
    return [{ id, edges: `${id} at its ${atLower ? 'lower' : 'upper'} edge ${support[atLower ? 0 : 1]}` }];
  });
  if (cuts.length === 0) return null;
  const parameters = cuts.map(({ id }) => id);
  return {
    code: 'prior_edge',
    message: `the posterior is cut by an edge of its prior: ${cuts.map(({ edges }) => edges).join('; ')}.`,
    remedy: `Quote a limit on the other side instead of an interval where the edge is physical (a number that cannot be negative); where it is a choice, widen the prior of ${listed(parameters)} and draw again.`,
    parameters,
  };
}
