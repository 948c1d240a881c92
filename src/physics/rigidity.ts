/**
 * Kinematics of the two nuclei and the four axes on which experiments publish spectra. Eqs. 1-17 are written in
 * rigidity, so every other axis is converted to it here and nowhere else.
 */

/** Hydrogen and helium nuclei; helium is taken as 4He. */
export type Species = 'p' | 'he';

/** What a flux is differential in, and in which unit its points are given: GV, or GeV for the three energies. */
export type SpectrumAxis = 'rigidity' | 'total-energy' | 'kinetic-energy' | 'kinetic-energy-per-nucleon';

export const speciesList: readonly Species[] = Object.freeze(['p', 'he'] as const);

export const spectrumAxes: readonly SpectrumAxis[] = Object.freeze([
  'rigidity',
  'total-energy',
  'kinetic-energy',
  'kinetic-energy-per-nucleon',
] as const);

interface Nucleus {
  readonly massGeV: number;
  readonly chargeZ: number;
  readonly nucleonsA: number;
}

/** Masses of the proton and of the 4He nucleus in GeV/c^2 (CODATA 2018, rounded to the last digit given). */
const nuclei: Readonly<Record<Species, Nucleus>> = {
  p: { massGeV: 0.938272, chargeZ: 1, nucleonsA: 1 },
  he: { massGeV: 3.727379, chargeZ: 2, nucleonsA: 4 },
};

/** Rest energy of the nucleus in GeV. */
export function massGeV(species: Species): number {
  return nuclei[species].massGeV;
}

/** Charge number Z. */
export function chargeZ(species: Species): number {
  return nuclei[species].chargeZ;
}

/** Mass number A. */
export function nucleonsA(species: Species): number {
  return nuclei[species].nucleonsA;
}

/** Speed over that of light, v/c = Z R / sqrt((Z R)^2 + m^2), at a rigidity >= 0 in GV. */
export function beta(rigidityGV: number, species: Species): number {
  const { massGeV, chargeZ } = nuclei[species];
  const momentum = chargeZ * rigidityGV;
  return momentum / Math.sqrt(momentum * momentum + massGeV * massGeV);
}

/**
 * Rigidity in GV of a nucleus at the point `x` of an axis (GV or GeV).
 * NaN where there is no such nucleus: a total energy below the rest energy.
 */
export function rigidityFromAxis(axis: SpectrumAxis, x: number, species: Species): number {
  const { chargeZ } = nuclei[species];
  switch (axis) {
    case 'rigidity':
      return x;
    case 'total-energy':
      return momentumFromTotal(x, species) / chargeZ;
    case 'kinetic-energy':
      return momentumFromKinetic(x, species) / chargeZ;
    case 'kinetic-energy-per-nucleon':
      return momentumFromKinetic(nucleonsA(species) * x, species) / chargeZ;
  }
}

/**
 * dR/dx in GV per unit of the axis, so that the flux per unit x is J(R) dR/dx: E / (Z sqrt(E^2 - m^2)) for the total
 * and the kinetic energy, A times that per nucleon. Infinite at rest, NaN below the rest energy.
 */
export function fluxJacobian(axis: SpectrumAxis, x: number, species: Species): number {
  const { massGeV, chargeZ, nucleonsA } = nuclei[species];
  switch (axis) {
    case 'rigidity':
      return 1;
    case 'total-energy':
      return x / (chargeZ * momentumFromTotal(x, species));
    case 'kinetic-energy':
      return (x + massGeV) / (chargeZ * momentumFromKinetic(x, species));
    case 'kinetic-energy-per-nucleon': {
      const kinetic = nucleonsA * x;
      return (nucleonsA * (kinetic + massGeV)) / (chargeZ * momentumFromKinetic(kinetic, species));
    }
  }
}

/** Momentum in GeV/c from the total energy; the factors keep all digits close to rest. */
function momentumFromTotal(energyGeV: number, species: Species): number {
  const { massGeV } = nuclei[species];
  return Math.sqrt((energyGeV - massGeV) * (energyGeV + massGeV));
}

/** Momentum in GeV/c from the kinetic energy, without forming E^2 - m^2. */
function momentumFromKinetic(kineticGeV: number, species: Species): number {
  const { massGeV } = nuclei[species];
  return Math.sqrt(kineticGeV * (kineticGeV + 2 * massGeV));
}
