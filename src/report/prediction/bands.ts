import { phaseQuantiles, pointwiseQuantiles, type Quantiles } from '../figures/pointwise-quantiles.js';

/** Equal-tailed pointwise bands, [points] each. Field names are those of the JSON interface. */
export interface Bands {
  readonly median: readonly number[];
  readonly ci68: readonly (readonly [number, number])[];
  readonly ci95: readonly (readonly [number, number])[];
}

/** @param curves [draws][points] */
export function bandsOf(curves: readonly (readonly number[])[]): Bands {
  return toBands(pointwiseQuantiles(curves));
}

/** Of angles in degrees: the median in (-180, 180], the ends on its either side, so that they may leave that range. */
export function phaseBandsOf(curves: readonly (readonly number[])[]): Bands {
  const q = phaseQuantiles(curves);
  const onSheet = (values: readonly number[]): number[] =>
    values.map((value, i) => value + q.wrapped[i] - q.median[i]);
  const { lo68, hi68, lo95, hi95 } = q;
  return toBands({
    median: q.wrapped,
    lo68: onSheet(lo68),
    hi68: onSheet(hi68),
    lo95: onSheet(lo95),
    hi95: onSheet(hi95),
  });
}

function toBands({ median, lo68, hi68, lo95, hi95 }: Quantiles): Bands {
  const ends = (lo: readonly number[], hi: readonly number[]) =>
    lo.map((low, i): readonly [number, number] => [low, hi[i]]);
  return { median, ci68: ends(lo68, hi68), ci95: ends(lo95, hi95) };
}
