/** What does not fit into an interval: the tail or second mode at high R_cr. */
import { fitPosterior } from '../../src/inference/fit-posterior.js';
import { quantiles } from '../../src/math/quantile.js';
import type { ResolvedConfig } from '../../src/config/resolved.js';
import { isSampled } from '../../src/config/resolved.js';
import type { Chain } from '../../src/chain/reader.js';
import type { Result } from './chains.js';
import { drawsOf, shareWhere } from './draws.js';
import { markdownTable, number, percent } from './markdown.js';
import { quantities } from './tables.js';

/** log10(R_cr/GV) above which the posterior of `lic` has its long tail. */
export const highRcr = 6.8;

export function highRcrShares(results: readonly Result[]): string {
  return results
    .filter(({ chain }) => chain.ids.includes('log10_r_cr'))
    .map(({ name, chain }) => {
      const { share, error } = shareWhere(chain, 'log10_r_cr', (x) => x > highRcr);
      if (share === 0 || share === 1) return `\`${name}\` ${share === 0 ? 'no draw' : 'all draws'}`;
      return `\`${name}\` ${(100 * share).toFixed(1)} ± ${(100 * error).toFixed(1)} %`;
    })
    .join(', ');
}

/** Medians and 68 % on either side of the cut. */
export function modesTable({ chain }: Result): string {
  const coordinate = chain.column('log10_r_cr');
  const ids = ['r_cr', 'x_b', 'v_sun', 'theta_deg', 'delta_b', 'q0c_p', 'kappa_par_1pv'];
  const row = (values: Float64Array, high: boolean): string => {
    const own = values.filter((_, i) => coordinate[i] > highRcr === high);
    const [lo, median, hi] = quantiles(own, [0.16, 0.5, 0.84]);
    return `${number(median, 3)} (${number(lo, 3)} … ${number(hi, 3)})`;
  };
  const terms: readonly (readonly [string, string])[] = [
    ['chi2_spectrum', 'χ² of spectra'],
    ['chi2_amplitude', 'χ² of amplitudes'],
    ['chi2_phase', 'χ² of phases'],
  ];
  return markdownTable([
    ['', 'unit', `log10 R_cr < ${highRcr}`, `log10 R_cr > ${highRcr}`],
    ...ids.map((id) => {
      const values = drawsOf(chain, id)!;
      return [quantities[id].symbol, quantities[id].unit, row(values, false), row(values, true)];
    }),
    ...terms.map(([id, name]) => {
      const values = chain.column(id);
      return [name, '', row(values, false), row(values, true)];
    }),
  ]);
}

/** Highest log posterior of a configuration with log10 R_cr below a bound, less that without it: of `modern`'s second mode. */
export function lowRcrMode(
  { record }: Result,
  bound: number,
): { readonly difference: number; readonly rCr: number } {
  const setting = record.config.parameters['r_cr'];
  if (!isSampled(setting) || setting.prior.dist !== 'uniform')
    throw new Error(`${record.config.name}: expected a flat prior on log10 of r_cr`);
  const below: ResolvedConfig = {
    ...record.config,
    parameters: {
      ...record.config.parameters,
      r_cr: {
        ...setting,
        prior: { ...setting.prior, max: bound },
        start: 10 ** ((setting.prior.min + bound) / 2),
      },
    },
  };
  const [mode, full] = [fitPosterior(below, 6), fitPosterior(record.config, 6)];
  // The narrower prior is normalised: its density is higher by the ratio of the widths.
  const { min, max } = setting.prior;
  const difference = mode.log_posterior - Math.log((max - min) / (bound - min)) - full.log_posterior;
  return { difference, rCr: mode.parameters.find(({ id }) => id === 'r_cr')!.value };
}

export function stuckIn(result: Result, bound: number): string {
  const { share } = shareWhere(result.chain, 'log10_r_cr', (x) => x < bound);
  return share === 0 ? 'none of' : `${percent(share)} of`;
}

/** Which share of the posterior lies below a bound, told by tempered walkers; what is missing is said to be missing. */
export function weightOf(tempered: Chain | null, bound: number): string {
  if (tempered === null) return 'Its weight is not known: the tempered chain is not there.';
  const { share, error } = shareWhere(tempered, 'log10_r_cr', (x) => x < bound);
  const crossings = tempered
    .walkerSeries('log10_r_cr')
    .reduce(
      (sum, walker) => sum + walker.filter((x, i) => i > 0 && x < bound !== walker[i - 1] < bound).length,
      0,
    );
  return `Walkers with a ladder of temperatures do: in ${tempered.length} kept steps they crossed ${crossings} times, and put ${(1e4 * share).toFixed(1)} ± ${(1e4 * error).toFixed(1)} ten-thousandths of the posterior into it.`;
}
