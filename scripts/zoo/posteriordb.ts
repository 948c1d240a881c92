/**
 * Posteriors of posteriordb, ported by hand in the parameters in which they are published; data and source in posteriordb.json,
 * truth by quadrature (ported.py). Scales are sampled as they are, with a wall at zero.
 */
import { readFileSync } from 'node:fs';
import { zooTarget, type ZooTarget } from './zoo-target.js';

interface Series {
  readonly y: number[];
}
interface Data {
  readonly eight_schools: Series & { readonly sigma: number[] };
  readonly kidscore: { readonly mother_finished_high_school: number[]; readonly score: number[] };
  readonly ar5: Series;
  readonly arma11: Series;
  readonly garch11: Series & { readonly sigma1: number };
}
const data = JSON.parse(readFileSync(new URL('posteriordb.json', import.meta.url), 'utf8')) as Data;

/** Log density of a Cauchy distribution about zero, up to a constant. */
const cauchy = (x: number, scale: number): number => -Math.log1p((x / scale) ** 2);

const eight = Array.from({ length: 8 }, (_, j) => j);
const hyperStart = [
  [-15, 15],
  [0.1, 30],
] as const;

function schoolsPrior(mu: number, tau: number): number {
  return -(mu * mu) / 50 + cauchy(tau, 5);
}

/** theta_j ~ N(mu, tau): a funnel in tau. */
function schoolsCentred(): ZooTarget {
  const { y, sigma } = data.eight_schools;
  return zooTarget({
    name: 'eight-schools-centred',
    description: 'posteriordb eight_schools-eight_schools_centered, 10 dimensions',
    thin: 10,
    start: [...eight.map(() => [-20, 40] as const), ...hyperStart],
    ids: [...eight.map((j) => `theta${j + 1}`), 'mu', 'tau'],
    logDensity(x, at) {
      const [mu, tau] = [x[at + 8], x[at + 9]];
      if (!(tau > 0)) return -Infinity;
      let sum = 0;
      for (let j = 0; j < 8; j++) sum += ((x[at + j] - mu) / tau) ** 2 + ((y[j] - x[at + j]) / sigma[j]) ** 2;
      return schoolsPrior(mu, tau) - 8 * Math.log(tau) - sum / 2;
    },
  });
}

/** theta_j = mu + tau z_j with z_j ~ N(0, 1); theta is derived. */
function schoolsNotCentred(): ZooTarget {
  const { y, sigma } = data.eight_schools;
  return zooTarget({
    name: 'eight-schools-not-centred',
    description:
      'posteriordb eight_schools-eight_schools_noncentered, 10 dimensions and 8 derived quantities',
    thin: 10,
    start: [...eight.map(() => [-3, 3] as const), ...hyperStart],
    ids: [...eight.map((j) => `z${j + 1}`), 'mu', 'tau'],
    logDensity(x, at) {
      const [mu, tau] = [x[at + 8], x[at + 9]];
      if (!(tau > 0)) return -Infinity;
      let sum = 0;
      for (let j = 0; j < 8; j++) sum += x[at + j] ** 2 + ((y[j] - mu - tau * x[at + j]) / sigma[j]) ** 2;
      return schoolsPrior(mu, tau) - sum / 2;
    },
    derived: {
      ids: eight.map((j) => `theta${j + 1}`),
      compute(x, at, out, outAt) {
        for (let j = 0; j < 8; j++) out[outAt + j] = x[at + 8] + x[at + 9] * x[at + j];
      },
    },
  });
}

interface Regression {
  readonly name: string;
  readonly description: string;
  readonly thin: number;
  readonly coefficients: readonly string[];
  readonly start: readonly (readonly [number, number])[];
  /** [n][coefficients] */
  readonly rows: readonly (readonly number[])[];
  readonly y: readonly number[];
  /** Standard deviation of the normal prior of every coefficient; Infinity: flat. */
  readonly priorSd: number;
}

/** y ~ N(X b, sigma), sigma ~ half-Cauchy(2.5); the data enter by X'X, X'y and y'y alone. */
function regression({ coefficients, rows, y, priorSd, ...about }: Regression): ZooTarget {
  const p = coefficients.length;
  const columns = [...coefficients.map((_, k) => rows.map((row) => row[k])), y];
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, i) => sum + value * b[i], 0);
  const products = columns.map((a) => columns.map((b) => dot(a, b)));
  return zooTarget({
    ...about,
    ids: [...coefficients, 'sigma'],
    logDensity(x, at) {
      const sigma = x[at + p];
      if (!(sigma > 0)) return -Infinity;
      let squares = products[p][p];
      let prior = cauchy(sigma, 2.5);
      for (let k = 0; k < p; k++) {
        const b = x[at + k];
        squares -= 2 * b * products[k][p];
        for (let l = 0; l < p; l++) squares += b * x[at + l] * products[k][l];
        prior -= (b / priorSd) ** 2 / 2;
      }
      return prior - y.length * Math.log(sigma) - squares / (2 * sigma * sigma);
    },
  });
}

const { y: ar5 } = data.ar5;
const school = data.kidscore.mother_finished_high_school;

function arma11(): ZooTarget {
  const { y } = data.arma11;
  return zooTarget({
    name: 'arma11',
    description: 'posteriordb arma-arma11, 4 dimensions',
    thin: 5,
    start: [
      [-1, 1],
      [-1, 1],
      [-1, 1],
      [0.02, 1],
    ],
    ids: ['mu', 'phi', 'theta', 'sigma'],
    logDensity(x, at) {
      const [mu, phi, theta, sigma] = x.subarray(at, at + 4);
      if (!(sigma > 0)) return -Infinity;
      let error = y[0] - mu - phi * mu;
      let squares = error * error;
      for (let t = 1; t < y.length; t++) {
        error = y[t] - mu - phi * y[t - 1] - theta * error;
        squares += error * error;
      }
      const prior = -(mu * mu) / 200 - (phi * phi + theta * theta) / 8 + cauchy(sigma, 2.5);
      // |theta| > 1 may overflow: no density there.
      return squares < Infinity
        ? prior - y.length * Math.log(sigma) - squares / (2 * sigma * sigma)
        : -Infinity;
    },
  });
}

function garch11(): ZooTarget {
  const { y, sigma1 } = data.garch11;
  return zooTarget({
    name: 'garch11',
    description: 'posteriordb garch-garch11, 4 dimensions, a corner between walls',
    thin: 5,
    start: [
      [0, 10],
      [0, 5],
      [0, 1],
      [0, 1],
    ],
    ids: ['mu', 'alpha0', 'alpha1', 'beta1'],
    logDensity(x, at) {
      const [mu, alpha0, alpha1, beta1] = x.subarray(at, at + 4);
      if (!(alpha0 > 0 && alpha1 > 0 && beta1 > 0 && alpha1 + beta1 < 1)) return -Infinity;
      let variance = sigma1 * sigma1;
      let product = variance;
      let sum = (y[0] - mu) ** 2 / variance;
      let logs = 0;
      for (let t = 1; t < y.length; t++) {
        variance = alpha0 + alpha1 * (y[t - 1] - mu) ** 2 + beta1 * variance;
        sum += (y[t] - mu) ** 2 / variance;
        product *= variance; // one logarithm for eight variances
        if (t % 8 === 0) {
          logs += Math.log(product);
          product = 1;
        }
      }
      return -(logs + Math.log(product) + sum) / 2;
    },
  });
}

export const ported: readonly ZooTarget[] = [
  schoolsCentred(),
  schoolsNotCentred(),
  regression({
    name: 'kidscore',
    description: 'posteriordb kidiq-kidscore_momhs, 3 dimensions',
    thin: 5,
    coefficients: ['b1', 'b2'],
    start: [
      [0, 150],
      [-50, 50],
      [1, 60],
    ],
    rows: school.map((finished) => [1, finished]),
    y: data.kidscore.score,
    priorSd: Infinity,
  }),
  regression({
    name: 'ar5',
    description: 'posteriordb arK-arK, 7 dimensions',
    thin: 5,
    coefficients: ['alpha', 'b1', 'b2', 'b3', 'b4', 'b5'],
    start: [...Array.from({ length: 6 }, () => [-1, 1] as const), [0.02, 1]],
    rows: ar5.slice(5).map((_, i) => [1, ...[1, 2, 3, 4, 5].map((lag) => ar5[i + 5 - lag])]),
    y: ar5.slice(5),
    priorSd: 10,
  }),
  arma11(),
  garch11(),
];
