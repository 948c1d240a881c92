/** Targets whose truth is a closed form or one integral. The densities are those of closed_forms.py. */
import { zooTarget, type ZooTarget } from './zoo-target.js';

const names = (dim: number): string[] => Array.from({ length: dim }, (_, k) => `x${k}`);
const thinOf = (dim: number): number => (dim < 5 ? 4 : dim < 10 ? 5 : dim < 20 ? 10 : 20);

/** Unit variances, correlation 0.9^|i-j|. */
function gaussian(dim: number): ZooTarget {
  const rho = 0.9;
  return zooTarget({
    name: `gaussian-${dim}`,
    description: `normal, correlation 0.9^|i-j|, ${dim} dimensions`,
    thin: thinOf(dim),
    start: [-10, 10],
    ids: names(dim),
    logDensity(x, at) {
      let sum = x[at] ** 2;
      for (let k = 1; k < dim; k++) sum += (x[at + k] - rho * x[at + k - 1]) ** 2 / (1 - rho * rho);
      return -sum / 2;
    },
  });
}

function truncated(dim: number): ZooTarget {
  return zooTarget({
    name: `truncated-${dim}`,
    description: `standard normal cut off at zero, ${dim} dimension${dim > 1 ? 's' : ''}`,
    thin: thinOf(2 * dim),
    start: [0, 5],
    ids: names(dim),
    logDensity(x, at) {
      let sum = 0;
      for (let k = 0; k < dim; k++) {
        if (!(x[at + k] > 0)) return -Infinity;
        sum += x[at + k] ** 2;
      }
      return -sum / 2;
    },
  });
}

/** x0 + x1 known to 0.1, x0 - x1 uniform over 3, like log10 x and log10 B of the cloud. */
function ridge(dim: number): ZooTarget {
  return zooTarget({
    name: `ridge-${dim}`,
    description: `two coordinates of which only the sum is known, between walls; ${dim} dimensions`,
    thin: thinOf(dim),
    start: names(dim).map((_, k) => (k < 2 ? [-1.5, 1.5] : [-10, 10])),
    ids: names(dim),
    logDensity(x, at) {
      if (Math.abs(x[at] - x[at + 1]) > 1.5) return -Infinity;
      let sum = ((x[at] + x[at + 1]) / 0.1) ** 2;
      for (let k = 2; k < dim; k++) sum += x[at + k] ** 2;
      return -sum / 2;
    },
  });
}

interface Mode {
  readonly centre: number;
  readonly sd: number;
  readonly weight: number;
}

/** A mixture of two spherical normal distributions. */
function twoModes(name: string, description: string, dim: number, [a, b]: readonly [Mode, Mode]): ZooTarget {
  const low = Math.min(a.centre, b.centre) - 5;
  const high = Math.max(a.centre, b.centre) + 5;
  const constant = ({ sd, weight }: Mode): number => Math.log(weight) - dim * Math.log(sd);
  const [constantA, constantB] = [constant(a), constant(b)];
  return zooTarget({
    name,
    description,
    thin: thinOf(dim),
    start: [low, high],
    ids: names(dim),
    logDensity(x, at) {
      let [first, second] = [constantA, constantB];
      for (let k = 0; k < dim; k++) {
        first -= ((x[at + k] - a.centre) / a.sd) ** 2 / 2;
        second -= ((x[at + k] - b.centre) / b.sd) ** 2 / 2;
      }
      const larger = Math.max(first, second);
      return larger + Math.log(Math.exp(first - larger) + Math.exp(second - larger));
    },
  });
}

const pair = (distance: number, weight: number): [Mode, Mode] => [
  { centre: distance, sd: 1, weight },
  { centre: -distance, sd: 1, weight: 1 - weight },
];

/** x0 ~ N(1, sd^2), x_k ~ N(x0^2, 0.1): for dim 2 and sd^2 = 10 the function of Rosenbrock over 20. */
function rosenbrock(dim: number, variance: number): ZooTarget {
  return zooTarget({
    name: `rosenbrock-${dim}`,
    description: `curved: x0 ~ N(1, ${variance}), the others ~ N(x0^2, 0.1); ${dim} dimensions`,
    thin: 10,
    start: [[-8, 10], ...names(dim - 1).map(() => [-5, 50] as const)],
    ids: names(dim),
    logDensity(x, at) {
      let sum = (x[at] - 1) ** 2 / variance;
      const middle = x[at] ** 2;
      for (let k = 1; k < dim; k++) sum += (x[at + k] - middle) ** 2 / 0.1;
      return -sum / 2;
    },
  });
}

/** Neal (2003), Annals of Statistics 31, 705, sec. 8. */
function funnel(dim: number): ZooTarget {
  return zooTarget({
    name: `funnel-${dim}`,
    description: `Neal's funnel: x0 ~ N(0, 9), the others ~ N(0, e^x0); ${dim} dimensions`,
    thin: 10,
    start: [-15, 15],
    ids: names(dim),
    logDensity(x, at) {
      const v = x[at];
      let squares = 0;
      for (let k = 1; k < dim; k++) squares += x[at + k] ** 2;
      return -(v * v) / 18 - ((dim - 1) * v) / 2 - (squares * Math.exp(-v)) / 2;
    },
  });
}

function student(dim: number, dof: number): ZooTarget {
  return zooTarget({
    name: `student${dof}-${dim}`,
    description: `heavy tails: Student's t with ${dof} degrees of freedom, ${dim} dimensions`,
    thin: thinOf(dim),
    sdHasError: dof > 4,
    start: [-20, 20],
    ids: names(dim),
    logDensity(x, at) {
      let squares = 0;
      for (let k = 0; k < dim; k++) squares += x[at + k] ** 2;
      return (-(dof + dim) / 2) * Math.log1p(squares / dof);
    },
  });
}

export const closedForms: readonly ZooTarget[] = [
  ...[2, 5, 10, 17, 30].map(gaussian),
  ...[1, 5, 10].map(truncated),
  ridge(11),
  twoModes('modes-3-5', 'modes at +-3 sd in 5 dimensions, weights .8 and .2', 5, pair(3, 0.8)),
  twoModes('modes-6-1', 'modes at +-6 sd in 1 dimension, weights .8 and .2', 1, pair(6, 0.8)),
  twoModes('modes-6-5', 'modes at +-6 sd in 5 dimensions, weights .8 and .2', 5, pair(6, 0.8)),
  twoModes('modes-10-2', 'modes at +-10 sd in 2 dimensions, equal weights', 2, pair(10, 0.5)),
  twoModes('needle-2', 'a mode ten times narrower than the other, 6 sd away, weight .3', 2, [
    { centre: 0, sd: 1, weight: 0.7 },
    { centre: 6, sd: 0.1, weight: 0.3 },
  ]),
  rosenbrock(2, 10),
  rosenbrock(5, 1),
  funnel(3),
  funnel(10),
  student(5, 3),
  student(2, 5),
];
