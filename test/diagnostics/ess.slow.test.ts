import { expect, test } from 'vitest';
import { integratedTime } from '../../src/diagnostics/autocorrelation-time.js';
import { essMean } from '../../src/diagnostics/ess.js';
import { streamRng } from '../../src/math/rng.js';
import { mean } from '../../src/math/sum.js';
import { ar1, ar1Tau } from './ar1.js';

/** n / variance of the mean of one stationary AR(1) series of unit variance. */
function effectiveSize(rho: number, n: number): number {
  let variance = 1;
  for (let lag = 1; lag < n; lag++) variance += 2 * (1 - lag / n) * rho ** lag;
  return n / variance;
}

// The table in src/diagnostics/ess.ts.
test.each([
  [0.9, 5, 10],
  [0.9, 20, 10],
  [0.9, 50, 5],
  [0.9, 200, 2],
  [0.6, 5, 20],
  [0.6, 50, 5],
])(
  'walkers as chains: rho %f, %i tau long, is not far from the truth and never far above; rows / tau is',
  (rho, lengthInTau, repeats) => {
    const n = Math.round(lengthInTau * ar1Tau(rho));
    const walkers = 256;
    const truth = walkers * effectiveSize(rho, n);
    const ratios = Array.from({ length: repeats }, (_, repeat) => {
      const rng = streamRng('ess', rho, lengthInTau, repeat);
      const series = Array.from({ length: walkers }, () => ar1(rng, n, rho));
      return [essMean(series) / truth, (walkers * n) / integratedTime(series) / truth];
    });
    const [chains, tau] = [mean(ratios.map(([ratio]) => ratio)), mean(ratios.map(([, ratio]) => ratio))];
    console.log(
      `rho ${rho}, ${lengthInTau} tau: walkers as chains ${chains.toFixed(2)}, rows / tau ${tau.toFixed(2)}`,
    );
    expect(chains).toBeGreaterThan(0.6);
    expect(chains).toBeLessThan(1.1);
    if (lengthInTau < 50) expect(tau).toBeGreaterThan(1.3);
  },
);
