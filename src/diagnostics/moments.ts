/** What every diagnostic of many series begins with. */
import type { SeriesList } from '../math/fft.js';
import { mean, sumOfSquares } from '../math/sum.js';

/** Of equally long series, one number for each. */
export interface Moments {
  readonly means: Float64Array;
  /** Sums of squared deviations from the mean; 0 for a constant series alone. */
  readonly squares: Float64Array;
  /** Sums of the products of neighbouring deviations. */
  readonly products: Float64Array;
}

export function momentsOf(series: SeriesList): Moments {
  const means = new Float64Array(series.length);
  const squares = new Float64Array(series.length);
  const products = new Float64Array(series.length);
  for (let c = 0; c < series.length; c++) {
    const x = series.at(c)!;
    const center = mean(x);
    means[c] = center;
    squares[c] = sumOfSquares(x, center);
    products[c] = neighbours(x, center);
  }
  return { means, squares, products };
}

function neighbours(x: Float64Array, center: number): number {
  let sum = 0;
  for (let i = 0, before = 0; i < x.length; i++) {
    const deviation = x[i] - center;
    sum += before * deviation;
    before = deviation;
  }
  return sum;
}

/**
 * Of each series made of two, one after the other, from the moments of these.
 * @param halves of length n, the first halves of a group before the second ones   @param group series of a group
 */
export function joinedMoments({ means, squares, products }: Moments, group: number, n: number): Moments {
  const size = means.length / 2;
  const joined = {
    means: new Float64Array(size),
    squares: new Float64Array(size),
    products: new Float64Array(size),
  };
  for (let i = 0; i < size; i++) {
    const first = i + Math.floor(i / group) * group;
    const second = first + group;
    const apart = means[second] - means[first];
    joined.means[i] = means[first] + apart / 2;
    joined.squares[i] = squares[first] + squares[second] + (n / 2) * apart * apart;
    // Up to the pair of neighbours where the halves meet.
    joined.products[i] = products[first] + products[second] + ((n - 1) / 2) * apart * apart;
  }
  return joined;
}

/** Of everything in the series, as one: its mean and its sum of squared deviations. @param n length of each */
export function pooledMoments(
  means: ArrayLike<number>,
  squares: ArrayLike<number>,
  n: number,
): { mean: number; squares: number } {
  const center = mean(means);
  let within = 0;
  for (let i = 0; i < squares.length; i++) within += squares[i];
  return { mean: center, squares: within + n * sumOfSquares(means, center) };
}

/** Correlation of neighbours, which tells about how far draws remember. @param weights of the series, null for equal ones */
export function lagOne({ squares, products }: Moments, weights: Float64Array | null = null): number {
  let [above, below] = [0, 0];
  for (let c = 0; c < squares.length; c++) {
    const weight = weights === null ? 1 : weights[c];
    above += weight * products[c];
    below += weight * squares[c];
  }
  return above / below;
}
