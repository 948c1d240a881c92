import { fluxJacobian, rigidityFromAxis } from '../physics/rigidity.js';
import type { SpectrumDataset } from './dataset.js';

/** A measured flux on the axis of the model: everything per GV of rigidity, errors scaled with the flux. */
export interface RigidityPoint {
  readonly rigidityGV: number;
  readonly rigidityLoGV: number | null;
  readonly rigidityHiGV: number | null;
  /** Per m^2 s sr GV. */
  readonly fluxPerGV: number;
  readonly statLo: number | null;
  readonly statHi: number | null;
  readonly sysLo: number | null;
  readonly sysHi: number | null;
}

/**
 * The points of a spectrum converted to rigidity, in their order: J(R) = J(x) / (dR/dx), so that J(R) dR = J(x) dx and
 * the number of particles in a bin stays. Null where the publication has no number.
 */
export function rigidityPoints({ axis, species, points }: SpectrumDataset): RigidityPoint[] {
  const rigidity = (x: number | null): number | null =>
    x === null ? null : rigidityFromAxis(axis, x, species);
  return points.map((point) => {
    const jacobian = fluxJacobian(axis, point.x, species);
    const scale = (flux: number | null): number | null => (flux === null ? null : flux / jacobian);
    return {
      rigidityGV: rigidityFromAxis(axis, point.x, species),
      rigidityLoGV: rigidity(point.xLo),
      rigidityHiGV: rigidity(point.xHi),
      fluxPerGV: point.flux / jacobian,
      statLo: scale(point.statLo),
      statHi: scale(point.statHi),
      sysLo: scale(point.sysLo),
      sysHi: scale(point.sysHi),
    };
  });
}
