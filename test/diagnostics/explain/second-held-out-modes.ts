/** The part of `second-held-out.ts` on walkers that do not go everywhere: isolated modes, stuck walkers. */
import { box, cluster, densityTarget, gauss, logMixture } from './density-target.js';
import { isDrawn, walkerShares, type Pathology } from './pathology.js';

const ids = (dim: number): string[] => Array.from({ length: dim }, (_, k) => `x${k}`);
const near = (dim: number): Record<string, (u: number) => number> =>
  Object.fromEntries(ids(dim).map((id) => [id, cluster(0, 2)]));

/** Whether there are draws on either side, and next to no walker has been on both. */
function areApart(shares: readonly number[]): boolean {
  const crossed = shares.filter((share) => share > 0 && share < 1).length;
  return (
    shares.some((share) => share === 1) &&
    shares.some((share) => share === 0) &&
    crossed < 0.05 * shares.length
  );
}

const isolatedMode: Pathology[] = [
  {
    name: 'a product of two that may both be negative',
    cause: 'isolated_mode',
    parameters: ['x0', 'x1'],
    target: densityTarget({
      priors: box(3, -12, 12),
      logLikelihood: (x) => gauss(x[0] * x[1], 9, 0.5) + gauss(x[0] - x[1], 0, 0.3) + gauss(x[2], 0, 1),
    }),
    settings: { steps: 2500, seed: 'f7', moves: 'stretch' },
    present: (run) => isDrawn(run) && areApart(walkerShares(run.draws, 'x0', (v) => v > 0)),
  },
  {
    name: 'three peaks in a row along one of five coordinates',
    cause: 'isolated_mode',
    parameters: ['x1'],
    target: densityTarget({
      priors: box(5, -20, 20),
      logLikelihood: (x) =>
        logMixture([0.2, gauss(x[1], -9, 0.15)], [0.5, gauss(x[1], 0, 0.15)], [0.3, gauss(x[1], 9, 0.15)]) +
        x.reduce((sum, v, k) => (k === 1 ? sum : sum + gauss(v, k, 0.5 + 0.3 * k)), 0),
    }),
    settings: { steps: 2500, seed: 'f8', moves: 'de' },
    present: (run) =>
      isDrawn(run) &&
      areApart(walkerShares(run.draws, 'x1', (v) => v > -4.5)) &&
      areApart(walkerShares(run.draws, 'x1', (v) => v > 4.5)),
  },
  {
    name: 'a frequency and its alias',
    cause: 'isolated_mode',
    parameters: ['frequency'],
    target: densityTarget({
      priors: { amplitude: [0, 5], frequency: [0, 10], offset: [-5, 5] },
      logLikelihood: ([a, f, o]) =>
        logMixture([0.7, gauss(f, 2, 0.05)], [0.3, gauss(f, 7, 0.05)]) +
        gauss(a, 1, 0.2) +
        gauss(o - a, 0, 0.2),
    }),
    settings: { steps: 2500, seed: 'f9', moves: 'stretch' },
    present: (run) => isDrawn(run) && areApart(walkerShares(run.draws, 'frequency', (v) => v > 4.5)),
  },
];

const stuck: Pathology[] = [
  {
    name: 'a tenth of the walkers begin at a period 60 log units worse',
    cause: 'stuck_walkers',
    parameters: ['period'],
    target: densityTarget({
      priors: { period: [0, 10], amplitude: [0, 5], offset: [-5, 5] },
      starts: {
        period: (u) => (u < 0.9 ? cluster(2, 0.1)(u / 0.9) : cluster(5, 0.05)((u - 0.9) / 0.1)),
        amplitude: cluster(1, 0.3),
        offset: cluster(0, 0.3),
      },
      logLikelihood: ([p, a, o]) =>
        logMixture([1, gauss(p, 2, 0.05)], [Math.exp(-60), gauss(p, 5, 0.05)]) +
        gauss(a, 1, 0.2) +
        gauss(o, 0, 0.2),
    }),
    settings: { steps: 1500, seed: 'f10', warmup: 0, moves: 'stretch' },
    present: (run) =>
      isDrawn(run) && walkerShares(run.draws, 'period', (v) => v > 3.5).some((share) => share === 1),
  },
  {
    name: 'an error of interpolation on a thin sheet: walkers on it never leave',
    cause: 'stuck_walkers',
    parameters: ids(3),
    target: densityTarget({
      priors: box(3, -10, 10),
      starts: { ...near(3), x1: (u) => (u < 0.97 ? cluster(0, 2)(u / 0.97) : 0.3) },
      logLikelihood: (x) =>
        x.reduce((sum, v) => sum + gauss(v, 0, 1), 0) + (Math.abs(x[1] - 0.3) < 1e-7 ? 14 : 0),
    }),
    settings: { steps: 1500, seed: 'f11', warmup: 0 },
    present: (run) =>
      isDrawn(run) &&
      run.draws.walkerSeries('x0').some((series) => series.every((v) => v === series[0])) &&
      walkerShares(run.draws, 'x1', (v) => Math.abs(v - 0.3) < 1e-7).some((share) => share === 1),
  },
  {
    name: 'an island 40 log units down behind a forbidden band',
    cause: 'stuck_walkers',
    parameters: ['x2'],
    target: densityTarget({
      priors: box(4, -30, 30),
      starts: {
        ...near(4),
        x2: (u) => (u < 0.94 ? cluster(0, 2)(u / 0.94) : cluster(16.5, 1)((u - 0.94) / 0.06)),
      },
      logLikelihood: (x) => {
        const others = gauss(x[0], 0, 1) + gauss(x[1], 0, 1) + gauss(x[3], 0, 1);
        if (Math.abs(x[2]) < 6) return others + gauss(x[2], 0, 1);
        return x[2] > 15 && x[2] < 18 ? others - 40 : -Infinity;
      },
    }),
    settings: { steps: 1500, seed: 'f12', warmup: 0, moves: 'de:0.8,snooker:0.2' },
    present: (run) =>
      isDrawn(run) && walkerShares(run.draws, 'x2', (v) => v > 10).some((share) => share === 1),
  },
];

export const secondHeldOutModes: readonly Pathology[] = [...isolatedMode, ...stuck];
