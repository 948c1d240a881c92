/**
 * How heavy the tails of a distribution are. A tail that falls like x^-(1/k + 1) has moments of order below 1/k only: with
 * k > 1/2 there is no variance, with k > 1/4 no finite error of a standard deviation.
 */

/** Least number of exceedances to fit. */
const LEAST = 5;

/** A generalised Pareto distribution of exceedances over a threshold. */
export interface ParetoTail {
  /** Shape k: negative for tails that end, 0 for exponential ones. */
  readonly shape: number;
  /** Scale sigma, in the unit of the exceedances, > 0. */
  readonly scale: number;
}

/**
 * The generalised Pareto distribution fitted to exceedances over a threshold, by the estimator of
 * Zhang & Stephens (2009), Technometrics 51, 316, its shape drawn to 1/2 with the weight of ten exceedances as in Vehtari,
 * Simpson, Gelman, Yao & Gabry (2024), JMLR 25 (72).
 * @param exceedances [n] ascending, >= 0   @returns NaN for fewer than five or when all are equal
 */
export function fitParetoTail(exceedances: ArrayLike<number>): ParetoTail {
  const undefinedTail = { shape: NaN, scale: NaN };
  const n = exceedances.length;
  if (n < LEAST || !(exceedances[n - 1] > exceedances[0])) return undefinedTail;
  const largest = exceedances[n - 1];
  const quartile = exceedances[Math.floor(n / 4 + 0.5) - 1];
  if (!(quartile > 0)) return undefinedTail;
  // The posterior mean of theta = -k / sigma over a grid, k profiled out.
  const shapeAt = (theta: number): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += Math.log1p(-theta * exceedances[i]);
    return sum / n;
  };
  const grid = 30 + Math.floor(Math.sqrt(n));
  const thetas = Array.from(
    { length: grid },
    (_, j) => 1 / largest + (1 - Math.sqrt(grid / (j + 0.5))) / (3 * quartile),
  );
  const logLikelihoods = thetas.map((theta) => {
    const k = shapeAt(theta);
    return n * (Math.log(-theta / k) - k - 1);
  });
  const most = Math.max(...logLikelihoods);
  let [weights, sum] = [0, 0];
  thetas.forEach((theta, j) => {
    const weight = Math.exp(logLikelihoods[j] - most);
    weights += weight;
    sum += weight * theta;
  });
  const theta = sum / weights;
  const shape = shapeAt(theta);
  return { shape: (n * shape + 5) / (n + 10), scale: -shape / theta };
}

/** The shape of `fitParetoTail` alone. */
export function paretoShape(exceedances: ArrayLike<number>): number {
  return fitParetoTail(exceedances).shape;
}

/**
 * The larger of the shapes of both tails of a sample that is worth `ess` independent draws. Each tail is the last 3 sqrt(ess) of ess
 * order statistics (Vehtari et al. 2024; at most a fifth of them), taken evenly from those there are.
 * @param at the i-th of n draws in ascending order
 */
export function heavierTail(at: (i: number) => number, n: number, ess: number): number {
  const size = Math.min(ess, n);
  const count = Math.floor(Math.min(size / 5, 3 * Math.sqrt(size)));
  const every = n / size;
  const tail = (from: (i: number) => number): number => {
    const threshold = from(Math.floor((count + 0.5) * every));
    const exceedances = new Float64Array(count);
    for (let j = 0; j < count; j++) exceedances[j] = from(Math.floor((count - 0.5 - j) * every)) - threshold;
    return paretoShape(exceedances);
  };
  const shapes = [tail((i) => at(n - 1 - i)), tail((i) => -at(i))].filter((shape) => !Number.isNaN(shape));
  // Where most draws of a side are equal there is no tail on it.
  return shapes.length === 0 ? NaN : Math.max(...shapes);
}

/**
 * Effective draws from which the standard deviation of a distribution with this tail is known: 10^(1 / (1 - 2 k)), the sample size
 * of Vehtari et al. (2024), sec. 3.2.3, for the mean of squares, whose tail has twice the shape. Infinity for k >= 1/2.
 */
export function drawsForSd(shape: number): number {
  return shape >= 0.5 ? Infinity : 10 ** (1 / (1 - 2 * Math.max(shape, 0)));
}
