import { z } from 'zod';
import { normalQuantile } from '../math/special.js';
import { boundedPrior } from './bounded-prior.js';
import type { Prior } from './prior.js';

const schema = z
  .strictObject({
    dist: z.literal('half_normal').describe('positive half of a Gaussian centred at 0'),
    sd: z.number().positive().describe('standard deviation of the whole Gaussian'),
  })
  .describe('Half-normal: sqrt(2/pi)/sd exp(-x^2 / (2 sd^2)) for x > 0.');

/**
 * Standard half-normal quantile sqrt(2) erfinv(u). Near 0, where (1 - u)/2 would round, the series
 * sqrt(pi/2) (u + pi u^3/12), whose next term is 7 pi^2 u^5/480 (DLMF 7.17.2).
 */
function halfNormalQuantile(u: number): number {
  if (u < 1e-4) return Math.sqrt(Math.PI / 2) * (u + (Math.PI / 12) * u ** 3);
  return -normalQuantile((1 - u) / 2);
}

function create({ sd }: z.infer<typeof schema>): Prior {
  const logNorm = 0.5 * Math.log(2 / Math.PI) - Math.log(sd);
  return boundedPrior({
    dist: 'half_normal',
    min: 0,
    max: Infinity,
    logDensity: { mode: 0, sdLo: sd, sdHi: sd, logNorm },
    inverse: (u) => sd * halfNormalQuantile(u),
  });
}

/** Positive half of a normal distribution, for widths that are probably small. */
export const halfNormal = { schema, create };
