import { CREDIBLE_LEVELS } from '../density/levels.js';
import type { LegendEntry } from '../legend/legend.js';
import { PRIOR_DASH } from './corner-cells.js';
import type { CornerOptions } from './corner-input.js';
import { MARK_DASHES } from './corner-marks.js';

/** Chains, marks, and what the regions and the titles mean: both conventions of credible level are named. */
export function legendEntries(options: CornerOptions): LegendEntry[] {
  const { chains, theme } = options;
  const percent = (levels: readonly number[]): string =>
    levels.map((l) => (100 * l).toFixed(0)).join(' and ');
  const texts =
    (options.levels ?? 'mass') === 'mass'
      ? [
          `Regions hold ${percent(CREDIBLE_LEVELS.mass)} % of the probability`,
          `($${sigmas(CREDIBLE_LEVELS.mass)}\\,\\sigma$ of a 2-D Gaussian)`,
        ]
      : [
          'Regions: $1\\sigma$ and $2\\sigma$ of a 2-D Gaussian',
          `(hold ${percent(CREDIBLE_LEVELS.sigma)} % of the probability)`,
        ];
  return [
    ...chains.map((chain, k): LegendEntry => ({
      text: chain.label,
      swatch: { kind: 'band', color: theme.series[k % theme.series.length], opacity: 0.6 },
    })),
    ...(hasPrior(options)
      ? [
          {
            text: chains.length === 1 ? 'its prior' : 'their priors',
            swatch: { kind: 'line', color: theme.muted, width: 1.1, dash: PRIOR_DASH },
          } as const,
        ]
      : []),
    ...(options.marks ?? []).map((mark, k): LegendEntry => ({
      text: mark.label,
      swatch: { kind: 'line', color: theme.ink, width: 1, dash: MARK_DASHES[k % MARK_DASHES.length] },
    })),
    ...[...texts, 'Titles: median with 68 % errors'].map((text): LegendEntry => ({
      text,
      swatch: { kind: 'none' },
    })),
  ];
}

function hasPrior({ chains, parameters }: CornerOptions): boolean {
  return chains.some((chain) => parameters.some(({ id }) => chain.prior?.(id) !== undefined));
}

/** Radius of a 2-D Gaussian's region that holds a probability, in sigma: sqrt(-2 ln(1 - p)). */
function sigmas(levels: readonly number[]): string {
  return levels.map((p) => Math.sqrt(-2 * Math.log(1 - p)).toFixed(1)).join('$ and $');
}
