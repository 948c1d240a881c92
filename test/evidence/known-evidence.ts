/** Densities whose evidence is known: what the estimates are measured against. */
import type { Target } from '../../src/target.js';

export interface KnownEvidence {
  readonly name: string;
  readonly target: Target;
  readonly logEvidence: number;
}

/** A target with a prior that is uniform in a box (-halfWidth, halfWidth)^dim, drawn from at the start. */
function inBox(
  dim: number,
  halfWidth: number,
  logLikelihood: (x: Float64Array, at: number) => number,
): Target {
  const logPrior = -dim * Math.log(2 * halfWidth);
  return {
    coordinates: Array.from({ length: dim }, (_, k) => ({
      id: `x${k}`,
      unit: '1',
      latex: `x_{${k}}`,
      support: [-halfWidth, halfWidth] as const,
      prior: { dist: 'uniform', min: -halfWidth, max: halfWidth },
      start: (u: number) => halfWidth * (2 * u - 1),
    })),
    terms: [],
    derived: [],
    evaluate(theta, count, out) {
      for (let i = 0; i < count; i++) {
        let inside = true;
        for (let k = 0; k < dim; k++) inside &&= Math.abs(theta[i * dim + k]) < halfWidth;
        out.logPrior[i] = inside ? logPrior : -Infinity;
        out.logLikelihood[i] = inside ? logLikelihood(theta, i * dim) : NaN;
        out.logPosterior[i] = inside ? logPrior + out.logLikelihood[i] : -Infinity;
      }
    },
    derive: () => undefined,
  };
}

/** Correlation of neighbouring coordinates of `gaussian`. */
const correlation = 0.8;

/**
 * A normalised Gaussian of unit marginal variances, x_k = 0.8 x_(k-1) + 0.6 noise, in a box of ten standard deviations to either side: of
 * the likelihood 1.5e-23 per coordinate lies outside, so Z = (1/20)^dim.
 */
export function gaussian(dim: number): KnownEvidence {
  const scale = Math.sqrt(1 - correlation ** 2);
  const norm = -0.5 * dim * Math.log(2 * Math.PI) - (dim - 1) * Math.log(scale);
  const target = inBox(dim, 10, (x, at) => {
    let chi2 = x[at] ** 2;
    for (let k = 1; k < dim; k++) chi2 += ((x[at + k] - correlation * x[at + k - 1]) / scale) ** 2;
    return norm - chi2 / 2;
  });
  return { name: `Gaussian, d = ${dim}`, target, logEvidence: -dim * Math.log(20) };
}

/**
 * Two Gaussian shells of radius 2 and width 0.1 around x_0 = -3.5 and 3.5 in a box of half-width 6 (Feroz, Hobson & Bridges 2009, MNRAS
 * 398, 1601, sec. 6.2). Z is twice the integral of one shell, a sum over its radius, over 12^dim.
 */
export function shells(dim: number): KnownEvidence {
  const [radius, width, center] = [2, 0.1, 3.5];
  const norm = -0.5 * Math.log(2 * Math.PI * width ** 2);
  const target = inBox(dim, 6, (x, at) => {
    let rest = 0;
    for (let k = 1; k < dim; k++) rest += x[at + k] ** 2;
    const shell = (c: number): number =>
      norm - 0.5 * ((Math.sqrt((x[at] - c) ** 2 + rest) - radius) / width) ** 2;
    const [a, b] = [shell(-center), shell(center)];
    const largest = Math.max(a, b);
    return largest + Math.log(Math.exp(a - largest) + Math.exp(b - largest));
  });
  let shell = 0;
  const step = width / 100;
  for (let r = step / 2; r < radius + 12 * width; r += step)
    shell += step * r ** (dim - 1) * Math.exp(norm - 0.5 * ((r - radius) / width) ** 2);
  return {
    name: `two shells, d = ${dim}`,
    target,
    logEvidence: Math.log(2 * shell * sphere(dim)) - dim * Math.log(12),
  };
}

/** Area of the unit sphere in `dim` dimensions: 2, 2 pi, and 2 pi/(dim - 2) times that of two dimensions less. */
function sphere(dim: number): number {
  if (dim <= 2) return dim === 1 ? 2 : 2 * Math.PI;
  return ((2 * Math.PI) / (dim - 2)) * sphere(dim - 2);
}

/**
 * Two normalised Gaussians of unit variance around +10 and -10 in every coordinate, the first with the given weight, in a box of
 * half-width 20: Z = (1/40)^dim.
 */
export function twoModes(dim: number, weight: number): KnownEvidence {
  const norm = -0.5 * dim * Math.log(2 * Math.PI);
  const target = inBox(dim, 20, (x, at) => {
    let [right, left] = [0, 0];
    for (let k = 0; k < dim; k++) {
      right += (x[at + k] - 10) ** 2;
      left += (x[at + k] + 10) ** 2;
    }
    const [a, b] = [Math.log(weight) - right / 2, Math.log(1 - weight) - left / 2];
    const largest = Math.max(a, b);
    return norm + largest + Math.log(Math.exp(a - largest) + Math.exp(b - largest));
  });
  return { name: `two modes, d = ${dim}`, target, logEvidence: -dim * Math.log(40) };
}
