/** The part of `third-held-out.ts` on walkers that do not go everywhere: isolated modes, stuck walkers. */
import type { Draws } from '../../../src/chain/draws.js';
import { normalQuantile } from '../../../src/math/special.js';
import { cluster, densityTarget, gauss } from './density-target.js';
import { isDrawn, walkerShares, type Pathology } from './pathology.js';
import { counts, grid, normals, over, poisson, range } from './third-held-out-data.js';

/** Whether there are walkers on either side for the whole run, and next to none (a share of `few` at most) has been on both. */
function areApart(shares: readonly number[], few = 0.05): boolean {
  const crossed = shares.filter((share) => share > 0 && share < 1).length;
  return (
    shares.some((share) => share === 1) &&
    shares.some((share) => share === 0) &&
    crossed < few * shares.length
  );
}

/** The best log likelihood of each walker, the first fifth of the run aside. */
const best = (draws: Draws): number[] =>
  draws.walkerSeries('log_likelihood').map((series) => Math.max(...series.slice(series.length / 5)));

/**
 * Whether some walkers, fewer than half, were after the first fifth of the run always where a condition holds, all of them at a
 * likelihood lower by 15 and more than the best.
 */
function areStuck(draws: Draws, id: string, condition: (v: number) => boolean): boolean {
  const tops = best(draws);
  const top = Math.max(...tops);
  const stuck = draws
    .walkerSeries(id)
    .map((series) => [...series.slice(series.length / 5)].every((v) => condition(v)));
  const number = stuck.filter(Boolean).length;
  return number > 0 && number < stuck.length / 2 && stuck.every((is, w) => !is || tops[w] < top - 15);
}

/** Whether no walker stayed at a likelihood lower by 15 and more than the best: what is apart is modes that count. */
function noneIsLow(draws: Draws): boolean {
  const tops = best(draws);
  const top = Math.max(...tops);
  return tops.every((one) => one > top - 15);
}

const sample = range(40).flatMap((i) => [-2, 2].map((mean) => mean + normalQuantile((i + 0.5) / 40)));

const items = range(8).map((k) => 0.6 + 0.1 * (k % 4));
/** Covariance of eight answers that share one factor, 200 persons: a likelihood that does not know the factor's sign. */
function factorLogLikelihood(x: Float64Array): number {
  const psi = Math.exp(x[8]);
  const norm = over(items, (_, k) => x[k] ** 2);
  const truth = 0.5;
  // S = truth 1 + items items'; ln det and trace by the lemma of Sherman and Morrison.
  const cross = over(items, (v, k) => v * x[k]);
  const trace = over(items, (v) => v * v + truth) / psi;
  const along = (truth * norm + cross ** 2) / (psi * (psi + norm));
  return -100 * (8 * x[8] + Math.log(1 + norm / psi) + trace - along);
}

/** Speed of a cloud in the galactic plane at 30 degrees, on a flat rotation curve. */
const radialSpeed = (d: number, r0: number, v0: number): number =>
  0.5 * v0 * (r0 / Math.sqrt(r0 ** 2 + d ** 2 - Math.sqrt(3) * r0 * d) - 1);

/** Polarisation of starlight along seventeen directions: it knows the field's axis and not which way it points. */
const stars = range(17).map((k) => {
  const [z, phi] = [-0.9 + 0.11 * k, 2.4 * k];
  const s = Math.sqrt(1 - z * z);
  return {
    east: [-Math.sin(phi), Math.cos(phi), 0],
    north: [-z * Math.cos(phi), -z * Math.sin(phi), s],
  };
});
function stokes(x: ArrayLike<number>, k: number, turn: number): readonly [q: number, u: number] {
  const { east, north } = stars[k];
  const e = over(east, (v, i) => v * x[i]);
  const n = over(north, (v, i) => v * x[i]);
  const [q, u] = [n * n - e * e, 2 * n * e];
  return [q * Math.cos(2 * turn) - u * Math.sin(2 * turn), q * Math.sin(2 * turn) + u * Math.cos(2 * turn)];
}
const starNoise = normals('stars', 51);
const measured = stars.map((_, k) => {
  const [q, u] = stokes([3, -2, 2], k, 0.1 * starNoise[3 * k]);
  return [q + 0.5 * starNoise[3 * k + 1], u + 0.5 * starNoise[3 * k + 2]] as const;
});

const isolatedMode: Pathology[] = [
  {
    name: 'a mixture of two like normals: the labels may be exchanged',
    cause: 'isolated_mode',
    parameters: ['mean_1', 'mean_2'],
    target: densityTarget({
      priors: {
        mean_1: [-10, 10],
        mean_2: [-10, 10],
        log_sd_1: [-3, 3],
        log_sd_2: [-3, 3],
        weight_1: [0, 1],
      },
      logLikelihood: ([m, n, s, t, w]) =>
        over(sample, (y) =>
          Math.log(
            w * Math.exp(gauss(y, m, Math.exp(s)) - s) +
              (1 - w) * Math.exp(gauss(y, n, Math.exp(t)) - t) +
              1e-300,
          ),
        ),
    }),
    settings: { steps: 4000, warmup: 1000, seed: 'k9', moves: 'stretch' },
    present: (run) =>
      isDrawn(run) && areApart(walkerShares(run.draws, 'mean_1', (v) => v > 0)) && noneIsLow(run.draws),
  },
  {
    name: 'the loadings of eight answers on one factor, of either sign',
    cause: 'isolated_mode',
    parameters: range(8).map((k) => `loading_${k + 1}`),
    target: densityTarget({
      priors: {
        ...Object.fromEntries(range(8).map((k) => [`loading_${k + 1}`, [-3, 3] as const])),
        log_psi: [-4, 3],
      },
      logLikelihood: factorLogLikelihood,
    }),
    settings: { steps: 3000, seed: 'k10', moves: 'de:0.8,snooker:0.2' },
    present: (run) =>
      isDrawn(run) &&
      range(8).every((k) => areApart(walkerShares(run.draws, `loading_${k + 1}`, (v) => v > 0))) &&
      noneIsLow(run.draws),
  },
  {
    name: 'the near and the far distance of a cloud with one speed',
    cause: 'isolated_mode',
    parameters: ['distance'],
    target: densityTarget({
      priors: {
        distance: [0, 20],
        r0: { mean: 8.2, sd: 0.1 },
        v0: { mean: 236, sd: 4 },
        peculiar: { mean: 0, sd: 4 },
      },
      logLikelihood: ([d, r0, v0, v]) => gauss(radialSpeed(d, r0, v0) + v, 60, 1),
    }),
    settings: { steps: 3000, seed: 'k11', moves: 'stretch' },
    present: (run) =>
      isDrawn(run) && areApart(walkerShares(run.draws, 'distance', (v) => v > 7.1)) && noneIsLow(run.draws),
  },
  {
    name: 'a magnetic field from starlight of which only the axis is seen, twenty dimensions, default moves',
    cause: 'isolated_mode',
    parameters: ['field_x', 'field_y', 'field_z'],
    target: densityTarget({
      priors: {
        field_x: [-10, 10],
        field_y: [-10, 10],
        field_z: [-10, 10],
        ...Object.fromEntries(range(17).map((k) => [`turn_${k + 1}`, { mean: 0, sd: 0.1 }])),
      },
      logLikelihood: (x) =>
        over(measured, ([q, u], k) => {
          const [a, b] = stokes(x, k, x[3 + k]);
          return gauss(a, q, 0.5) + gauss(b, u, 0.5);
        }),
    }),
    settings: { steps: 2000, warmup: 1000, walkers: 48, thin: 2, seed: 'k12' },
    present: (run) =>
      isDrawn(run) &&
      ['field_x', 'field_y', 'field_z'].every((id) =>
        areApart(
          walkerShares(run.draws, id, (v) => v > 0),
          0.1,
        ),
      ) &&
      noneIsLow(run.draws),
  },
];

/** Sixty nights of a pulsating star; the middle of them is t = 0. */
const nights = grid(-30, 30, 61).map((t, i) => t + 0.2 * Math.sin(12.9 * i));
const lightNoise = normals('light', 61);
const light = nights.map((t, i) => 10 + Math.cos(2 * Math.PI * 0.25 * t) + 0.3 * lightNoise[i]);

/** A strong line at channel 40 and a weak one at 62, of the same width, on a flat background; the model has one line. */
const peak = (c: number, center: number): number => Math.exp(-0.5 * ((c - center) / 2) ** 2);
const spectrum = counts(
  'two lines',
  range(80).map((c) => 20 + 150 * peak(c, 40) + 45 * peak(c, 62)),
);

/** Thirty points on one line and ten, from another star in the field, on a second. */
const times = grid(0, 10, 40);
const trackNoise = normals('track', 40);
const track = times.map((t, i) => (i % 4 === 1 ? 30 - 2 * t : 1.5 * t) + 0.3 * trackNoise[i]);

const stuck: Pathology[] = [
  {
    name: 'side lobes of the frequency of a pulsating star',
    cause: 'stuck_walkers',
    parameters: ['frequency', 'cosine'],
    target: densityTarget({
      priors: { frequency: [0.21, 0.29], cosine: [-3, 3], sine: [-3, 3], level: [0, 20] },
      starts: { level: cluster(10, 0.5) },
      logLikelihood: ([f, a, b, level]) =>
        over(nights, (t, i) => {
          const phase = 2 * Math.PI * f * t;
          return gauss(level + a * Math.cos(phase) + b * Math.sin(phase), light[i], 0.3);
        }),
    }),
    settings: { steps: 2000, warmup: 0, seed: 'k13' },
    present: (run) => isDrawn(run) && areStuck(run.draws, 'frequency', (f) => Math.abs(f - 0.25) > 0.012),
  },
  {
    name: 'walkers that took the weaker of two lines of a spectrum for the line',
    cause: 'stuck_walkers',
    parameters: ['channel', 'height', 'background'],
    target: densityTarget({
      priors: { channel: [0, 80], height: [0, 500], background: [1, 100] },
      logLikelihood: ([center, height, background]) =>
        over(spectrum, (n, c) => poisson(n, background + height * peak(c, center))),
    }),
    settings: { steps: 2000, warmup: 100, seed: 'k14' },
    present: (run) => isDrawn(run) && areStuck(run.draws, 'channel', (c) => c > 51),
  },
  {
    name: 'walkers on the line of another star, robust fit, stretch moves',
    cause: 'stuck_walkers',
    parameters: ['position', 'motion'],
    target: densityTarget({
      priors: { position: [-50, 50], motion: [-10, 10] },
      logLikelihood: ([a, b]) =>
        over(times, (t, i) => Math.log(Math.exp(gauss(track[i], a + b * t, 0.3)) + 1e-4)),
    }),
    settings: { steps: 2000, warmup: 100, seed: 'k15', moves: 'stretch' },
    present: (run) => isDrawn(run) && areStuck(run.draws, 'motion', (b) => b < 0),
  },
];

export const thirdHeldOutModes: readonly Pathology[] = [...isolatedMode, ...stuck];
