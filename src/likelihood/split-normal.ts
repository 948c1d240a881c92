/** ln sqrt(2 pi) */
export const logSqrt2Pi = 0.5 * Math.log(2 * Math.PI);

/** Total error of one side of a point, statistical and systematic in quadrature; an unpublished one counts as 0. */
export function quadrature(stat: number | null, sys: number | null): number {
  return Math.hypot(stat ?? 0, sys ?? 0);
}

/**
 * chi2 of one point: the squared residual over the error on the side of the model, the upper one when the model lies above.
 * The density it belongs to is the split normal exp(-chi2/2) / (sqrt(2 pi) (lower + upper)/2).
 */
export function splitNormalChi2(model: number, measured: number, lower: number, upper: number): number {
  const pull = (model - measured) / (model > measured ? upper : lower);
  return pull * pull;
}

/** Wraps an angle difference to (-180, 180]. */
export function wrapDegrees(difference: number): number {
  const wrapped = difference - 360 * Math.round(difference / 360);
  return wrapped === -180 ? 180 : wrapped;
}
