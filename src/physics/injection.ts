/** What the sources release: the power law with a cut-off of eqs. 1, 8 and 10. */

export interface Injection {
  /** Q0: particles per GV at 1 GV, before the cut-off. */
  readonly normalisationPerGV: number;
  /** Gamma. */
  readonly index: number;
  readonly cutoffGV: number;
}

/** Natural log of Q(R) = Q0 (R/GV)^-Gamma exp(-R/Rcut) in particles per GV; -Infinity for Q0 = 0. */
export function logInjection(rigidityGV: number, source: Injection): number {
  return (
    Math.log(source.normalisationPerGV) - source.index * Math.log(rigidityGV) - rigidityGV / source.cutoffGV
  );
}
