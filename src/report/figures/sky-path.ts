import type { Vector } from '../../physics/vector.js';

/** Points from one energy to the next: the dipole can turn by many degrees between them. */
const STEPS = 4;

/** The dipole vectors with more in between, on the cubic through the neighbours (Catmull & Rom 1974). */
export function smoothPath(vectors: readonly Vector[]): Vector[] {
  const at = (i: number): Vector => vectors[Math.max(0, Math.min(vectors.length - 1, i))];
  const out: Vector[] = [];
  for (let i = 0; i < vectors.length - 1; i++) {
    for (let k = 0; k < STEPS; k++) {
      const t = k / STEPS;
      const weights = [
        -0.5 * t ** 3 + t ** 2 - 0.5 * t,
        1.5 * t ** 3 - 2.5 * t ** 2 + 1,
        -1.5 * t ** 3 + 2 * t ** 2 + 0.5 * t,
        0.5 * t ** 3 - 0.5 * t ** 2,
      ];
      const component = (c: 0 | 1 | 2): number =>
        weights.reduce((sum, w, j) => sum + w * at(i - 1 + j)[c], 0);
      out.push([component(0), component(1), component(2)]);
    }
  }
  return [...out, at(vectors.length - 1)];
}
