/** Where a function changes sign between two positive numbers, by bisection in the logarithm. */
export function crossing(f: (x: number) => number, from: number, to: number): number {
  let [low, high] = [Math.log(from), Math.log(to)];
  const sign = Math.sign(f(from));
  if (Math.sign(f(to)) === sign) throw new RangeError(`no change of sign between ${from} and ${to}`);
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (Math.sign(f(Math.exp(middle))) === sign) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}
