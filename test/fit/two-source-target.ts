import { streamRng } from '../../src/math/rng.js';
import type { Target } from '../../src/target.js';
import { densityTarget, flat } from './density-target.js';

/**
 * A synthetic posterior with everything that makes the real one hard to climb: sums of power laws whose norms are flat
 * in log10 over decades, errors so small that far starts have chi2 of 1e9, an absorption that knows only the product
 * of two coordinates, directions of a sum of vectors measured as wrapped angles, and asymmetric errors.
 * Eleven coordinates; nothing in it is physics.
 * @param contrast difference of the first two power laws' indices: 0.3 leaves a large basin where they swap roles, 0.35 a small one
 */
export function twoSourceTarget(seed: string, contrast: number): Target {
  const energies = Array.from({ length: 30 }, (_, i) => 10 ** (1 + i * 0.2));
  /** Per species and energy, what does not depend on the coordinates. */
  const table = [
    { index: 2.6, mass: 1 },
    { index: 2.52, mass: 4 },
  ].flatMap(({ index, mass }, s) =>
    energies.map((energy, e) => {
      const r = energy / mass;
      return {
        s,
        e,
        r,
        root: Math.cbrt(r),
        wide: r ** -index * Math.exp(-r / 4e6),
        near: 10 ** -0.5 * r ** (contrast - index) * Math.exp(-r / 2e6),
        far: 1e-6 * r ** (0.4 - index) * Math.exp(-2e4 / r),
      };
    }),
  );
  const truth = Float64Array.of(15, 0.2, 6.1, 0.5, 6e-4, 2.6, 1.8, 2.6, 1.9, 7, 6.9);
  const rng = streamRng(seed, 'data');

  const curves = (x: Float64Array): { flux: number[]; amplitude: number[]; phaseDeg: number[] } => {
    const [speed, logX, logCut, logB, dipole] = x;
    const absorption = (10 ** (logX + logB) * speed) / 3;
    const cutRoot = Math.cbrt(10 ** logCut);
    const norms = x.slice(5).map((log) => 10 ** log);
    const vectors = energies.map(() => [0, 0, 0]);
    const flux = table.map((point) => {
      const { s, e, root } = point;
      const wide = norms[s] * point.wide;
      const near = norms[2 + s] * point.near * Math.exp(-absorption / root);
      const far = norms[4 + s] * point.far;
      // Directions in the plane of two axes whose weight turns with energy, and a constant one.
      const turn = 1 / (1 + (root / cutRoot) ** 2);
      const vector = vectors[e];
      vector[0] += near * speed * 4e-5 * turn + wide * dipole * 1.5 - far * 3e-3;
      vector[1] += near * speed * 3e-5 * (1 - turn) - wide * dipole - far * 4e-3;
      vector[2] += wide + near + far;
      return wide + near + far;
    });
    return {
      flux,
      amplitude: vectors.map(([a, b, total]) => Math.hypot(a, b) / total),
      phaseDeg: vectors.map(([a, b]) => (Math.atan2(b, a) * 180) / Math.PI),
    };
  };

  const measure = (values: number[], part: number) =>
    values.map((value) => {
      const [lo, hi] = [
        part * (0.7 + 0.6 * rng.uniform()) * value,
        part * (0.7 + 0.6 * rng.uniform()) * value,
      ];
      const z = rng.normal();
      return { value: value + z * (z < 0 ? hi : lo), lo, hi };
    });
  const { flux, amplitude, phaseDeg } = curves(truth);
  const fluxes = measure(flux, 0.03);
  const amplitudes = measure(amplitude, 0.08);
  const phases = phaseDeg.map((value) => value + 6 * rng.normal());
  /** Half chi2 with the error on the side of the model. */
  const half = (model: number, { value, lo, hi }: { value: number; lo: number; hi: number }): number =>
    0.5 * ((model - value) / (model > value ? hi : lo)) ** 2;
  const wrap = (degrees: number): number => degrees - 360 * Math.round(degrees / 360);

  return densityTarget({
    priors: {
      speed: flat(0, 30),
      log10_x: flat(-2, 1.3),
      log10_cut: flat(5, 8),
      log10_b: flat(-1, 1.5),
      dipole: flat(0, 3e-3),
      norm_wide_1: flat(1, 4),
      norm_wide_2: flat(0, 3),
      norm_near_1: flat(1, 4),
      norm_near_2: flat(0, 3),
      norm_far_1: flat(5, 9),
      norm_far_2: flat(4, 8),
    },
    logLikelihood: (x) => {
      const model = curves(x);
      let sum = 0;
      model.flux.forEach((value, i) => (sum -= half(value, fluxes[i])));
      model.amplitude.forEach((value, i) => (sum -= half(value, amplitudes[i])));
      model.phaseDeg.forEach((value, i) => (sum -= 0.5 * (wrap(value - phases[i]) / 6) ** 2));
      return sum;
    },
    derived: { product: (x) => 10 ** (x[1] + x[3]) },
  });
}
