import { z } from 'zod';
import { boundedPrior } from './bounded-prior.js';
import type { Prior } from './prior.js';

const schema = z
  .strictObject({
    dist: z.literal('exponential').describe('exponential decay from 0'),
    mean: z.number().positive().describe('mean, above 0'),
  })
  .describe('Exponential: exp(-x/mean)/mean for x > 0.');

function create({ mean }: z.infer<typeof schema>): Prior {
  const logNorm = -Math.log(mean);
  return boundedPrior({
    dist: 'exponential',
    min: 0,
    max: Infinity,
    logDensity: (x) => logNorm - x / mean,
    inverse: (u) => -mean * Math.log1p(-u),
  });
}

/** Exponential distribution of a positive quantity. */
export const exponential = { schema, create };
