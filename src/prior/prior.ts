/** ln p = logNorm - z^2/2 with z = (x - mode)/sd of the side: a split normal, or a constant where both sd are infinite. */
export interface SplitGaussian {
  readonly mode: number;
  readonly sdLo: number;
  readonly sdHi: number;
  readonly logNorm: number;
}

/** A one-dimensional prior density on one sampled coordinate. */
export interface Prior {
  /** Name of the distribution in the configuration. */
  readonly dist: string;
  /** Open interval outside of which the density vanishes; +-Infinity when unbounded. */
  readonly support: readonly [number, number];
  /** The same density inside the support when it has this form, so that many can be evaluated in one loop; else null. */
  readonly gaussian: SplitGaussian | null;
  /** Normalised natural log of the density; -Infinity outside the support, NaN for NaN. */
  logPdf(x: number): number;
  /** Inverse of the distribution function for u in (0, 1): a draw is `quantile(rng.uniform())`. */
  quantile(u: number): number;
}
