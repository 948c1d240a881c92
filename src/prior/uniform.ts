import { z } from 'zod';
import { boundedPrior } from './bounded-prior.js';
import { crossCheck, ordered } from './cross-check.js';
import type { Prior } from './prior.js';

const schema = z
  .strictObject({
    dist: z
      .literal('uniform')
      .default('uniform')
      .describe('constant density between min and max (the default)'),
    min: z.number().describe('lower edge'),
    max: z.number().describe('upper edge, above min'),
  })
  .superRefine(...crossCheck<{ min: number; max: number }>(['min', 'max'], [], ordered))
  .describe('Constant density 1 / (max - min) between min and max.');

function create({ min, max }: z.infer<typeof schema>): Prior {
  const width = max - min;
  return boundedPrior({
    dist: 'uniform',
    min,
    max,
    logDensity: { mode: min, sdLo: Infinity, sdHi: Infinity, logNorm: -Math.log(width) },
    inverse: (u) => min + u * width,
  });
}

/** Constant density between two edges. */
export const uniform = { schema, create };
