/** Targets of the held-out set whose truth is a closed form or one integral. The densities are those of held_out_shapes.py. */
import { zooTarget, type ZooTarget } from './zoo-target.js';

const names = (dim: number): string[] => Array.from({ length: dim }, (_, k) => `x${k}`);

/** Of finite width about radius 5, the same in all directions. */
function shell(name: string, dim: number, width: number, thin: number): ZooTarget {
  return zooTarget({
    name,
    description: `radius 5 known to ${width}, direction unknown, ${dim} dimensions`,
    thin,
    start: [-10, 10],
    ids: names(dim),
    logDensity(x, at) {
      let squares = 0;
      for (let k = 0; k < dim; k++) squares += x[at + k] ** 2;
      return -(((Math.sqrt(squares) - 5) / width) ** 2) / 2;
    },
  });
}

/** Gamma of shape 1/2: the density diverges at the wall, and can be integrated. */
const edge: ZooTarget = zooTarget({
  name: 'edge-3',
  description: 'gamma of shape 1/2, whose density diverges at zero, 3 dimensions',
  thin: 10,
  start: [0, 6],
  ids: names(3),
  logDensity(x, at) {
    let sum = 0;
    for (let k = 0; k < 3; k++) {
      if (!(x[at + k] > 0)) return -Infinity;
      sum -= Math.log(x[at + k]) / 2 + x[at + k];
    }
    return sum;
  },
});

/** Logarithms normal with sd 0.8 and correlation 1/2, drawn as they are. */
const lognormal: ZooTarget = zooTarget({
  name: 'lognormal-3',
  description: 'log-normal in linear coordinates: sd 0.8 and correlation 0.5 of the logarithms, 3 dimensions',
  thin: 4,
  start: [0, 15],
  ids: names(3),
  logDensity(x, at) {
    let [sum, squares, logs] = [0, 0, 0];
    for (let k = 0; k < 3; k++) {
      if (!(x[at + k] > 0)) return -Infinity;
      const log = Math.log(x[at + k]);
      logs += log;
      sum += log / 0.8;
      squares += (log / 0.8) ** 2;
    }
    // The inverse of I/2 + J/2 in 3 dimensions is 2 I - J/2.
    return -logs - (2 * squares - sum ** 2 / 2) / 2;
  },
});

const laplace: ZooTarget = zooTarget({
  name: 'laplace-10',
  description: 'a cusp: e^-|x| in each of 10 dimensions',
  thin: 10,
  start: [-10, 10],
  ids: names(10),
  logDensity(x, at) {
    let sum = 0;
    for (let k = 0; k < 10; k++) sum -= Math.abs(x[at + k]);
    return sum;
  },
});

const corner: ZooTarget = zooTarget({
  name: 'corner-2',
  description: 'uniform in an L of two arms, 10 long and 1 wide',
  thin: 10,
  start: [0, 10],
  ids: names(2),
  logDensity(x, at) {
    const [low, high] = [Math.min(x[at], x[at + 1]), Math.max(x[at], x[at + 1])];
    return low > 0 && low < 1 && high < 10 ? 0 : -Infinity;
  },
});

const dirichlet: ZooTarget = zooTarget({
  name: 'dirichlet-3',
  description: 'shares of four: Dirichlet (0.5, 1, 3, 8), the last being what remains',
  thin: 10,
  start: [0, 1],
  ids: names(3),
  logDensity(x, at) {
    const [a, b, c] = [x[at], x[at + 1], x[at + 2]];
    const rest = 1 - a - b - c;
    if (!(a > 0 && b > 0 && c > 0 && rest > 0)) return -Infinity;
    return -Math.log(a) / 2 + 2 * Math.log(c) + 7 * Math.log(rest);
  },
});

interface Mode {
  readonly centre: readonly number[];
  readonly sd: number;
  readonly weight: number;
}

/** A mixture of spherical normal distributions. */
function mixture(
  name: string,
  description: string,
  start: readonly [number, number],
  modes: readonly Mode[],
): ZooTarget {
  const dim = modes[0].centre.length;
  const logs = new Float64Array(modes.length);
  return zooTarget({
    name,
    description,
    thin: 4,
    start,
    ids: names(dim),
    logDensity(x, at) {
      modes.forEach(({ centre, sd, weight }, m) => {
        let squares = 0;
        for (let k = 0; k < dim; k++) squares += ((x[at + k] - centre[k]) / sd) ** 2;
        logs[m] = Math.log(weight) - dim * Math.log(sd) - squares / 2;
      });
      const largest = Math.max(...logs);
      return largest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - largest), 0));
    },
  });
}

/** x0 ~ N(0, 9), x1 ~ N(2 sin x0, 0.04): bends both ways, unlike a banana. */
const sine: ZooTarget = zooTarget({
  name: 'sine-2',
  description: 'a winding valley: x0 ~ N(0, 9), x1 ~ N(2 sin x0, 0.04)',
  thin: 10,
  start: [
    [-12, 12],
    [-4, 4],
  ],
  ids: names(2),
  logDensity: (x, at) => -((x[at] / 3) ** 2 + ((x[at + 1] - 2 * Math.sin(x[at])) / 0.2) ** 2) / 2,
});

/** Like a flux that is the product of a cross-section and a density: neither is known, and both have walls. */
const product: ZooTarget = zooTarget({
  name: 'product-2',
  description: 'two factors between 0 and 10 of which only the product is known, to 5 %',
  thin: 10,
  start: [0, 10],
  ids: names(2),
  logDensity(x, at) {
    const [a, b] = [x[at], x[at + 1]];
    if (!(a > 0 && a < 10 && b > 0 && b < 10)) return -Infinity;
    return -(((a * b - 4) / 0.2) ** 2) / 2;
  },
});

/** A Brownian motion that is back at zero at time 1, at the times k / (dim + 1). */
function bridge(dim: number): ZooTarget {
  return zooTarget({
    name: `bridge-${dim}`,
    description: `a Brownian bridge at ${dim} times`,
    thin: 20,
    start: [-2, 2],
    ids: names(dim),
    logDensity(x, at) {
      let sum = x[at] ** 2 + x[at + dim - 1] ** 2;
      for (let k = 1; k < dim; k++) sum += (x[at + k] - x[at + k - 1]) ** 2;
      return (-sum * (dim + 1)) / 2;
    },
  });
}

/** Principal axes of a discrete cosine transform, variances 1 ... 1e-8 along them. */
function condition(dim: number): ZooTarget {
  const axes = Array.from({ length: dim }, (_, j) =>
    Float64Array.from(
      { length: dim },
      (_, k) => Math.sqrt((j === 0 ? 1 : 2) / dim) * Math.cos((Math.PI * (2 * k + 1) * j) / (2 * dim)),
    ),
  );
  const sds = axes.map((_, j) => 10 ** ((-4 * j) / (dim - 1)));
  return zooTarget({
    name: `condition-${dim}`,
    description: `normal, condition number 1e8, axes oblique, ${dim} dimensions`,
    thin: 5,
    start: [-3, 3],
    ids: names(dim),
    logDensity(x, at) {
      let sum = 0;
      for (let j = 0; j < dim; j++) {
        let along = 0;
        for (let k = 0; k < dim; k++) along += axes[j][k] * x[at + k];
        sum += (along / sds[j]) ** 2;
      }
      return -sum / 2;
    },
  });
}

/** Clayton (1978), Biometrika 65, 141, with theta = 2: small values come together, large ones do not. */
const clayton: ZooTarget = zooTarget({
  name: 'clayton-3',
  description: "Clayton's copula, theta = 2, with exponential, Gumbel and logistic margins",
  thin: 4,
  start: [
    [0, 10],
    [-3, 12],
    [-10, 10],
  ],
  ids: ['exponential', 'gumbel', 'logistic'],
  logDensity(x, at) {
    const [a, b, c] = [x[at], x[at + 1], x[at + 2]];
    if (!(a > 0)) return -Infinity;
    // Logarithms of the margins' distribution functions, and of their densities.
    const logU = [Math.log(-Math.expm1(-a)), -Math.exp(-b), -Math.log1p(Math.exp(-c))];
    const margins = -a - b - Math.exp(-b) - c - 2 * Math.log1p(Math.exp(-c));
    // log(sum_i u_i^-2 - 2), which may be larger than any double.
    const most = -2 * Math.min(...logU);
    const sum = logU.reduce((total, u) => total + Math.exp(-2 * u - most), 0) - 2 * Math.exp(-most);
    return margins - 3 * (logU[0] + logU[1] + logU[2]) - 3.5 * (most + Math.log(sum));
  },
});

/** Feroz, Hobson & Bridges (2009), MNRAS 398, 1601, sec. 6.1: eighteen equal modes, a half or a quarter of those at the walls inside. */
const eggbox: ZooTarget = zooTarget({
  name: 'eggbox-2',
  description: 'eighteen narrow modes on a lattice, those at the walls cut',
  thin: 10,
  start: [0, 10 * Math.PI],
  ids: names(2),
  logDensity(x, at) {
    const [a, b] = [x[at], x[at + 1]];
    const side = 10 * Math.PI;
    if (!(a > 0 && a < side && b > 0 && b < side)) return -Infinity;
    return (2 + Math.cos(a / 2) * Math.cos(b / 2)) ** 5;
  },
});

export const heldOutShapes: readonly ZooTarget[] = [
  shell('ring-2', 2, 0.25, 10),
  shell('shell-5', 5, 0.5, 10),
  edge,
  lognormal,
  laplace,
  corner,
  dirichlet,
  mixture(
    'spike-3',
    'a mode ten times narrower inside of another one, weight .4, 3 dimensions',
    [-6, 6],
    [
      { centre: [0, 0, 0], sd: 1, weight: 0.6 },
      { centre: [1, 1, 1], sd: 0.1, weight: 0.4 },
    ],
  ),
  mixture(
    'triangle-3',
    'three modes of widths 1, 0.5, 1.5 and weights .6, .3, .1, 3 dimensions',
    [-6, 14],
    [
      { centre: [0, 0, 0], sd: 1, weight: 0.6 },
      { centre: [8, 0, 3], sd: 0.5, weight: 0.3 },
      { centre: [4, 7, -3], sd: 1.5, weight: 0.1 },
    ],
  ),
  sine,
  product,
  bridge(40),
  condition(8),
  clayton,
  eggbox,
];
