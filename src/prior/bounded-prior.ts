/** What every distribution shares: the open support, NaN in NaN out, and quantiles that never land on an edge. */
import { nextDown, nextUp } from '../math/next-float.js';
import type { Prior, SplitGaussian } from './prior.js';

interface Density {
  readonly dist: string;
  /** Edges of the open support; +-Infinity when unbounded. */
  readonly min: number;
  readonly max: number;
  /** Normalised natural log of the density, only called inside the support; or the numbers of a split normal. */
  readonly logDensity: SplitGaussian | ((x: number) => number);
  /** Inverse distribution function for u in (0, 1); may round onto or across an edge. */
  readonly inverse: (u: number) => number;
}

/**
 * Builds a `Prior` that is -Infinity on and outside the edges, and whose quantile lies strictly between them for
 * every u in (0, 1), so that a start drawn from a prior always has a finite density.
 */
export function boundedPrior({ dist, min, max, logDensity, inverse }: Density): Prior {
  const gaussian = typeof logDensity === 'function' ? null : Object.freeze(logDensity);
  const density = typeof logDensity === 'function' ? logDensity : logDensityOf(logDensity);
  const lowest = nextUp(min);
  const highest = nextDown(max);
  return Object.freeze({
    dist,
    support: Object.freeze([min, max] as const),
    gaussian,
    logPdf: (x: number) => {
      if (Number.isNaN(x)) return NaN;
      return x > min && x < max ? density(x) : -Infinity;
    },
    quantile: (u: number) => Math.min(highest, Math.max(lowest, inverse(u))),
  });
}

function logDensityOf({ mode, sdLo, sdHi, logNorm }: SplitGaussian): (x: number) => number {
  return (x) => {
    const z = (x - mode) / (x < mode ? sdLo : sdHi);
    return logNorm - 0.5 * z * z;
  };
}
