/** Measured points as the records of the kernel, in the order that assembly/memory.ts describes. */
import { type Observable, type Observations } from '../likelihood/observations.js';
import type { SpectrumPoint } from '../model/points.js';
import { chargeZ, massGeV, nucleonsA, speciesList, type Species } from '../physics/rigidity.js';
import { degree } from '../units.js';
import * as dipole from './dipole-fields.js';
import * as point from './point-fields.js';

/** Every group is filled up to a multiple of this many points with copies that count for nothing: a vector holds two. */
const multiple = 2;
/** Variance of a copy: its weight vanishes against any other, and its root is a power of 2, so that `logOfFilling` is exact. */
const noVariance = 2 ** 400;

/** Neighbours of one species and one experiment, all on the rigidity axis or all on energy axes. */
export interface Group {
  /** Positions among all points, the end not included; even. */
  readonly from: number;
  readonly to: number;
  /** Which energy shift moves it; -1 for none. */
  readonly shift: number;
  readonly onRigidity: boolean;
}

export interface KernelRecords {
  /** Counts, filling included: spectra of protons, dipoles, spectra of helium. */
  readonly protons: number;
  readonly dipoles: number;
  readonly helium: number;
  readonly groups: readonly Group[];
  /** [points * pointFields] and [dipoles * dipoleFields] as they lie in memory: records of two. */
  readonly pointData: Float64Array;
  readonly dipoleData: Float64Array;
  /** What the kernel's sum of logarithms has too much because of the filling. */
  readonly logOfFilling: number;
}

interface Row {
  readonly point: SpectrumPoint;
  /** Index among the spectral points, -1 for a dipole or for filling. */
  readonly observed: number;
}

/** An amplitude and a phase at one energy: indices among the observed, -1 for none. */
interface DipoleRow {
  readonly energyGeV: number;
  readonly amplitude: number;
  readonly phase: number;
}

/** @param shiftOf [spectral points] which energy shift moves each point */
export function kernelRecords(observations: Observations, shiftOf: ArrayLike<number>): KernelRecords {
  const { spectrum } = observations;
  const groups: Group[] = [];
  const rows: Row[] = [];
  const dipoleRows = filled(pairDipoles(observations), (row) => ({ ...row, amplitude: -1, phase: -1 }));
  const addGroup = (own: readonly Row[], shift: number): void => {
    if (own.length === 0) return;
    const all = filled(own, (row) => ({ ...row, observed: -1 }));
    const onRigidity = own[0].point.axis === 'rigidity';
    groups.push({ from: rows.length, to: rows.length + all.length, shift, onRigidity });
    rows.push(...all);
  };
  const addSpectra = (species: Species): number => {
    const before = rows.length;
    const all = spectrum.points.map((p, i) => ({ point: p, observed: i }));
    const own = all.filter((row) => row.point.species === species);
    // Those on the rigidity axis first: `logarithms` may run over into what follows an energy axis, and finds there the same again.
    for (const onRigidity of [true, false]) {
      const alike = own.filter((row) => (row.point.axis === 'rigidity') === onRigidity);
      for (const shift of new Set(alike.map(({ observed }) => shiftOf[observed])))
        addGroup(
          alike.filter(({ observed }) => shiftOf[observed] === shift),
          shift,
        );
    }
    return rows.length - before;
  };
  const protons = addSpectra('p');
  for (const species of speciesList) {
    const axis = 'total-energy';
    addGroup(
      dipoleRows.map(({ energyGeV }) => ({ point: { species, axis, x: energyGeV }, observed: -1 })),
      -1,
    );
  }
  const helium = addSpectra('he');
  const pointData = new Float64Array(rows.length * point.pointFields);
  const dipoleData = new Float64Array(dipoleRows.length * dipole.dipoleFields);
  for (const [i, row] of rows.entries()) writePoint(pointData, i, row, spectrum);
  for (const [i, row] of dipoleRows.entries()) writeDipole(dipoleData, i, row, observations);
  const spectral = protons + helium - spectrum.measured.length;
  const others =
    2 * dipoleRows.length - observations.amplitude.measured.length - observations.phase.measured.length;
  return {
    protons,
    dipoles: dipoleRows.length,
    helium,
    groups,
    pointData,
    dipoleData,
    logOfFilling: (spectral + others) * 0.5 * Math.log(noVariance),
  };
}

/** As many copies of the last row at the end as it takes to have a whole number of vectors. */
function filled<T>(rows: readonly T[], copyOf: (row: T) => T): T[] {
  const missing = (multiple - (rows.length % multiple)) % multiple;
  return [...rows, ...Array.from({ length: missing }, () => copyOf(rows[rows.length - 1]))];
}

/** Amplitudes and phases are measured at (nearly) the same energies: one row for each pair of equal energy. */
function pairDipoles({ amplitude, phase }: Observations): DipoleRow[] {
  const free = new Set(phase.energyGeV.keys());
  const rows = Array.from(amplitude.energyGeV, (energyGeV, i): DipoleRow => {
    const partner = [...free].find((j) => phase.energyGeV[j] === energyGeV) ?? -1;
    free.delete(partner);
    return { energyGeV, amplitude: i, phase: partner };
  });
  return [...rows, ...[...free].map((j) => ({ energyGeV: phase.energyGeV[j], amplitude: -1, phase: j }))];
}

/** Where field 0 of entry i begins; field f lies 2 f further on. */
function entry(i: number, fields: number): number {
  return (i >> 1) * 2 * fields + (i & 1);
}

function writePoint(data: Float64Array, i: number, { point: p, observed }: Row, spectrum: Observable): void {
  const at = entry(i, point.pointFields);
  const { species, axis, x } = p;
  const perX = axis === 'kinetic-energy-per-nucleon' ? nucleonsA(species) : 1;
  const onRigidity = axis === 'rigidity';
  const perCharge = onRigidity ? 1 : perX / chargeZ(species);
  const massPerCharge = massGeV(species) / chargeZ(species);
  const isObserved = observed >= 0;
  const published = isObserved ? spectrum.published[observed] : NaN;
  const fields: (readonly [number, number])[] = [
    [point.scaledX, perCharge * x],
    ...(onRigidity
      ? publishedPowers(x)
      : ([[point.offset, axis === 'total-energy' ? massPerCharge : 0]] as const)),
    [point.perX, isObserved ? perCharge / published : perCharge],
    [point.mass, massPerCharge],
    [point.measured, isObserved ? spectrum.measured[observed] / published : 1],
    [point.varianceBelow, isObserved ? (spectrum.lower[observed] / published) ** 2 : noVariance],
    [point.varianceAbove, isObserved ? (spectrum.upper[observed] / published) ** 2 : noVariance],
  ];
  for (const [field, value] of fields) data[at + 2 * field] = value;
}

function publishedPowers(rigidityGV: number): (readonly [number, number])[] {
  return [
    [point.logPublished, Math.log2(rigidityGV)],
    [point.rootPublished, 1 / Math.cbrt(rigidityGV)],
  ];
}

function writeDipole(
  data: Float64Array,
  i: number,
  row: DipoleRow,
  { amplitude, phase }: Observations,
): void {
  const at = entry(i, dipole.dipoleFields);
  const a = row.amplitude;
  const p = row.phase;
  const published = a < 0 ? NaN : amplitude.published[a];
  const angle = p < 0 ? 0 : phase.measured[p] * degree;
  const fields: [number, number][] = [
    [dipole.perAmplitude, a < 0 ? 0 : 1 / published],
    [dipole.measuredAmplitude, a < 0 ? 1 : amplitude.measured[a] / published],
    [dipole.amplitudeVarianceBelow, a < 0 ? noVariance : (amplitude.lower[a] / published) ** 2],
    [dipole.amplitudeVarianceAbove, a < 0 ? noVariance : (amplitude.upper[a] / published) ** 2],
    [dipole.minusCosPhase, -Math.cos(angle)],
    [dipole.minusSinPhase, -Math.sin(angle)],
    [dipole.phaseVariance, p < 0 ? noVariance : phase.lower[p] ** 2],
  ];
  for (const [field, value] of fields) data[at + 2 * field] = value;
}
