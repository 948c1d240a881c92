/**
 * A mixture of multivariate t distributions with nu = FREEDOM in one array, so that it can be stored in a checkpoint as it is:
 * [number of components, then for each: weight, constant, mean [dim], lower triangle of M row by row [dim (dim + 1) / 2]].
 * M is the inverse Cholesky factor of a component's scale matrix, (M^T M)^-1; its constant is ln(weight) + sum ln M_kk, so that,
 * with r = |M (x - mean)|, ln q(x) = ln sum_j exp(constant_j - (nu + dim)/2 ln(1 + r_j^2/nu)) up to a number that no ratio of
 * densities needs (Peel & McLachlan 2000, Stat. Comput. 10, 339).
 */

/**
 * Degrees of freedom nu: an even number. Few enough that the tails are heavier than any posterior's with a bounded or a
 * Gaussian end, so that no walker waits there for ever; enough that on a Gaussian nearly as many draws are accepted as from a Gaussian.
 */
export const FREEDOM = 10;

/** Numbers of one component. */
export function componentSize(dim: number): number {
  return 2 + dim + (dim * (dim + 1)) / 2;
}

/** Numbers of a mixture of at most `components` components. */
export function mixtureSize(dim: number, components: number): number {
  return 1 + components * componentSize(dim);
}

/** Writes weight, constant and triangle of the component at `from`, whose mean is there already. @param inverse [dim * dim] M, lower triangle */
export function writeComponent(
  mixture: Float64Array,
  from: number,
  dim: number,
  weight: number,
  inverse: Float64Array,
): void {
  mixture[from] = weight;
  mixture[from + 1] = Math.log(weight);
  let entry = from + 2 + dim;
  for (let k = 0; k < dim; k++) {
    for (let l = 0; l <= k; l++) mixture[entry++] = inverse[k * dim + l];
    mixture[from + 1] += Math.log(inverse[k * dim + k]);
  }
}

/**
 * ln q(x) from the squared distances |M (x - mean)|^2 of x from each component, up to the constant that all points share.
 * @param squared [components]
 */
export function logMixture(mixture: Float64Array, dim: number, squared: Float64Array): number {
  const components = mixture[0];
  let largest = -Infinity;
  let sum = 0;
  for (let j = 0, from = 1; j < components; j++, from += componentSize(dim)) {
    const term = mixture[from + 1] + logKernel(squared[j], dim);
    // ln(e^largest sum), kept without overflow while terms come in any order
    if (term > largest) {
      sum = sum * Math.exp(largest - term) + 1;
      largest = term;
    } else sum += Math.exp(term - largest);
  }
  return largest + Math.log(sum);
}

/** The part of a component's log density that depends on r^2: -(nu + dim)/2 ln(1 + r^2/nu). */
export function logKernel(squared: number, dim: number): number {
  return (-(FREEDOM + dim) / 2) * Math.log1p(squared / FREEDOM);
}

/**
 * |M (x - mean)|^2, two rows of M at a time: their sums need not wait for each other. assembly/mixture.ts adds in the same order.
 * @param room [dim], overwritten
 */
export function squaredDistance(
  mixture: Float64Array,
  from: number,
  dim: number,
  x: Float64Array,
  at: number,
  room: Float64Array,
): number {
  const mean = from + 2;
  for (let k = 0; k < dim; k++) room[k] = x[at + k] - mixture[mean + k];
  let upper = mean + dim;
  let even = 0;
  let odd = 0;
  for (let k = 0; k < dim; k += 2) {
    let lower = upper + k + 1;
    let a = 0;
    let b = 0;
    if (k + 1 === dim) for (let l = 0; l <= k; l++) a += mixture[upper++] * room[l];
    else {
      for (let l = 0; l <= k; l++) {
        a += mixture[upper++] * room[l];
        b += mixture[lower++] * room[l];
      }
      b += mixture[lower++] * room[k + 1];
    }
    even += a * a;
    odd += b * b;
    upper = lower;
  }
  return even + odd;
}
