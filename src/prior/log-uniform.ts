import { z } from 'zod';
import { boundedPrior } from './bounded-prior.js';
import { crossCheck, ordered } from './cross-check.js';
import type { Prior } from './prior.js';

const schema = z
  .strictObject({
    dist: z.literal('log_uniform').describe('density proportional to 1/x between min and max'),
    min: z.number().positive().describe('lower edge, above 0'),
    max: z.number().positive().describe('upper edge, above min'),
  })
  .superRefine(...crossCheck<{ min: number; max: number }>(['min', 'max'], [], ordered))
  .describe('Constant density in ln x between min and max: 1 / (x ln(max/min)) in the coordinate x itself.');

function create({ min, max }: z.infer<typeof schema>): Prior {
  const logMin = Math.log(min);
  const logRange = Math.log(max) - logMin;
  const logNorm = Math.log(logRange);
  return boundedPrior({
    dist: 'log_uniform',
    min,
    max,
    logDensity: (x) => -Math.log(x) - logNorm,
    inverse: (u) => Math.exp(logMin + u * logRange),
  });
}

/** Scale-free density 1/x between two positive edges, as a density in x (not in log x). */
export const logUniform = { schema, create };
