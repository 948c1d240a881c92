/** A one-dimensional prior density on one sampled coordinate. */
export interface Prior {
  /** Name of the distribution in the configuration. */
  readonly dist: string;
  /** Open interval outside of which the density vanishes; +-Infinity when unbounded. */
  readonly support: readonly [number, number];
  /** Normalised natural log of the density; -Infinity outside the support, NaN for NaN. */
  logPdf(x: number): number;
  /** Inverse of the distribution function for u in (0, 1): a draw is `quantile(rng.uniform())`. */
  quantile(u: number): number;
}
