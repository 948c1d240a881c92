import type { MoveMix } from '../../../src/sampler/moves/registry.js';
import { autoregressive } from './density.js';
import { checkRecovery, type RecoveryOptions } from './recovery.js';

const DIM = 5;

/** Mean, full covariance, third and fourth moments of a correlated Gaussian, in whitened coordinates. */
export function checkJointStructure(mix: MoveMix, options: RecoveryOptions): string[] {
  const density = autoregressive(DIM, 0.7);
  const names: string[] = [];
  const means: number[] = [];
  const variances: number[] = [];
  const expect = (name: string, mean: number, variance: number): void => {
    names.push(name);
    means.push(mean);
    variances.push(variance);
  };
  for (let i = 0; i < DIM; i++) {
    expect(`E z${i}`, 0, 1);
    expect(`E z${i}^3`, 0, 15);
    expect(`E z${i}^4`, 3, 96);
    for (let j = 0; j <= i; j++) expect(`E z${i} z${j}`, i === j ? 1 : 0, i === j ? 2 : 1);
  }
  const z = new Float64Array(DIM);
  const add = (x: Float64Array, at: number, sums: Float64Array): void => {
    density.whiten(x, at, z);
    let f = 0;
    for (let i = 0; i < DIM; i++) {
      sums[f++] += z[i];
      sums[f++] += z[i] ** 3;
      sums[f++] += z[i] ** 4;
      for (let j = 0; j <= i; j++) sums[f++] += z[i] * z[j];
    }
  };
  return checkRecovery(mix, density, { names, means, variances, add }, options);
}
