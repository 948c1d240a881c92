import { normalCdf } from '../../../src/math/special.js';
import type { Rng } from '../../../src/math/rng.js';

/** A density in closed form with an exact sampler. */
export interface ReferenceDensity {
  readonly name: string;
  readonly support: readonly [number, number];
  /** Where the squared error is integrated. */
  readonly range: readonly [number, number];
  draw(rng: Rng): number;
  pdf(x: number): number;
}

export const phi = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

const cutNormal = (at: number): ReferenceDensity => ({
  name: `normal cut at ${String(at)}`,
  support: [at, Infinity],
  range: [at, at + 5],
  draw(rng) {
    for (;;) {
      const x = rng.normal();
      if (x >= at) return x;
    }
  },
  pdf: (x) => (x < at ? 0 : phi(x) / (1 - normalCdf(at))),
});

export const REFERENCE_DENSITIES: readonly ReferenceDensity[] = [
  {
    name: 'normal',
    support: [-Infinity, Infinity],
    range: [-5, 5],
    draw: (rng) => rng.normal(),
    pdf: phi,
  },
  cutNormal(-0.5),
  cutNormal(0),
  cutNormal(1),
  { name: 'uniform', support: [0, 1], range: [0, 1], draw: (rng) => rng.uniform(), pdf: () => 1 },
  {
    name: 'exponential',
    support: [0, Infinity],
    range: [0, 9],
    draw: (rng) => -Math.log(rng.uniform()),
    pdf: (x) => Math.exp(-x),
  },
  {
    name: 'wedge',
    support: [0, 1],
    range: [0, 1],
    draw: (rng) => Math.sqrt(rng.uniform()),
    pdf: (x) => 2 * x,
  },
  {
    name: 'two peaks',
    support: [-Infinity, Infinity],
    range: [-4, 4],
    draw: (rng) => (rng.uniform() < 0.5 ? -1.5 : 1.5) + 0.5 * rng.normal(),
    pdf: (x) => phi((x - 1.5) / 0.5) + phi((x + 1.5) / 0.5),
  },
];
