/** Forty healthy runs: whatever they are like, nothing is to be said of them. */
import type { Target } from '../../../src/target.js';
import {
  autoregressive,
  box,
  cluster,
  densityTarget,
  gauss,
  logMixture,
  type CasePrior,
} from './density-target.js';
import type { CaseSettings } from './run-case.js';

export interface HealthyRun {
  readonly name: string;
  readonly target: Target;
  readonly settings: CaseSettings;
}

const ids = (dim: number): string[] => Array.from({ length: dim }, (_, k) => `x${k}`);
const near = (dim: number): Record<string, (u: number) => number> =>
  Object.fromEntries(ids(dim).map((id) => [id, cluster(0, 2)]));
const sumOf = (x: Float64Array, term: (v: number, k: number) => number): number =>
  x.reduce((sum, v, k) => sum + term(v, k), 0);

const gaussians: HealthyRun[] = [
  [1, 0, 600],
  [2, 0, 800],
  [2, 0.95, 800],
  [3, 0.9, 1000],
  [5, 0, 1500],
  [5, 0.9, 1500],
  [8, 0.5, 2000],
  [8, 0.9, 2000],
  [12, 0.9, 3000],
  [17, 0.9, 4000],
].map(([dim, rho, steps]) => ({
  name: `a Gaussian of ${dim} dimensions, correlation ${rho}`,
  target: densityTarget({
    priors: box(dim, -20, 20),
    starts: near(dim),
    logLikelihood: (x) => autoregressive(x, rho),
  }),
  settings: {
    steps,
    walkers: Math.max(32, 2 * Math.ceil(1.2 * dim)),
    thin: dim > 8 ? 10 : 2,
    seed: `g${dim}${rho}`,
  },
}));

/** Two coordinates whose sum is known much better than their difference, which the data know too. */
const ridges: HealthyRun[] = [0.3, 0.05, 0.01].map((sd) => ({
  name: `a sum known to ${sd} and a difference known to 1`,
  target: densityTarget({
    priors: box(3, -20, 20),
    starts: near(3),
    logLikelihood: (x) => gauss(x[0] + x[1], 0, sd) + gauss(x[0] - x[1], 0, 1) + gauss(x[2], 0, 1),
  }),
  settings: { steps: 1500, seed: `r${sd}` },
}));

const farEdges: HealthyRun[] = [3, 3.5, 4].map((sds) => ({
  name: `edges ${sds} sd from the mean`,
  target: densityTarget({
    priors: { ...box(3, -20, 20), x0: [-sds, 20], x2: [-20, sds] },
    starts: near(3),
    logLikelihood: (x) => sumOf(x, (v) => gauss(v, 0, 1)),
  }),
  settings: { steps: 1500, seed: `e${sds}` },
}));

const hoppedModes: HealthyRun[] = [
  [1, 4],
  [2, 5],
  [3, 4],
  [5, 3],
].map(([dim, apart]) => ({
  name: `two modes ${2 * apart} sd apart in ${dim} dimensions that walkers jump between`,
  target: densityTarget({
    priors: box(dim, -30, 30),
    starts: Object.fromEntries(ids(dim).map((id) => [id, cluster(0, 6)])),
    logLikelihood: (x) =>
      logMixture([0.6, sumOf(x, (v) => gauss(v, -apart, 1))], [0.4, sumOf(x, (v) => gauss(v, apart, 1))]),
  }),
  settings: { steps: 4000, thin: 4, seed: `m${dim}`, moves: 'de:0.4,de_hop:0.4,snooker:0.1,stretch:0.1' },
}));

const nuisances: Record<string, CasePrior> = {
  scale_1: { mean: 0, sd: 0.02 },
  scale_2: { mean: 0, sd: 0.05 },
  speed: { mean: 25.4, sd: 1.1 },
};

interface Special {
  readonly name: string;
  readonly priors: Record<string, CasePrior>;
  readonly logLikelihood: (x: Float64Array) => number;
  readonly starts?: Record<string, (u: number) => number>;
  readonly derived?: Record<string, (x: Float64Array) => number>;
  readonly settings?: Partial<CaseSettings>;
}

const specials: HealthyRun[] = (
  [
    {
      name: 'Student t of five degrees of freedom',
      priors: box(3, -200, 200),
      starts: near(3),
      logLikelihood: (x) => -4 * Math.log(1 + sumOf(x, (v) => v * v) / 5),
      settings: { steps: 4000, thin: 4 },
    },
    {
      name: 'a double exponential',
      priors: box(2, -60, 60),
      starts: near(2),
      logLikelihood: (x) => -sumOf(x, Math.abs),
    },
    {
      name: 'a logistic density',
      priors: box(2, -60, 60),
      starts: near(2),
      logLikelihood: (x) => sumOf(x, (v) => -v - 2 * Math.log1p(Math.exp(-v))),
    },
    {
      name: 'a skewed density (Gumbel)',
      priors: box(2, -30, 60),
      starts: near(2),
      logLikelihood: (x) => sumOf(x, (v) => -v - Math.exp(-v)),
    },
    {
      name: 'a rate from twenty counts',
      priors: { rate: [0, 200] },
      starts: { rate: cluster(20, 8) },
      logLikelihood: ([r]) => 20 * Math.log(r) - r,
    },
    {
      name: 'a rate from a hundred counts over a known background',
      priors: { signal: [0, 400], background: { mean: 30, sd: 2 } },
      starts: { signal: cluster(70, 20) },
      logLikelihood: ([s, b]) => 100 * Math.log(Math.max(s + b, 1e-9)) - s - b,
    },
    {
      name: 'mean and scale of a sample',
      priors: { mu: [-50, 50], log_sigma: [-5, 5] },
      starts: { mu: cluster(3, 1), log_sigma: cluster(0.7, 0.4) },
      logLikelihood: ([m, s]) => -30 * s - (30 * ((m - 3) ** 2 + 4)) / (2 * Math.exp(2 * s)),
    },
    {
      name: 'a straight line through points far from the origin',
      priors: { level: [-500, 500], slope: [-50, 50] },
      starts: { level: cluster(2, 5), slope: cluster(0.3, 0.5) },
      logLikelihood: ([a, b]) =>
        [10, 11, 12, 13, 14, 15].reduce((sum, t) => sum + gauss(a + b * t, 2 + 0.3 * t, 0.5), 0),
      settings: { steps: 2500 },
    },
    {
      name: 'a power law with its pivot at one end',
      priors: { log10_norm: [50, 54], index: [0, 6] },
      starts: { log10_norm: cluster(52.5, 0.2), index: cluster(2.6, 0.2) },
      logLikelihood: ([q, g]) =>
        [1, 2, 3, 4].reduce((sum, r) => sum + gauss(q - g * r, 52.5 - 2.6 * r, 0.02), 0),
      settings: { steps: 2500 },
    },
    {
      name: 'a gentle bend',
      priors: box(2, -30, 60),
      starts: near(2),
      logLikelihood: (x) => gauss(x[0], 0, 1) + gauss(x[1] - 0.5 * x[0] ** 2, 0, 0.7),
      settings: { steps: 3000 },
    },
    {
      name: 'a stronger bend in three dimensions',
      priors: box(3, -30, 60),
      starts: near(3),
      logLikelihood: (x) => gauss(x[0], 0, 1) + gauss(x[1] - x[0] ** 2, 0, 0.7) + gauss(x[2], x[0], 1),
      settings: { steps: 5000, thin: 5 },
    },
    {
      name: 'a coordinate and its square, both measured',
      priors: { a: [0.1, 10], b: [0.1, 100] },
      starts: { a: cluster(3, 0.3), b: cluster(9, 1) },
      logLikelihood: ([a, b]) => gauss(b - a * a, 0, 0.3) + gauss(a, 3, 0.4),
      settings: { steps: 2500 },
    },
    {
      name: 'scales from a millionth to a million',
      priors: { tiny: [-1e-4, 1e-4], one: [-50, 50], huge: [-1e8, 1e8] },
      starts: { tiny: cluster(0, 2e-6), one: cluster(0, 2), huge: cluster(0, 2e6) },
      logLikelihood: ([a, b, c]) => gauss(a, 0, 1e-6) + gauss(b, 0, 1) + gauss(c, 0, 1e6),
    },
    {
      name: 'far from zero',
      priors: { a: [1e6, 1e6 + 100], b: [-10, 10] },
      starts: { a: cluster(1e6 + 50, 3), b: cluster(0, 2) },
      logLikelihood: ([a, b]) => gauss(a, 1e6 + 50, 1) + gauss(b, 0, 1),
    },
    {
      name: 'nuisances that only their measured priors know',
      priors: { ...nuisances, x: [-50, 50] },
      starts: { x: cluster(3, 2) },
      logLikelihood: ([, , , x]) => gauss(x, 3, 0.5),
    },
    {
      name: 'nuisances that shift what is measured',
      priors: { ...nuisances, flux: [0, 10] },
      starts: { flux: cluster(2, 0.2) },
      logLikelihood: ([s1, s2, v, f]) =>
        gauss(f * (1 + s1), 2, 0.05) + gauss(f * (1 + s2), 2.1, 0.05) + gauss(v, 25, 2),
    },
    {
      name: 'three temperatures around a common one',
      priors: { common: [-50, 50], t1: [-50, 50], t2: [-50, 50], t3: [-50, 50] },
      starts: { common: cluster(1, 2), t1: cluster(1, 2), t2: cluster(1, 2), t3: cluster(1, 2) },
      logLikelihood: ([c, a, b, d]) =>
        gauss(a, c, 1) +
        gauss(b, c, 1) +
        gauss(d, c, 1) +
        gauss(a, 1, 0.5) +
        gauss(b, 2, 0.5) +
        gauss(d, 0, 0.5),
    },
    {
      name: 'derived quantities, one of them constant',
      priors: box(2, -20, 20),
      starts: near(2),
      derived: { sum: (x) => x[0] + x[1], angle: () => 84.415 },
      logLikelihood: (x) => autoregressive(x, 0.4),
    },
    {
      name: 'a simplex: a wall that is no edge of a prior',
      priors: box(2, -10, 10),
      starts: { x0: cluster(0, 0.4), x1: cluster(0, 0.4) },
      logLikelihood: (x) => (x[0] + x[1] < 4 ? autoregressive(x, 0.2) : -Infinity),
    },
    {
      name: 'few draws kept of many steps',
      priors: box(3, -20, 20),
      starts: near(3),
      logLikelihood: (x) => autoregressive(x, 0.6),
      settings: { steps: 3000, thin: 50 },
    },
  ] as Special[]
).map(({ name, settings, ...density }, i) => ({
  name,
  target: densityTarget(density),
  settings: { steps: 1500, seed: `s${i}`, ...settings },
}));

export const healthy: readonly HealthyRun[] = [
  ...gaussians,
  ...ridges,
  ...farEdges,
  ...hoppedModes,
  ...specials,
];
