/** Every distribution the configuration knows. A new one is a file beside this and one line in `distributions`. */
import { z } from 'zod';
import { nearestName } from '../errors.js';
import { exponential } from './exponential.js';
import { halfNormal } from './half-normal.js';
import { logNormal } from './log-normal.js';
import { logUniform } from './log-uniform.js';
import { normal } from './normal.js';
import type { Prior } from './prior.js';
import { splitNormal } from './split-normal.js';
import { uniform } from './uniform.js';

/** Name in the configuration -> the schema of its keys and the density it makes of them. */
export const distributions = {
  uniform,
  log_uniform: logUniform,
  normal,
  split_normal: splitNormal,
  half_normal: halfNormal,
  log_normal: logNormal,
  exponential,
} as const;

const [first, ...others] = Object.values(distributions).map(({ schema }) => schema);

/** A prior as written in the configuration: `dist` and that distribution's keys; without `dist` it is uniform. */
export const priorSchema = z.discriminatedUnion('dist', [first, ...others], {
  error: ({ input }) => {
    if (typeof input !== 'object' || input === null) return undefined;
    const { dist } = input as { dist?: unknown };
    const names = Object.keys(distributions);
    const near = typeof dist === 'string' ? nearestName(dist, names) : null;
    return `one of ${names.join(', ')}${near === null ? '' : ` (did you mean '${near}'?)`}`;
  },
});

/** A validated prior; `dist` is always there. Plain JSON. */
export type PriorSpec = z.infer<typeof priorSchema>;

/**
 * The density of a specification; `dist` may be left out for uniform.
 * @throws RangeError naming the keys when the specification breaks its schema
 */
export function createPrior(spec: z.input<typeof priorSchema>): Prior {
  const parsed = priorSchema.safeParse(spec);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new RangeError(`createPrior: ${reasons.join('; ')}`);
  }
  const { create } = distributions[parsed.data.dist];
  // The schema has paired the keys with their distribution; a union of functions cannot say so.
  return (create as (spec: PriorSpec) => Prior)(parsed.data);
}
