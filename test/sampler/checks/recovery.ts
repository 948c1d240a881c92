import { streamRng } from '../../../src/math/rng.js';
import type { MoveMix } from '../../../src/sampler/moves/registry.js';
import { createWorkspace, step } from '../../../src/sampler/step.js';
import { exactEnsemble, targetOf, type Density } from './density.js';

/** Functions of a point whose means and variances under the density are known. */
export interface Functionals {
  readonly names: readonly string[];
  readonly means: readonly number[];
  readonly variances: readonly number[];
  /** Adds the value of each function at x[at ...] to `sums`. */
  readonly add: (x: Float64Array, at: number, sums: Float64Array) => void;
}

export interface RecoveryOptions {
  readonly walkers: number;
  readonly steps: number;
  /** Least effective sample size at which a mean counts as tested. */
  readonly leastEss: number;
  readonly seed: string;
}

const ENSEMBLES = 4;

/**
 * Runs a mixture of moves from exact draws and compares the mean of every functional with the truth, at 4 standard errors. The error
 * comes from the series of ensemble averages, so that correlations in time and between walkers both count; it is trusted
 * only where the series together are 100 autocorrelation times long.
 * @returns complaints; empty when the mixture recovers the density
 */
export function checkRecovery(
  mix: MoveMix,
  density: Density,
  { names, means, variances, add }: Functionals,
  { walkers, steps, leastEss, seed }: RecoveryOptions,
): string[] {
  const target = targetOf(density);
  const series = names.map(() => Array.from({ length: ENSEMBLES }, () => new Float64Array(steps)));
  const sums = new Float64Array(names.length);
  for (let e = 0; e < ENSEMBLES; e++) {
    const rng = streamRng(seed, ...mix.map(({ move }) => move.name), e);
    const state = exactEnsemble(density, walkers, mix, rng);
    const workspace = createWorkspace(state);
    for (let t = 0; t < steps; t++) {
      step(state, target, mix, rng, workspace);
      sums.fill(0);
      for (let i = 0; i < walkers; i++) add(state.theta, i * density.dim, sums);
      for (let f = 0; f < sums.length; f++) series[f][e][t] = sums[f] / walkers;
    }
  }
  return names.flatMap((name, f) => {
    const { average, standardError, tau } = seriesMean(series[f]);
    const ess = variances[f] / standardError ** 2;
    if (!(ess >= leastEss)) return [`${name}: effective sample size ${ess.toFixed(0)} < ${leastEss}`];
    if (ENSEMBLES * steps < 100 * tau)
      return [`${name}: ${steps} steps are too few for tau = ${tau.toFixed(0)}`];
    const z = (average - means[f]) / standardError;
    return Math.abs(z) < 4 ? [] : [`${name}: mean ${average}, truth ${means[f]}, z = ${z.toFixed(1)}`];
  });
}

/** Mean of several independent stationary series and its standard error, window c = 5 (Sokal) on the averaged autocovariance. */
function seriesMean(series: readonly Float64Array[]): {
  average: number;
  standardError: number;
  tau: number;
} {
  const n = series[0].length;
  const average = series.reduce((sum, x) => sum + x.reduce((a, b) => a + b, 0), 0) / (n * series.length);
  const centred = series.map((x) => x.map((value) => value - average));
  const autocovariance = (lag: number): number => {
    let sum = 0;
    for (const x of centred) for (let t = 0; t + lag < n; t++) sum += x[t] * x[t + lag];
    return sum / (n * series.length);
  };
  const variance = autocovariance(0);
  let tau = 1;
  for (let lag = 1; lag < n && lag < 5 * tau; lag++) tau += (2 * autocovariance(lag)) / variance;
  return { average, standardError: Math.sqrt((variance * tau) / (n * series.length)), tau };
}
