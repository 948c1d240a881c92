/** Twenty pathologies to tune the rules on, on other targets than those of `held-out.ts`. */
import { autoregressive, box, cluster, densityTarget, gauss, logMixture } from './density-target.js';
import { isDrawn, shareOf, walkerShares, type Pathology } from './pathology.js';
import { tuningLengths } from './tuning-lengths.js';

const ids = (dim: number): string[] => Array.from({ length: dim }, (_, k) => `x${k}`);
const near = (dim: number): Record<string, (u: number) => number> =>
  Object.fromEntries(ids(dim).map((id) => [id, cluster(0, 2)]));

const priorEdge: Pathology[] = [
  {
    name: 'an exponential that begins at its edge',
    cause: 'prior_edge',
    parameters: ['x0'],
    target: densityTarget({
      priors: { x0: [0, 100], x1: [-10, 10] },
      logLikelihood: ([a, b]) => -a / 2 + gauss(b, 1, 0.5),
    }),
    settings: { steps: 1500, seed: 't1' },
    present: (run) => isDrawn(run) && shareOf(run.draws, 'x0', (v) => v < 0.2) > 0.05,
  },
  {
    name: 'eight correlated dimensions, one cut half a sd above its mean',
    cause: 'prior_edge',
    parameters: ['x5'],
    target: densityTarget({
      priors: { ...box(8, -20, 20), x5: [-20, 0.5] },
      logLikelihood: (x) => autoregressive(x, 0.7),
    }),
    settings: { steps: 2500, seed: 't2' },
    present: (run) => isDrawn(run) && shareOf(run.draws, 'x5', (v) => v > 0.3) > 0.05,
  },
  {
    name: 'an amplitude too small to be seen, in its logarithm',
    cause: 'prior_edge',
    parameters: ['log10_amplitude'],
    target: densityTarget({
      priors: { log10_amplitude: [-4, 2], index: [-10, 10] },
      logLikelihood: ([a, g]) => gauss(10 ** a, 0, 0.3) + gauss(g, 2.7, 0.2),
    }),
    settings: { steps: 2000, seed: 't3' },
    present: (run) => isDrawn(run) && shareOf(run.draws, 'log10_amplitude', (v) => v < -3.5) > 0.08,
  },
];

const notIdentified: Pathology[] = [
  {
    name: 'a length and a field known by their product',
    cause: 'not_identified',
    parameters: ['log10_x', 'log10_b'],
    target: densityTarget({
      priors: { log10_x: [-2, 1.3], speed: [0, 30], log10_b: [-1, 1.5] },
      logLikelihood: ([x, v, b]) => gauss(v + 2 * (x + b), 17, 0.3) + gauss(v, 16, 0.2),
    }),
    settings: { steps: 3000, seed: 't4' },
    present: (run) => isDrawn(run) && shareOf(run.draws, 'log10_x', (v) => v < -0.5) > 0.1,
  },
  {
    name: 'the difference of two offsets',
    cause: 'not_identified',
    parameters: ['offset_1', 'offset_2'],
    target: densityTarget({
      priors: {
        offset_1: { mean: 0, sd: 1 },
        offset_2: { mean: 0, sd: 1 },
        level: [-10, 10],
        slope: [-10, 10],
      },
      logLikelihood: ([a, b, l, s]) => gauss(a - b, 0.5, 0.05) + gauss(l, 1, 0.3) + gauss(s + l, 2, 0.3),
    }),
    settings: { steps: 2500, seed: 't5' },
    present: (run) => isDrawn(run) && shareOf(run.draws, 'offset_1', (v) => v < -0.5) > 0.1,
  },
  {
    name: 'a width squared over a fourth power, a ratio and a time, in linear coordinates',
    cause: 'not_identified',
    parameters: ['width', 'mach', 'ratio', 'age'],
    target: densityTarget({
      priors: { width: [10, 30], mach: [0.08, 0.14], ratio: [1, 5], age: [1, 6], index: [0, 5] },
      logLikelihood: ([w, m, r, t, g]) =>
        gauss(2 * Math.log(w) - 4 * Math.log(m) - Math.log(r) - Math.log(t), 13.3, 0.03) +
        gauss(g, 2.7, 0.05),
    }),
    settings: { steps: 4000, seed: 't6' },
    present: (run) => isDrawn(run) && shareOf(run.draws, 'age', (v) => v < 3) > 0.1,
  },
];

const parallel = (x: number, y: number, sum: number): number => gauss(x + y, sum, 0.3) + gauss(x - y, 0, 4);
const isolatedMode: Pathology[] = [
  {
    name: 'three modes at the corners of a triangle, stretch moves alone',
    cause: 'isolated_mode',
    parameters: ['x0', 'x1'],
    target: densityTarget({
      priors: box(3, -20, 20),
      logLikelihood: (x) =>
        gauss(x[2], 0, 1) +
        logMixture(
          [1, gauss(x[0], -8, 0.5) + gauss(x[1], -8, 0.5)],
          [1, gauss(x[0], 8, 0.5) + gauss(x[1], -3, 0.5)],
          [1, gauss(x[0], -2, 0.5) + gauss(x[1], 9, 0.5)],
        ),
    }),
    settings: { steps: 2000, seed: 't7', moves: 'stretch' },
    present: (run) => isDrawn(run) && shareOf(run.draws, 'x1', (v) => v > 3) > 0.05,
  },
  {
    name: 'two parallel ridges that overlap in every coordinate',
    cause: 'isolated_mode',
    parameters: ['x0', 'x1'],
    target: densityTarget({
      priors: box(6, -20, 20),
      logLikelihood: (x) =>
        logMixture([1, parallel(x[0], x[1], 0)], [1, parallel(x[0], x[1], 8)]) +
        x.slice(2).reduce((sum, v) => sum + gauss(v, 0, 1), 0),
    }),
    settings: { steps: 2500, seed: 't8', moves: 'de:0.8,snooker:0.1,stretch:0.1' },
    present: (run) => isDrawn(run) && Math.abs(shareOf(run.draws, 'x0', (v) => v > 2) - 0.5) < 0.45,
  },
  {
    name: 'a mode with a tenth of the probability, in six dimensions',
    cause: 'isolated_mode',
    parameters: ['x2'],
    target: densityTarget({
      priors: box(6, -10, 10),
      logLikelihood: (x) =>
        x.reduce((sum, v, k) => (k === 2 ? sum : sum + gauss(v, 0, 1)), 0) +
        logMixture([0.9, gauss(x[2], -4, 0.4)], [0.1, gauss(x[2], 4, 0.4)]),
    }),
    settings: { steps: 3000, seed: 't9', moves: 'de:0.8,snooker:0.1,stretch:0.1' },
    present: (run) => isDrawn(run) && shareOf(run.draws, 'x2', (v) => v > 0) > 0.02,
  },
];

const stuck: Pathology[] = [
  {
    name: 'a local maximum 80 log units down, apart in two coordinates',
    cause: 'stuck_walkers',
    parameters: ['x0', 'x1'],
    target: densityTarget({
      priors: box(4, -40, 40),
      starts: {
        ...near(4),
        x0: (u) => (u < 0.85 ? cluster(0, 2)(u / 0.85) : cluster(20, 1)((u - 0.85) / 0.15)),
        x1: (u) => (u < 0.85 ? cluster(0, 2)(u / 0.85) : cluster(-20, 1)((u - 0.85) / 0.15)),
      },
      logLikelihood: (x) =>
        logMixture(
          [1, gauss(x[0], 0, 1) + gauss(x[1], 0, 1)],
          [Math.exp(-80), gauss(x[0], 20, 1) + gauss(x[1], -20, 1)],
        ) +
        gauss(x[2], 0, 1) +
        gauss(x[3], 0, 1),
    }),
    settings: { steps: 1500, seed: 't10', warmup: 0, moves: 'de' },
    present: (run) =>
      isDrawn(run) && walkerShares(run.draws, 'x0', (v) => v > 10).some((share) => share === 1),
  },
  {
    name: 'a spike in the middle: walkers that began on it stay',
    cause: 'stuck_walkers',
    parameters: ['x0', 'x1'],
    target: densityTarget({
      priors: box(2, -10, 10),
      starts: {
        x0: (u) => (u < 0.7 ? cluster(0, 2)(u / 0.7) : cluster(0.5, 2e-4)((u - 0.7) / 0.3)),
        x1: (u) => (u < 0.7 ? cluster(0, 2)(u / 0.7) : cluster(0.5, 2e-4)((u - 0.7) / 0.3)),
      },
      logLikelihood: (x) =>
        Math.abs(x[0] - 0.5) < 3e-4 && Math.abs(x[1] - 0.5) < 3e-4
          ? 9
          : gauss(x[0], 0, 1) + gauss(x[1], 0, 1),
    }),
    settings: { steps: 2000, seed: 't11', warmup: 0 },
    present: (run) =>
      isDrawn(run) && walkerShares(run.draws, 'log_likelihood', (v) => v === 9).some((share) => share > 0.3),
  },
  {
    name: 'a second peak far off and 300 log units down, stretch moves',
    cause: 'stuck_walkers',
    parameters: ['x3'],
    target: densityTarget({
      priors: box(6, -60, 60),
      starts: {
        ...near(6),
        x3: (u) => (u < 0.95 ? cluster(0, 2)(u / 0.95) : cluster(50, 0.5)((u - 0.95) / 0.05)),
      },
      logLikelihood: (x) =>
        x.reduce((sum, v, k) => (k === 3 ? sum : sum + gauss(v, 0, 1)), 0) +
        logMixture([1, gauss(x[3], 0, 1)], [Math.exp(-300), gauss(x[3], 50, 0.5)]),
    }),
    settings: { steps: 2000, seed: 't12', warmup: 0, moves: 'de' },
    present: (run) =>
      isDrawn(run) && walkerShares(run.draws, 'x3', (v) => v > 25).some((share) => share === 1),
  },
];

const nanRegion: Pathology[] = [
  {
    name: 'the logarithm of a difference that may be negative: the run ends',
    cause: 'nan_region',
    parameters: ['x0', 'x1'],
    target: densityTarget({
      priors: box(3, -10, 10),
      starts: { x0: cluster(2, 0.5), x1: cluster(0, 0.5), x2: cluster(0, 2) },
      logLikelihood: (x) =>
        gauss(x[0], 1, 1) + gauss(x[1], 0, 1) + gauss(x[2], 0, 1) + 0.1 * Math.log(x[0] - x[1]),
    }),
    settings: { steps: 1000, seed: 't13' },
    present: (run) => !isDrawn(run),
  },
  {
    name: 'a derived quantity that is not defined below a value of a correlated coordinate',
    cause: 'nan_region',
    parameters: ['age', 'x0'],
    target: densityTarget({
      priors: box(4, -10, 10),
      derived: { age: (x) => Math.log(x[0] + 1) },
      logLikelihood: (x) => autoregressive(x, 0.8),
    }),
    settings: { steps: 1500, seed: 't14' },
    present: (run) => isDrawn(run) && shareOf(run.draws, 'age', Number.isNaN) > 0.05,
  },
];

export const tuning: readonly Pathology[] = [
  ...priorEdge,
  ...notIdentified,
  ...isolatedMode,
  ...stuck,
  ...nanRegion,
  ...tuningLengths,
];
