/** Sixteen more healthy runs, posteriors of other kinds than those of `healthy.ts`, by the author of `third-held-out.ts`. */
import { normalCdf, normalQuantile } from '../../../src/math/special.js';
import { cluster, densityTarget, gauss, logMixture, type CaseDensity } from './density-target.js';
import type { HealthyRun } from './healthy.js';
import type { CaseSettings } from './run-case.js';
import { counts, grid, normals, over, poisson, range } from './third-held-out-data.js';

interface Named extends CaseDensity {
  readonly name: string;
  readonly settings: Partial<CaseSettings> & { readonly steps: number };
}

/** Thirty times to failure, the quantiles of a Weibull of shape 1.8 and scale 5. */
const failures = range(30).map((i) => 5 * (-Math.log(1 - (i + 0.5) / 30)) ** (1 / 1.8));

const exposure = grid(-1.5, 1.5, 40);
const accidents = counts(
  'accidents',
  exposure.map((t, i) => Math.exp(2 + 0.6 * t + 0.3 * Math.cos(i) - 0.2 * t * Math.sin(i))),
);

const patients = range(80).map((i) => [1, Math.sin(3.1 * i), Math.cos(1.7 * i), Math.sin(0.9 * i + 1)]);
const effects = [0.3, 1, -0.8, 0.5];
const patientNoise = normals('patients', 80);
const cured = patients.map(
  (row, i) => over(row, (v, k) => v * effects[k]) > Math.log(1 / normalCdf(patientNoise[i]) - 1),
);

const energies = grid(1, 4, 25);
const fluxNoise = normals('flux', 25);
const breaking = (r: number, norm: number, index: number, delta: number, at: number): number =>
  norm - index * (r - 2.4) + 0.2 * delta * Math.log10(1 + 10 ** ((r - at) / 0.2));
const fluxes = energies.map((r, i) => breaking(r, 0, 2.8, 0.4, 2.4) + 0.012 * fluxNoise[i]);

const positions = grid(0, 10, 50);
const positionNoise = normals('positions', 50);
const heights = positions.map((t, i) => 1 + 0.5 * t + positionNoise[i] * (i % 5 === 2 ? 9 : 0.5));

const nights = grid(-20, 20, 60);
const nightNoise = normals('nights', 60);
const brightness = nights.map(
  (t, i) => 12 + 0.8 * Math.cos(0.9 * t) - 0.5 * Math.sin(0.9 * t) + 0.2 * nightNoise[i],
);

const schoolMeans = normals('schools', 10).map((z) => 5 + 3 * z);

const bins = grid(0.5, 39.5, 40);
const decay = counts(
  'decay',
  bins.map((t) => 120 * Math.exp(-t / 8) + 12),
);

const autocorrelated = ((): number[] => {
  const z = normals('series', 120);
  const series = [2];
  for (let i = 1; i < z.length; i++) series.push(2 + 0.5 * (series[i - 1] - 2) + 0.7 * z[i]);
  return series;
})();

const cells = [24, 31, 28, 37];

const named: readonly Named[] = [
  {
    name: 'Student t of eight degrees of freedom, three correlated dimensions',
    priors: { a: [-100, 100], b: [-100, 100], c: [-100, 100] },
    starts: { a: cluster(0, 2), b: cluster(0, 2), c: cluster(0, 2) },
    logLikelihood: ([a, b, c]) =>
      -5.5 * Math.log(1 + (a * a + ((b - 0.7 * a) ** 2 + (c - 0.7 * b) ** 2) / 0.51) / 8),
    settings: { steps: 4000, thin: 4 },
  },
  {
    name: 'three skew normals of slants 2, 4 and -4',
    priors: { a: [-20, 20], b: [-20, 20], c: [-20, 20] },
    starts: { a: cluster(0, 2), b: cluster(0, 2), c: cluster(0, 2) },
    logLikelihood: (x) =>
      over([2, 4, -4], (s, k) => gauss(x[k], 0, 1) + Math.log(normalCdf(s * x[k]) + 1e-300)),
    settings: { steps: 2500 },
  },
  {
    name: 'shape and scale of a Weibull from thirty failures',
    priors: { log_shape: [-3, 3], log_scale: [-5, 5] },
    logLikelihood: ([k, s]) =>
      over(failures, (t) => {
        const log = Math.log(t) - s;
        return k - s + (Math.exp(k) - 1) * log - Math.exp(Math.exp(k) * log);
      }),
    settings: { steps: 2000 },
  },
  {
    name: 'a Poisson regression of forty counts on four terms',
    priors: { level: [-10, 10], trend: [-5, 5], wave: [-5, 5], interaction: [-5, 5] },
    starts: { level: cluster(2, 1), trend: cluster(0, 1), wave: cluster(0, 1), interaction: cluster(0, 1) },
    logLikelihood: ([a, b, c, d]) =>
      over(exposure, (t, i) => {
        const log = a + b * t + c * Math.cos(i) + d * t * Math.sin(i);
        return accidents[i] * log - Math.exp(log);
      }),
    settings: { steps: 2500 },
  },
  {
    name: 'a logistic regression of eighty patients, Gaussian priors',
    priors: Object.fromEntries(range(4).map((k) => [`effect_${k}`, { mean: 0, sd: 2.5 }])),
    logLikelihood: (x) =>
      over(patients, (row, i) => {
        const log = over(row, (v, k) => v * x[k]);
        return -Math.log1p(Math.exp(cured[i] ? -log : log));
      }),
    settings: { steps: 2500 },
  },
  {
    name: 'two efficiencies of twenty and thirty trials',
    priors: { efficiency_1: [0, 1], efficiency_2: [0, 1] },
    derived: { ratio: ([p, q]) => p / q },
    logLikelihood: ([p, q]) =>
      8 * Math.log(p) + 12 * Math.log(1 - p) + 13 * Math.log(q) + 17 * Math.log(1 - q),
    settings: { steps: 2000 },
  },
  {
    name: 'branching ratios of four channels that add up to one',
    priors: { ratio_1: [0, 1], ratio_2: [0, 1], ratio_3: [0, 1] },
    derived: { ratio_4: ([p, q, r]) => 1 - p - q - r },
    starts: { ratio_1: cluster(0.2, 0.1), ratio_2: cluster(0.25, 0.1), ratio_3: cluster(0.25, 0.1) },
    logLikelihood: (x) => {
      const rest = 1 - x[0] - x[1] - x[2];
      if (rest <= 0) return -Infinity;
      return over(cells, (n, k) => n * Math.log(k === 3 ? rest : x[k]));
    },
    settings: { steps: 2500 },
  },
  {
    name: 'a smoothly broken power law, the break within the data',
    priors: { log10_norm: [-3, 3], index: [1, 5], delta: [-1, 2], log10_break: [1, 4] },
    starts: {
      log10_norm: cluster(0, 0.1),
      index: cluster(2.8, 0.1),
      delta: cluster(0.4, 0.1),
      log10_break: cluster(2.4, 0.2),
    },
    logLikelihood: ([n, g, d, b]) =>
      over(energies, (r, i) => gauss(breaking(r, n, g, d, b), fluxes[i], 0.012)),
    settings: { steps: 4000, thin: 2 },
  },
  {
    name: 'a straight line with a fifth of outliers',
    priors: { intercept: [-20, 20], slope: [-5, 5], log_sd: [-4, 3], fraction: [0, 1], log_width: [0, 5] },
    starts: {
      intercept: cluster(1, 1),
      slope: cluster(0.5, 0.3),
      log_sd: cluster(-0.6, 0.4),
      fraction: cluster(0.2, 0.1),
      log_width: cluster(2.1, 0.4),
    },
    logLikelihood: ([a, b, s, f, w]) =>
      over(positions, (t, i) => {
        const z = heights[i] - a - b * t;
        const wide = 0.5 * Math.log(Math.exp(2 * s) + Math.exp(2 * w));
        return logMixture([1 - f, gauss(z, 0, Math.exp(s)) - s], [f, gauss(z, 0, Math.exp(wide)) - wide]);
      }),
    settings: { steps: 5000, thin: 2 },
  },
  {
    name: 'amplitudes and the frequency of a variable star, from a fit',
    priors: { frequency: [0.8, 1], cosine: [-3, 3], sine: [-3, 3], level: [0, 30], log_error: [-4, 1] },
    starts: {
      frequency: cluster(0.9, 0.008),
      cosine: cluster(0.8, 0.1),
      sine: cluster(-0.5, 0.1),
      level: cluster(12, 0.1),
      log_error: cluster(-1.6, 0.2),
    },
    logLikelihood: ([f, a, b, level, s]) =>
      over(
        nights,
        (t, i) => gauss(level + a * Math.cos(f * t) + b * Math.sin(f * t), brightness[i], Math.exp(s)) - s,
      ),
    settings: { steps: 3000 },
  },
  {
    name: 'a population of ten objects that do differ, its mean and its scatter',
    priors: {
      mean: [-100, 100],
      log_scatter: [-4, 5],
      ...Object.fromEntries(range(10).map((k) => [`object_${k + 1}`, [-100, 100] as const])),
    },
    starts: {
      mean: cluster(5, 2),
      log_scatter: cluster(1.1, 0.4),
      ...Object.fromEntries(range(10).map((k) => [`object_${k + 1}`, cluster(schoolMeans[k], 1)])),
    },
    logLikelihood: (x) =>
      over(schoolMeans, (y, k) => gauss(y, x[2 + k], 0.7) + gauss(x[2 + k], x[0], Math.exp(x[1])) - x[1]),
    settings: { steps: 8000, warmup: 1000, thin: 5 },
  },
  {
    name: 'a decay on a constant background in forty bins',
    priors: { amplitude: [0, 1000], lifetime: [0.1, 100], background: [0, 100] },
    starts: { amplitude: cluster(120, 30), lifetime: cluster(8, 2), background: cluster(12, 3) },
    logLikelihood: ([a, tau, b]) => over(bins, (t, i) => poisson(decay[i], a * Math.exp(-t / tau) + b)),
    settings: { steps: 2500 },
  },
  {
    name: 'two modes of unlike widths that overlap',
    priors: { a: [-20, 20], b: [-20, 20] },
    starts: { a: cluster(0, 2), b: cluster(0, 2) },
    logLikelihood: ([a, b]) =>
      logMixture([0.6, gauss(a, -1, 1) + gauss(b, 0, 1)], [0.4 / 0.36, gauss(a, 1, 0.6) + gauss(b, 1, 0.6)]),
    settings: { steps: 2500 },
  },
  {
    name: 'the position of a source from its distance and bearing: an arc',
    priors: { east: [-50, 50], north: [-50, 50], height: [-20, 20] },
    starts: { east: cluster(4.5, 1), north: cluster(1.5, 1), height: cluster(0, 1) },
    logLikelihood: ([x, y, z]) =>
      gauss(Math.hypot(x, y), 5, 0.4) + gauss(Math.atan2(y, x), 0.4, 0.25) + gauss(z - 0.1 * x * y, 0, 0.5),
    settings: { steps: 3000 },
  },
  {
    name: 'three correlated log-normal abundances',
    priors: { carbon: [0, 200], oxygen: [0, 200], iron: [0, 200] },
    starts: { carbon: cluster(5, 1.5), oxygen: cluster(10, 3), iron: cluster(2, 0.6) },
    logLikelihood: ([c, o, f]) =>
      gauss(Math.log(c / 5), 0, 0.4) +
      gauss(Math.log(o / c), Math.log(2), 0.2) +
      gauss(Math.log(f / o), Math.log(0.2), 0.35),
    settings: { steps: 2500 },
  },
  {
    name: 'an autoregressive series: its mean, memory and noise',
    priors: { mean: [-20, 20], memory: [-1, 1], log_noise: [-4, 3] },
    starts: { mean: cluster(2, 0.5), memory: cluster(0.5, 0.2), log_noise: cluster(-0.35, 0.2) },
    derived: {
      correlation_time: (x) => (x[1] > 0 ? -1 / Math.log(x[1]) : 0),
      tenth: (x) => x[0] + normalQuantile(0.1) * (Math.exp(x[2]) / Math.sqrt(1 - x[1] ** 2)),
    },
    logLikelihood: ([m, phi, s]) =>
      over(autocorrelated, (y, i) =>
        i === 0 ? 0 : gauss(y - m, phi * (autocorrelated[i - 1] - m), Math.exp(s)) - s,
      ),
    settings: { steps: 2500 },
  },
];

export const thirdHealthy: readonly HealthyRun[] = named.map(({ name, settings, ...density }, i) => ({
  name,
  target: densityTarget(density),
  settings: { seed: `n${i + 1}`, ...settings },
}));
