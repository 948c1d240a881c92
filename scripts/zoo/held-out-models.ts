/** Small models with data, of the held-out set. The densities are those of held_out_models.py. */
import { logGamma } from '../../src/math/special.js';
import { zooTarget, type ZooTarget } from './zoo-target.js';

/** Racine et al. (1986), Applied Statistics 35, 93: five animals at each of four doses; priors N(0, 10^2) and N(0, 20^2). */
const bioassay: ZooTarget = zooTarget({
  name: 'bioassay-2',
  description: 'logistic regression of deaths on dose, twenty animals, skewed',
  thin: 4,
  start: [
    [-15, 25],
    [-20, 70],
  ],
  ids: ['intercept', 'slope'],
  logDensity(x, at) {
    const [doses, deaths] = [
      [-0.86, -0.3, -0.05, 0.73],
      [0, 1, 3, 5],
    ];
    let sum = -((x[at] / 10) ** 2 + (x[at + 1] / 20) ** 2) / 2;
    doses.forEach((dose, i) => {
      const logit = x[at] + x[at + 1] * dose;
      // n log(1 + e^logit) without overflow.
      sum += deaths[i] * logit - 5 * (Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))));
    });
    return sum;
  },
});

/** Carvalho, Polson & Scott (2010), Biometrika 97, 465, three observations of unit error, global scale 0.3; u = log lambda. */
const horseshoe: ZooTarget = zooTarget({
  name: 'horseshoe-6',
  description: 'three means with the horseshoe prior, centred: three narrow necks',
  thin: 10,
  start: [
    [-8, 10],
    [-8, 10],
    [-8, 10],
    [-8, 8],
    [-8, 8],
    [-8, 8],
  ],
  ids: ['b0', 'b1', 'b2', 'u0', 'u1', 'u2'],
  logDensity(x, at) {
    const y = [0.3, -1.2, 4];
    let sum = 0;
    for (let k = 0; k < 3; k++) {
      const [b, u] = [x[at + k], x[at + 3 + k]];
      sum -= (y[k] - b) ** 2 / 2 + (b / (0.3 * Math.exp(u))) ** 2 / 2 + Math.log1p(Math.exp(2 * u));
    }
    return sum;
  },
});

/** Eleven measurements of mean 0 and sample variance 1; prior 1 / variance. */
const variance: ZooTarget = zooTarget({
  name: 'variance-2',
  description: 'mean and variance of eleven normal numbers, the variance as it is',
  thin: 4,
  start: [
    [-3, 3],
    [0, 10],
  ],
  ids: ['mean', 'variance'],
  logDensity(x, at) {
    const [m, v] = [x[at], x[at + 1]];
    return v > 0 ? -6.5 * Math.log(v) - (10 + 11 * m * m) / (2 * v) : -Infinity;
  },
});

/** Counts in twelve bins of unit width, A e^(-t / tau) + B at their middles; priors uniform between the walls. */
const decay: ZooTarget = zooTarget({
  name: 'decay-3',
  description: 'sixty-four counts of an exponential decay over background, degenerate towards a wall',
  thin: 10,
  start: [
    [0, 60],
    [0, 20],
    [0, 6],
  ],
  ids: ['amplitude', 'lifetime', 'background'],
  logDensity(x, at) {
    const [amplitude, lifetime, background] = [x[at], x[at + 1], x[at + 2]];
    const inside = amplitude > 0 && amplitude < 60 && lifetime > 0 && lifetime < 20;
    if (!(inside && background > 0 && background < 6)) return -Infinity;
    return [14, 9, 8, 7, 3, 4, 5, 2, 3, 4, 2, 3].reduce((sum, count, i) => {
      const expected = amplitude * Math.exp(-(i + 0.5) / lifetime) + background;
      return sum + count * Math.log(expected) - expected;
    }, 0);
  },
});

/** Eighteen events in 20 years, before and after a change of their rate; priors e^-rate and uniform in time. */
const change: ZooTarget = zooTarget({
  name: 'change-3',
  description: 'a change of the rate of eighteen events: the density jumps at each of them',
  thin: 10,
  start: [
    [0, 20],
    [0, 6],
    [0, 6],
  ],
  ids: ['time', 'before', 'after'],
  logDensity(x, at) {
    const events = [
      0.6, 1.1, 1.9, 2.3, 3.0, 3.2, 4.4, 5.1, 5.3, 6.2, 7.0, 7.4, 9.8, 11.9, 13.0, 15.5, 17.2, 19.1,
    ];
    const [time, before, after] = [x[at], x[at + 1], x[at + 2]];
    if (!(time > 0 && time < 20 && before > 0 && after > 0)) return -Infinity;
    const early = events.filter((event) => event < time).length;
    return (
      early * Math.log(before) +
      (events.length - early) * Math.log(after) -
      before * (time + 1) -
      after * (21 - time)
    );
  },
});

/** An oscillation with amplitude 1 and phase 2.8 measured over whole periods, K = 10 times the squared signal to noise of a unit amplitude. */
const phase: ZooTarget = zooTarget({
  name: 'phase-2',
  description:
    'amplitude and phase of an oscillation, the phase in -pi ... pi with the posterior over the cut',
  thin: 10,
  start: [
    [0, 5],
    [-Math.PI, Math.PI],
  ],
  ids: ['amplitude', 'phase'],
  logDensity(x, at) {
    const [amplitude, angle] = [x[at], x[at + 1]];
    if (!(amplitude > 0 && amplitude < 5 && Math.abs(angle) < Math.PI)) return -Infinity;
    return -5 * (amplitude ** 2 - 2 * amplitude * Math.cos(angle - 2.8));
  },
});

/** George, Makov & Smith (1993), Scandinavian Journal of Statistics 20, 147: failures in thousands of hours of ten pumps. */
const pumps: ZooTarget = zooTarget({
  name: 'pumps-12',
  description: 'Poisson rates of ten pumps and the gamma distribution they come from, in linear coordinates',
  thin: 10,
  start: [...Array.from({ length: 10 }, () => [0, 6] as const), [0, 5], [0, 8]],
  ids: [...Array.from({ length: 10 }, (_, k) => `rate${k}`), 'alpha', 'beta'],
  logDensity(x, at) {
    const hours = [94.3, 15.7, 62.9, 126, 5.24, 31.4, 1.05, 1.05, 2.1, 10.5];
    const failures = [5, 1, 5, 14, 3, 19, 1, 1, 4, 22];
    const [alpha, beta] = [x[at + 10], x[at + 11]];
    if (!(alpha > 0 && beta > 0)) return -Infinity;
    let sum = -alpha - 0.9 * Math.log(beta) - beta + 10 * (alpha * Math.log(beta) - logGamma(alpha));
    for (let k = 0; k < 10; k++) {
      if (!(x[at + k] > 0)) return -Infinity;
      sum += (alpha + failures[k] - 1) * Math.log(x[at + k]) - (beta + hours[k]) * x[at + k];
    }
    return sum;
  },
});

export const heldOutModels: readonly ZooTarget[] = [
  bioassay,
  horseshoe,
  variance,
  decay,
  change,
  phase,
  pumps,
];
