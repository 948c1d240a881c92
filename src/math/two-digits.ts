/** An estimate rounded up to two digits; NaN and Infinity stay what they are. @param x > 0 */
export function upToTwoDigits(x: number): number {
  if (!Number.isFinite(x)) return x;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(x)) - 1);
  return Math.ceil(x / unit) * unit;
}
