import { quantiles } from '../../plot/density/quantiles.js';

/** Equal-tailed bands of a family of curves at each abscissa, [points]. */
export interface Quantiles {
  readonly median: readonly number[];
  /** Ends of the 68 % band. */
  readonly lo68: readonly number[];
  readonly hi68: readonly number[];
  /** Ends of the 95 % band. */
  readonly lo95: readonly number[];
  readonly hi95: readonly number[];
}

const PROBABILITIES = [0.025, 0.16, 0.5, 0.84, 0.975];

/** @param curves [draws][points] */
export function pointwiseQuantiles(curves: readonly (readonly number[])[]): Quantiles {
  const rows = curves[0].map((_, i) =>
    quantiles(
      curves.map((curve) => curve[i]),
      PROBABILITIES,
    ),
  );
  const column = (k: number): number[] => rows.map((row) => row[k]);
  return { lo95: column(0), lo68: column(1), median: column(2), hi68: column(3), hi95: column(4) };
}

/**
 * The same for angles in degrees: quantiles are taken around the circular mean of each abscissa and joined to a curve
 * without jumps, which may leave (-180, 180]; `wrapped` is the median brought back. NaN angles are left out.
 */
export function phaseQuantiles(
  curves: readonly (readonly number[])[],
): Quantiles & { readonly wrapped: readonly number[] } {
  let previous = NaN;
  const rows = curves[0].map((_, i) => {
    const angles = curves.map((curve) => curve[i]).filter((a) => !Number.isNaN(a));
    const center = circularMeanDeg(angles);
    const around = quantiles(
      angles.map((a) => wrapDeg(a - center)),
      PROBABILITIES,
    );
    // Continue on the sheet of the abscissa before.
    const sheet = Number.isNaN(previous) ? center : previous + wrapDeg(center - previous);
    if (!Number.isNaN(sheet)) previous = sheet;
    return around.map((a) => a + sheet);
  });
  const column = (k: number): number[] => rows.map((row) => row[k]);
  const median = column(2);
  return {
    lo95: column(0),
    lo68: column(1),
    median,
    hi68: column(3),
    hi95: column(4),
    wrapped: median.map(wrapDeg),
  };
}

/** Brings an angle to (-180, 180]. */
export function wrapDeg(angle: number): number {
  const wrapped = angle - 360 * Math.ceil((angle - 180) / 360);
  return wrapped;
}

function circularMeanDeg(angles: readonly number[]): number {
  const [c, s] = angles.reduce(
    ([x, y], a) => [x + Math.cos((a * Math.PI) / 180), y + Math.sin((a * Math.PI) / 180)],
    [0, 0],
  );
  return angles.length === 0 ? NaN : (Math.atan2(s, c) * 180) / Math.PI;
}
