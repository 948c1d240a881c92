/** The part of `third-held-out.ts` on how much was drawn. The numbers of steps follow from `independent-draws.ts` alone. */
import { cluster, densityTarget, gauss } from './density-target.js';
import { tooFew, tooShortFor, type Moments } from './independent-draws.js';
import type { Pathology } from './pathology.js';
import { grid, linearModel, normals, over, range } from './third-held-out-data.js';

/** Starting values two sd around the posterior, as after a fit. */
const fromFit = (moments: Moments): Record<string, (u: number) => number> =>
  Object.fromEntries(Object.entries(moments).map(([id, [mean, sd]]) => [id, cluster(mean, 2 * sd)]));

/** A calibration curve: energy as a quadratic of the channel. */
const channels = grid(1, 9, 9);
const calibration = linearModel(
  ['zero', 'gain', 'bend'],
  channels.map((c) => [1, c, c * c]),
  normals('calibration', 9).map((z, i) => 2 + 15 * channels[i] + 0.2 * channels[i] ** 2 + 3 * z),
  channels.map(() => 3),
);

/** Sums of 20 and 35 decay times. Under a flat prior a mean lifetime is an inverse gamma of shape n - 1 and scale S. */
const decays = [
  { n: 20, sum: 20 * 0.9 },
  { n: 35, sum: 35 * 2.6 },
] as const;
const lifetimeMoments: Moments = Object.fromEntries(
  decays.map(({ n, sum }, k) => [
    `lifetime_${k + 1}`,
    [sum / (n - 2), sum / (n - 2) / Math.sqrt(n - 3)] as const,
  ]),
);

/** Rates of cosmic rays from twenty directions: a mean and a dipole. */
const directions = range(20).map((k) => {
  const [z, phi] = [-0.95 + 0.1 * k, 2.4 * k];
  return [1, Math.sqrt(1 - z * z) * Math.cos(phi), Math.sqrt(1 - z * z) * Math.sin(phi), z];
});
const dipole = linearModel(
  ['mean', 'dipole_x', 'dipole_y', 'dipole_z'],
  directions,
  normals('dipole', 20).map((z, i) => 100 + 2 * directions[i][1] - directions[i][2] + z),
  directions.map(() => 1),
);

const fewWalkers: Pathology[] = [
  {
    name: 'two ensembles of six walkers for a calibration curve',
    cause: 'too_few_walkers',
    parameters: ['zero', 'gain', 'bend'],
    target: densityTarget({
      priors: { zero: [-500, 500], gain: [-100, 100], bend: [-50, 50] },
      starts: fromFit(calibration.moments),
      logLikelihood: calibration.logLikelihood,
    }),
    settings: { ensembles: 2, walkers: 6, thin: 1, steps: 300, seed: 'k20' },
    present: tooFew(calibration.moments),
  },
  {
    name: 'two ensembles of six walkers for the lifetimes of two particles',
    cause: 'too_few_walkers',
    parameters: ['lifetime_1', 'lifetime_2'],
    target: densityTarget({
      priors: { lifetime_1: [0, 50], lifetime_2: [0, 50] },
      starts: fromFit(lifetimeMoments),
      logLikelihood: (x) => over(decays, ({ n, sum }, k) => -n * Math.log(x[k]) - sum / x[k]),
    }),
    settings: { ensembles: 2, walkers: 6, thin: 1, steps: 250, seed: 'k21' },
    present: tooFew(lifetimeMoments),
  },
  {
    name: 'two ensembles of eight walkers for a mean rate and a dipole',
    cause: 'too_few_walkers',
    parameters: ['mean', 'dipole_x', 'dipole_y', 'dipole_z'],
    target: densityTarget({
      priors: { mean: [0, 300], dipole_x: [-50, 50], dipole_y: [-50, 50], dipole_z: [-50, 50] },
      starts: fromFit(dipole.moments),
      logLikelihood: dipole.logLikelihood,
    }),
    settings: { ensembles: 2, walkers: 8, thin: 1, steps: 350, seed: 'k22' },
    present: tooFew(dipole.moments),
  },
];

/** Twenty knots of a spectrum without a shape, each measured and held near its neighbours. */
const knots = range(20).map((k) => `knot_${k + 1}`);
const knotNoise = normals('knots', 20);
const knotDesign = [
  ...range(20).map((k) => range(20).map((j) => (j === k ? 1 : 0))),
  ...range(19).map((k) => range(20).map((j) => (j === k ? -1 : j === k + 1 ? 1 : 0))),
];
const smooth = linearModel(
  knots,
  knotDesign,
  [...knotNoise.map((z, k) => Math.sin(k / 3) + 0.5 * z), ...range(19).map(() => 0)],
  [...range(20).map(() => 0.5), ...range(19).map(() => 0.3)],
);

/** Fifteen pixels with counts: under flat priors each rate is a gamma of shape n + 1. */
const pixels = [14, 22, 9, 31, 18, 40, 12, 25, 16, 52, 11, 20, 28, 15, 36];
const pixelMoments: Moments = Object.fromEntries(
  pixels.map((n, k) => [`pixel_${k + 1}`, [n + 1, Math.sqrt(n + 1)] as const]),
);

/**
 * Ten laboratories' own errors, from 9 readings each of a known mass: with a flat prior on ln sigma, sigma^2 is an inverse gamma of
 * shape 4.5 and scale S / 2: mean of ln sigma (ln(S / 2) - digamma(4.5)) / 2, variance trigamma(4.5) / 4.
 */
const sumsOfSquares = range(10).map((k) => 4 + 3 * k);
const laboratoryMoments: Moments = Object.fromEntries(
  sumsOfSquares.map((s, k) => [
    `log_error_${k + 1}`,
    [(Math.log(s / 2) - 1.38887) / 2, Math.sqrt(0.248725) / 2] as const,
  ]),
);

const shortRuns: Pathology[] = [
  {
    name: 'a spectrum of twenty knots, 250 steps',
    cause: 'too_short',
    parameters: knots,
    target: densityTarget({
      priors: Object.fromEntries(knots.map((id) => [id, [-10, 10] as const])),
      starts: fromFit(smooth.moments),
      logLikelihood: smooth.logLikelihood,
    }),
    settings: { walkers: 48, warmup: 600, thin: 2, steps: 250, seed: 'k23' },
    present: tooShortFor(smooth.moments),
  },
  {
    name: 'the rates of fifteen pixels, 200 steps',
    cause: 'too_short',
    parameters: Object.keys(pixelMoments),
    target: densityTarget({
      priors: Object.fromEntries(pixels.map((_, k) => [`pixel_${k + 1}`, [0, 500] as const])),
      starts: fromFit(pixelMoments),
      logLikelihood: (x) => over(pixels, (n, k) => n * Math.log(x[k]) - x[k]),
    }),
    settings: { walkers: 36, warmup: 600, steps: 200, seed: 'k24' },
    present: tooShortFor(pixelMoments),
  },
  {
    name: 'the errors of ten laboratories, stretch moves, 200 steps',
    cause: 'too_short',
    parameters: Object.keys(laboratoryMoments),
    target: densityTarget({
      priors: Object.fromEntries(sumsOfSquares.map((_, k) => [`log_error_${k + 1}`, [-10, 10] as const])),
      starts: fromFit(laboratoryMoments),
      logLikelihood: (x) => over(sumsOfSquares, (s, k) => -9 * x[k] + gauss(Math.sqrt(s), 0, Math.exp(x[k]))),
    }),
    settings: { warmup: 800, thin: 2, steps: 200, seed: 'k25', moves: 'stretch' },
    present: tooShortFor(laboratoryMoments),
  },
];

export const thirdHeldOutLengths: readonly Pathology[] = [...fewWalkers, ...shortRuns];
