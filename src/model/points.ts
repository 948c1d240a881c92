/** Where the model can be evaluated: the points of spectra and dipoles, and what is wrong with one that cannot be. */
import { show, type Problem } from '../errors.js';
import { massGeV, type Species, type SpectrumAxis } from '../physics/rigidity.js';

/** One point of a spectrum, on the axis on which it was published. */
export interface SpectrumPoint {
  readonly species: Species;
  readonly axis: SpectrumAxis;
  /** GV, or GeV. */
  readonly x: number;
}

/** Null for a point that a nucleus can have, else the mistake. @param where option or argument the value came from */
export function spectrumPointProblem(where: string, { species, axis, x }: SpectrumPoint): Problem | null {
  const least = axis === 'total-energy' ? massGeV(species) : 0;
  if (x > least && x < Infinity) return null;
  const unit = axis === 'rigidity' ? 'GV' : 'GeV';
  const name = axis.replaceAll('-', ' ');
  const expected =
    least > 0
      ? `a finite ${name} above the rest energy of ${species}, ${least} ${unit}`
      : `a finite ${name} above 0 ${unit}`;
  return { where, expected, got: show(x) };
}

/** Null for a total energy that both nuclei can have, else the mistake: eq. 15 needs both at the same energy. */
export function dipoleEnergyProblem(where: string, energyGeV: number): Problem | null {
  const least = massGeV('he');
  if (energyGeV > least && energyGeV < Infinity) return null;
  return {
    where,
    expected: `a finite total energy above the rest energy of helium, ${least} GeV`,
    got: show(energyGeV),
  };
}
