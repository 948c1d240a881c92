import { normalCdf, normalQuantile } from '../../../src/math/special.js';
import type { MoveMix } from '../../../src/sampler/moves/registry.js';
import type { Density } from './density.js';
import { checkRecovery, type Functionals, type RecoveryOptions } from './recovery.js';

/** Standard normal cut off at zero in every coordinate: the density is largest at the wall. */
export function checkTruncatedNormal(mix: MoveMix, dim: number, options: RecoveryOptions): string[] {
  const density: Density = {
    dim,
    logDensity(x, at) {
      let sum = 0;
      for (let k = 0; k < dim; k++) {
        if (!(x[at + k] > 0)) return -Infinity;
        sum += x[at + k] ** 2;
      }
      return -sum / 2;
    },
    draw(rng, out, at) {
      for (let k = 0; k < dim; k++) out[at + k] = -normalQuantile(rng.uniform() / 2);
    },
  };
  const mean = Math.sqrt(2 / Math.PI);
  const nearWall = 2 * normalCdf(0.1) - 1;
  // Averages over the coordinates, which the density treats alike.
  const functionals: Functionals = {
    names: ['E x', 'P(x < 0.1)'],
    means: [mean, nearWall],
    variances: [(1 - mean ** 2) / dim, (nearWall * (1 - nearWall)) / dim],
    add(x, at, sums) {
      for (let k = 0; k < dim; k++) {
        sums[0] += x[at + k] / dim;
        if (x[at + k] < 0.1) sums[1] += 1 / dim;
      }
    },
  };
  return checkRecovery(mix, density, functionals, options);
}

/** Uniform on the simplex x_k > 0, sum x_k < 1: a wall no coordinate sees alone. x_k is Beta(1, dim). */
export function checkSimplex(mix: MoveMix, dim: number, options: RecoveryOptions): string[] {
  const density: Density = {
    dim,
    logDensity(x, at) {
      let sum = 0;
      for (let k = 0; k < dim; k++) {
        if (!(x[at + k] > 0)) return -Infinity;
        sum += x[at + k];
      }
      return sum < 1 ? 0 : -Infinity;
    },
    draw(rng, out, at) {
      let sum = -Math.log(rng.uniform());
      for (let k = 0; k < dim; k++) sum += out[at + k] = -Math.log(rng.uniform());
      for (let k = 0; k < dim; k++) out[at + k] /= sum;
    },
  };
  const outer = 1 - 0.9 ** dim;
  const variance = dim / ((dim + 1) ** 2 * (dim + 2));
  const functionals: Functionals = {
    names: [...Array.from({ length: dim }, (_, k) => `E x${k}`), 'P(sum > 0.9)'],
    means: [...new Array<number>(dim).fill(1 / (dim + 1)), outer],
    variances: [...new Array<number>(dim).fill(variance), outer * (1 - outer)],
    add(x, at, sums) {
      let sum = 0;
      for (let k = 0; k < dim; k++) {
        sums[k] += x[at + k];
        sum += x[at + k];
      }
      if (sum > 0.9) sums[dim]++;
    },
  };
  return checkRecovery(mix, density, functionals, options);
}

/** A phase angle cut at +-pi with its density high on both sides of the cut: 1 + 0.9 cos(phi - pi), written on (-pi, pi). */
export function checkAngle(mix: MoveMix, options: RecoveryOptions): string[] {
  const density: Density = {
    dim: 1,
    logDensity: (x, at) => (Math.abs(x[at]) < Math.PI ? Math.log(1 - 0.9 * Math.cos(x[at])) : -Infinity),
    draw(rng, out, at) {
      do out[at] = Math.PI * (2 * rng.uniform() - 1);
      while (1.9 * rng.uniform() > 1 - 0.9 * Math.cos(out[at]));
    },
  };
  const functionals: Functionals = {
    names: ['E cos', 'E sin', 'P(phi > 0)'],
    means: [-0.45, 0, 0.5],
    variances: [0.5 - 0.45 ** 2, 0.5, 0.25],
    add(x, at, sums) {
      sums[0] += Math.cos(x[at]);
      sums[1] += Math.sin(x[at]);
      if (x[at] > 0) sums[2]++;
    },
  };
  return checkRecovery(mix, density, functionals, options);
}
