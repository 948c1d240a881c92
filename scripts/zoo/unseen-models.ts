/** Models with data, of the unseen set. The densities are those of unseen_models.py and unseen_levels.py; make_unseen_data.py says where the data come from. */
import { readFileSync } from 'node:fs';
import { logGamma } from '../../src/math/special.js';
import { zooTarget, type ZooTarget } from './zoo-target.js';

interface Data {
  readonly oscillation: { readonly time: readonly number[]; readonly value: readonly number[] };
  readonly delays: readonly number[];
  readonly line: readonly number[];
  readonly power_law: { readonly energy: readonly number[]; readonly flux: readonly number[] };
  readonly disasters: readonly number[];
  readonly dyestuff: readonly (readonly number[])[];
  readonly mites: readonly number[];
}

const data = JSON.parse(readFileSync(new URL('unseen-data.json', import.meta.url), 'utf8')) as Data;

/** Amplitudes of the cosine and the sine N(0, 1), integrated out; errors 0.7. */
const frequency: ZooTarget = zooTarget({
  name: 'frequency-1',
  description: 'the frequency of a weak oscillation seen in fourteen nights: narrow aliases over a wide box',
  thin: 10,
  start: [0.02, 0.98],
  ids: ['frequency'],
  logDensity(x, at) {
    if (!(x[at] > 0.02 && x[at] < 0.98)) return -Infinity;
    const { time, value } = data.oscillation;
    // Precision of the two amplitudes, and its product with their mean.
    let [cc, cs, ss, yc, ys] = [1, 0, 1, 0, 0];
    time.forEach((t, i) => {
      const [c, s] = [Math.cos(2 * Math.PI * x[at] * t), Math.sin(2 * Math.PI * x[at] * t)];
      cc += c ** 2 / 0.49;
      cs += (c * s) / 0.49;
      ss += s ** 2 / 0.49;
      yc += (value[i] * c) / 0.49;
      ys += (value[i] * s) / 0.49;
    });
    const determinant = cc * ss - cs ** 2;
    return (ss * yc ** 2 - 2 * cs * yc * ys + cc * ys ** 2) / (2 * determinant) - Math.log(determinant) / 2;
  },
});

/** Prior e^-rate, uniform in the start from zero on. */
const threshold: ZooTarget = zooTarget({
  name: 'threshold-2',
  description: 'nine delays that are exponential from an unknown start on: the density ends at the first',
  thin: 2,
  start: [
    [0, 4],
    [0, 4],
  ],
  ids: ['start', 'rate'],
  logDensity(x, at) {
    const [start, rate] = [x[at], x[at + 1]];
    if (!(start > 0 && start < Math.min(...data.delays) && rate > 0)) return -Infinity;
    return data.delays.reduce((sum, t) => sum + Math.log(rate) - rate * (t - start), -rate);
  },
});

/** Priors e^(-mean / 5) and e^(-size / 5). */
const mites: ZooTarget = zooTarget({
  name: 'mites-2',
  description: 'counts of mites on 150 apple leaves, negative binomial',
  thin: 2,
  start: [
    [0, 5],
    [0, 10],
  ],
  ids: ['mean', 'size'],
  logDensity(x, at) {
    const [mean, size] = [x[at], x[at + 1]];
    if (!(mean > 0 && size > 0)) return -Infinity;
    const [success, failure] = [Math.log(size / (size + mean)), Math.log(mean / (size + mean))];
    return data.mites.reduce(
      (sum, leaves, n) => sum + leaves * (logGamma(n + size) - logGamma(size) + size * success + n * failure),
      -(mean + size) / 5,
    );
  },
});

/** Four events where the signal would be, six where it is not, in three times as much; efficiency N(0.3, 0.1); signal below 60. */
const limit: ZooTarget = zooTarget({
  name: 'limit-3',
  description: 'a small signal over background by an uncertain efficiency: a long tail that ends at a wall',
  thin: 4,
  start: [
    [0, 60],
    [0, 1],
    [0, 10],
  ],
  ids: ['signal', 'efficiency', 'background'],
  logDensity(x, at) {
    const [signal, efficiency, background] = [x[at], x[at + 1], x[at + 2]];
    const inside = signal > 0 && signal < 60 && efficiency > 0 && efficiency < 1;
    if (!(inside && background > 0)) return -Infinity;
    const on = efficiency * signal + background;
    const off = 3 * background;
    return 4 * Math.log(on) - on + 6 * Math.log(off) - off - ((efficiency - 0.3) / 0.1) ** 2 / 2;
  },
});

/** Width 1.2 channels; priors uniform between the walls. */
const line: ZooTarget = zooTarget({
  name: 'line-3',
  description:
    'a weak line somewhere in sixty channels of counts: false positions, and none where it is weakest',
  thin: 10,
  start: [
    [0, 80],
    [0, 60],
    [0, 20],
  ],
  ids: ['amplitude', 'position', 'background'],
  logDensity(x, at) {
    const [amplitude, position, background] = [x[at], x[at + 1], x[at + 2]];
    const inside = amplitude > 0 && amplitude < 80 && position > 0 && position < 60;
    if (!(inside && background > 0 && background < 20)) return -Infinity;
    const height = amplitude / (1.2 * Math.sqrt(2 * Math.PI));
    return data.line.reduce((sum, count, i) => {
      const expected = background + height * Math.exp(-(((i + 0.5 - position) / 1.2) ** 2) / 2);
      return sum + count * Math.log(expected) - expected;
    }, 0);
  },
});

/** Errors 0.15; priors norm ~ N(0, 3^2), both indices ~ N(-2, 1), the break uniform. */
const broken: ZooTarget = zooTarget({
  name: 'break-4',
  description: 'a power law with a weak break, in logarithms: without the break there is no second index',
  thin: 5,
  start: [
    [-2, 6],
    [-5, 1],
    [-5, 1],
    [0, 3],
  ],
  ids: ['norm', 'index1', 'index2', 'break'],
  logDensity(x, at) {
    const [norm, index1, index2, place] = [x[at], x[at + 1], x[at + 2], x[at + 3]];
    if (!(place > 0 && place < 3)) return -Infinity;
    let sum = (norm / 3) ** 2 + (index1 + 2) ** 2 + (index2 + 2) ** 2;
    data.power_law.energy.forEach((energy, i) => {
      const expected = norm + index1 * Math.min(energy, place) + index2 * Math.max(energy - place, 0);
      sum += ((data.power_law.flux[i] - expected) / 0.15) ** 2;
    });
    return -sum / 2;
  },
});

/** Priors: mean ~ N(1500, 100^2), both spreads half-Cauchy of scale 50, in their logarithms. */
const dyestuff: ZooTarget = zooTarget({
  name: 'dyestuff-9',
  description: 'six batches of dyestuff: random effects of few groups, the spreads as logarithms, centred',
  thin: 10,
  start: [...Array.from({ length: 7 }, () => [1300, 1800] as const), [0, 7], [0, 7]],
  ids: [...Array.from({ length: 6 }, (_, j) => `batch${j}`), 'mean', 'log_between', 'log_within'],
  logDensity(x, at) {
    const [mean, logBetween, logWithin] = [x[at + 6], x[at + 7], x[at + 8]];
    const [between, within] = [Math.exp(logBetween), Math.exp(logWithin)];
    const prior =
      -(((mean - 1500) / 100) ** 2) / 2 - Math.log1p((between / 50) ** 2) - Math.log1p((within / 50) ** 2);
    let sum = prior + logBetween + logWithin;
    data.dyestuff.forEach((samples, j) => {
      sum -= ((x[at + j] - mean) / between) ** 2 / 2 + logBetween;
      for (const y of samples) sum -= ((y - x[at + j]) / within) ** 2 / 2 + logWithin;
    });
    return sum;
  },
});

/** Log rates a year: x0 ~ N(0, 1.5^2), steps N(0, e^(2 log_step)), log_step ~ N(-1, 1). */
const disasters: ZooTarget = zooTarget({
  name: 'disasters-20',
  description:
    'coal-mining disasters in nineteen times five years: the log rates walk by steps of unknown size',
  thin: 10,
  start: [...Array.from({ length: 19 }, () => [-3, 3] as const), [-4, 2]],
  ids: [...Array.from({ length: 19 }, (_, t) => `x${t}`), 'log_step'],
  logDensity(x, at) {
    const logStep = x[at + 19];
    let sum = -((x[at] / 1.5) ** 2 + (logStep + 1) ** 2) / 2 - 18 * logStep;
    for (let t = 0; t < 19; t++) {
      if (t > 0) sum -= ((x[at + t] - x[at + t - 1]) * Math.exp(-logStep)) ** 2 / 2;
      sum += data.disasters[t] * x[at + t] - 5 * Math.exp(x[at + t]);
    }
    return sum;
  },
});

export const unseenModels: readonly ZooTarget[] = [
  frequency,
  threshold,
  mites,
  limit,
  line,
  broken,
  dyestuff,
  disasters,
];
