import { z } from 'zod';
import { crossCheck, ordered } from './cross-check.js';
import type { Prior } from './prior.js';
import { truncatedSplitNormal, truncationRule } from './split-normal.js';

interface NormalSpec {
  readonly mean: number;
  readonly sd: number;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

const schema = z
  .strictObject({
    dist: z.literal('normal').describe('Gaussian, cut at min and max when given'),
    mean: z.number().describe('mean before truncation'),
    sd: z.number().positive().describe('standard deviation before truncation'),
    min: z.number().optional().describe('lower edge; none when left out'),
    max: z.number().optional().describe('upper edge, above min; none when left out'),
  })
  .superRefine(
    ...crossCheck<NormalSpec>(['mean', 'sd'], ['min', 'max'], (s) => ordered(s) ?? truncationRule(parts(s))),
  )
  .describe('Normal distribution, normalised between min and max when given.');

function parts({ mean, sd, min = -Infinity, max = Infinity }: NormalSpec) {
  return { mode: mean, sdLo: sd, sdHi: sd, min, max };
}

function create(spec: z.infer<typeof schema>): Prior {
  return truncatedSplitNormal('normal', parts(spec));
}

/** Normal distribution: the split normal of equal widths. */
export const normal = { schema, create };
