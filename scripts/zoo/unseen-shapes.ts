/** Targets of the unseen set without data. The densities are those of unseen_shapes.py. */
import { zooTarget, type ZooTarget } from './zoo-target.js';

const names = (dim: number): string[] => Array.from({ length: dim }, (_, k) => `x${k}`);

/** Two angles of a molecule that go together: the sine model of Singh, Hnizdo & Demchuk (2002), Biometrika 89, 719, with two modes. */
const torus: ZooTarget = zooTarget({
  name: 'torus-2',
  description: 'two angles in -pi ... pi, von Mises, coupled so that there are two modes, one over a cut',
  thin: 5,
  start: [-Math.PI, Math.PI],
  ids: ['phi', 'psi'],
  logDensity(x, at) {
    const [phi, psi] = [x[at], x[at + 1]];
    if (!(Math.abs(phi) < Math.PI && Math.abs(psi) < Math.PI)) return -Infinity;
    const [a, b] = [phi + 1.2, psi - 2.6];
    return 3 * Math.cos(a) + 2 * Math.cos(b) + 5 * Math.sin(a) * Math.sin(b);
  },
});

/** Extremes of three quantities in the same storms: Gumbel's logistic model with a = 0.4 and generalised extreme value margins. */
const extremes: ZooTarget = zooTarget({
  name: 'extremes-3',
  description:
    "three maxima with the upper tails together: Gumbel's copula, margins of shapes 0.1, 0 and -0.2",
  thin: 4,
  start: [
    [0, 20],
    [-0.5, 3],
    [0, 7],
  ],
  ids: ['wave', 'surge', 'flow'],
  logDensity(x, at) {
    const a = 0.4;
    const margins = [
      [4, 1, 0.1],
      [0.5, 0.2, 0],
      [3, 0.8, -0.2],
    ];
    // With margins e^-z the sum of z^(1 / a) is s, and the distribution function exp(-s^a).
    const logZ = [0, 0, 0];
    let jacobian = 0;
    for (let k = 0; k < 3; k++) {
      const [location, scale, shape] = margins[k];
      const y = (x[at + k] - location) / scale;
      if (!(1 + shape * y > 0)) return -Infinity;
      logZ[k] = shape === 0 ? -y : -Math.log1p(shape * y) / shape;
      // That of z^(1 / a), without constants.
      jacobian += (1 / a - 1) * logZ[k] + (1 + shape) * logZ[k];
    }
    const most = Math.max(...logZ) / a;
    const logS = most + Math.log(logZ.reduce((sum, z) => sum + Math.exp(z / a - most), 0));
    const v = Math.exp(a * logS);
    const third = a ** 3 * v ** 2 + 3 * a ** 2 * (1 - a) * v + a * (1 - a) * (2 - a);
    // Far below all margins v is infinite.
    return v < 1e100 ? jacobian + Math.log(third) + (a - 3) * logS - v : -Infinity;
  },
});

const widths: ZooTarget = zooTarget({
  name: 'widths-6',
  description: 'a mode of half the width, weight .4, 3.7 sd from the centre of the other, 6 dimensions',
  thin: 5,
  start: [-6, 6],
  ids: names(6),
  logDensity(x, at) {
    let [wide, narrow] = [0, 0];
    for (let k = 0; k < 6; k++) {
      wide -= x[at + k] ** 2 / 2;
      narrow -= ((x[at + k] - 1.5) / 0.5) ** 2 / 2;
    }
    wide += Math.log(0.6);
    narrow += Math.log(0.4) + 6 * Math.log(2);
    const most = Math.max(wide, narrow);
    return most + Math.log(Math.exp(wide - most) + Math.exp(narrow - most));
  },
});

/** As the lines of an unresolved blend, or what the processes of a total have in common. */
const budget: ZooTarget = zooTarget({
  name: 'budget-7',
  description: 'seven contributions that are positive and of which the sum is known to 1 %',
  thin: 5,
  start: [0, 10],
  ids: names(7),
  logDensity(x, at) {
    let sum = 0;
    for (let k = 0; k < 7; k++) {
      if (!(x[at + k] > 0)) return -Infinity;
      sum += x[at + k];
    }
    return -(((sum - 10) / 0.1) ** 2) / 2;
  },
});

const student: ZooTarget = zooTarget({
  name: 'student7-10',
  description: "Student's t with 7 degrees of freedom, all correlations 1/2, 10 dimensions",
  thin: 4,
  start: [-6, 6],
  ids: names(10),
  logDensity(x, at) {
    let [sum, squares] = [0, 0];
    for (let k = 0; k < 10; k++) {
      sum += x[at + k];
      squares += x[at + k] ** 2;
    }
    // The inverse of I/2 + J/2 in 10 dimensions is 2 I - 2/11 J.
    return -8.5 * Math.log1p((2 * squares - (2 / 11) * sum ** 2) / 7);
  },
});

/** Creutz & Freedman (1981), Annals of Physics 132, 427: a particle in imaginary time, with tunnelling. */
const doubleWell: ZooTarget = zooTarget({
  name: 'double-well-16',
  description: 'a closed path of a particle in a double well at 16 times, a little tilted',
  thin: 20,
  start: [-3, 3],
  ids: names(16),
  logDensity(x, at) {
    let action = 0;
    for (let t = 0; t < 16; t++) {
      const here = x[at + t];
      action += 3 * (x[at + ((t + 1) % 16)] - here) ** 2 + (here ** 2 - 1) ** 2 - 0.02 * here;
    }
    return -action;
  },
});

export const unseenShapes: readonly ZooTarget[] = [torus, extremes, widths, budget, student, doubleWell];
