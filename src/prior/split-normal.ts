/**
 * Two half-Gaussians of different width joined at the mode, optionally cut at bounds: the density proportional to
 * exp(-z^2/2), z = (x - mode)/sd of the side, with norm 2 / (sqrt(2 pi) (sd_lo + sd_hi)). For measured values with
 * asymmetric errors; the likelihood of a point with asymmetric errors has the same form. `normal` is its symmetric case.
 */
import { z } from 'zod';
import { normalCdf, normalQuantile } from '../math/special.js';
import { boundedPrior } from './bounded-prior.js';
import { crossCheck, ordered } from './cross-check.js';
import type { Prior } from './prior.js';

/** Mode, widths below and above it, and bounds (+-Infinity for none). */
interface SplitNormal {
  readonly mode: number;
  readonly sdLo: number;
  readonly sdHi: number;
  readonly min: number;
  readonly max: number;
}

/** Probability below x, for x at or below the mode: 2 sd_lo/(sd_lo + sd_hi) Phi(z). */
function lowerTail({ mode, sdLo, sdHi }: SplitNormal, x: number): number {
  return ((2 * sdLo) / (sdLo + sdHi)) * normalCdf((x - mode) / sdLo);
}

/** Probability above x, for x at or above the mode. Never 1 - cdf, so that far upper tails keep their digits. */
function upperTail({ mode, sdLo, sdHi }: SplitNormal, x: number): number {
  return ((2 * sdHi) / (sdLo + sdHi)) * normalCdf((mode - x) / sdHi);
}

/** Probability between min and max before truncation; 0 when they lie beyond about 38 sd. */
function splitNormalMass(d: SplitNormal): number {
  if (d.max <= d.mode) return lowerTail(d, d.max) - lowerTail(d, d.min);
  if (d.min >= d.mode) return upperTail(d, d.min) - upperTail(d, d.max);
  return 1 - lowerTail(d, d.min) - upperTail(d, d.max);
}

/** Rule of every truncated distribution: the bounds are in order and hold some of the probability. */
export function truncationRule(d: SplitNormal): { key: string; expected: string } | null {
  if (!(d.sdLo > 0 && d.sdHi > 0)) return null; // told by the sd's own rule
  if (splitNormalMass(d) > 0) return null;
  return d.max <= d.mode
    ? { key: 'max', expected: `a number within about 38 sd of the centre (${d.mode})` }
    : { key: 'min', expected: `a number within about 38 sd of the centre (${d.mode})` };
}

/** The distribution as a `Prior` called `dist`, normalised on (min, max). */
export function truncatedSplitNormal(dist: string, d: SplitNormal): Prior {
  const { mode, sdLo, sdHi, min, max } = d;
  const mass = splitNormalMass(d);
  const logNorm = Math.log(2 / (Math.sqrt(2 * Math.PI) * (sdLo + sdHi))) - Math.log(mass);
  const shareLo = sdLo / (sdLo + sdHi);
  const shareHi = sdHi / (sdLo + sdHi);
  const below = min < mode ? lowerTail(d, min) : NaN; // NaN: not used on the other side of the mode
  const above = max > mode ? upperTail(d, max) : NaN;
  const fromLower = (p: number): number => mode + sdLo * normalQuantile(p / (2 * shareLo));
  const fromUpper = (q: number): number => mode - sdHi * normalQuantile(q / (2 * shareHi));
  return boundedPrior({
    dist,
    min,
    max,
    logDensity: { mode, sdLo, sdHi, logNorm },
    inverse: (u) => {
      if (max <= mode) return fromLower(below + u * mass);
      if (min >= mode) return fromUpper(above + (1 - u) * mass);
      const p = below + u * mass;
      return p < shareLo ? fromLower(p) : fromUpper(above + (1 - u) * mass);
    },
  });
}

const schema = z
  .strictObject({
    dist: z
      .literal('split_normal')
      .describe('two half-Gaussians joined at the mode, for asymmetric measured errors'),
    mode: z.number().describe('most probable value'),
    sd_lo: z.number().positive().describe('standard deviation below the mode'),
    sd_hi: z.number().positive().describe('standard deviation above the mode'),
    min: z.number().optional().describe('lower edge; none when left out'),
    max: z.number().optional().describe('upper edge, above min; none when left out'),
  })
  .superRefine(
    ...crossCheck<SplitNormalSpec>(
      ['mode', 'sd_lo', 'sd_hi'],
      ['min', 'max'],
      (s) => ordered(s) ?? truncationRule(parts(s)),
    ),
  )
  .describe(
    'Split normal: exp(-z^2/2) with z = (x - mode)/sd of the side; normalised between min and max when given.',
  );

interface SplitNormalSpec {
  readonly mode: number;
  readonly sd_lo: number;
  readonly sd_hi: number;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

function parts({ mode, sd_lo, sd_hi, min = -Infinity, max = Infinity }: SplitNormalSpec): SplitNormal {
  return { mode, sdLo: sd_lo, sdHi: sd_hi, min, max };
}

function create(spec: z.infer<typeof schema>): Prior {
  return truncatedSplitNormal('split_normal', parts(spec));
}

/** Two half-Gaussians joined at the mode. */
export const splitNormal = { schema, create };
