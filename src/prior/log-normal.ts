import { z } from 'zod';
import { normalQuantile } from '../math/special.js';
import { boundedPrior } from './bounded-prior.js';
import type { Prior } from './prior.js';

const schema = z
  .strictObject({
    dist: z.literal('log_normal').describe('Gaussian in log10 x'),
    median: z.number().positive().describe('median of x, above 0'),
    sd_log10: z.number().positive().describe('standard deviation of log10 x, in dex'),
  })
  .describe('Log-normal: log10 x is normal around log10 median with sd_log10; a density in x itself, x > 0.');

function create({ median, sd_log10 }: z.infer<typeof schema>): Prior {
  const sdLn = sd_log10 * Math.LN10;
  const logMedian = Math.log(median);
  const logNorm = -0.5 * Math.log(2 * Math.PI) - Math.log(sdLn);
  return boundedPrior({
    dist: 'log_normal',
    min: 0,
    max: Infinity,
    logDensity: (x) => {
      const logX = Math.log(x);
      return logNorm - logX - 0.5 * ((logX - logMedian) / sdLn) ** 2;
    },
    inverse: (u) => Math.exp(logMedian + sdLn * normalQuantile(u)),
  });
}

/** Normal distribution of log10 x. */
export const logNormal = { schema, create };
