/** What a measured data set is once it is loaded: plain objects, numbers as published, provenance beside them. */
import type { Species, SpectrumAxis } from '../physics/rigidity.js';

export type { Species, SpectrumAxis };

/** How well the transcription of a row is supported; it says nothing about the quality of the experiment. */
export type Confidence = 'high' | 'medium' | 'low';

/** Where a data set comes from and how it may be used. */
export interface Provenance {
  /** Unique key, the name of its file. */
  readonly name: string;
  readonly experiment: string;
  /** Citation of the publication. */
  readonly reference: string;
  /** Without `doi:` or address; null when the publication has none or it was not read. */
  readonly doi: string | null;
  /** Without `arXiv:`. */
  readonly arxiv: string | null;
  /** Where the numbers were read; empty when the file does not say. */
  readonly readFrom: string;
  /** `paper`: among the data of Xue & Liu (2025), Figs. 1, 2 or Appendix B; `extra`: any other. */
  readonly role: 'paper' | 'extra';
  /** Names of data sets that are not independent of this one, mostly for shared events, and must not be counted beside it. */
  readonly overlaps: readonly string[];
  /** What to beware of, one whole sentence or more each. */
  readonly caveats: readonly string[];
  /** Path as it was given; relative to the package (`data/...`) for the sets shipped. */
  readonly file: string;
  /** SHA-256 of the bytes of the file, hexadecimal; null when parsed from text without a file. */
  readonly sha256: string | null;
}

/** One flux. Errors are 1 sigma, positive, in the unit of the flux; null is "not published", 0 is "published as zero". */
export interface SpectrumPoint {
  /** On the data set's own axis: GV for rigidity, else GeV (per nucleon). */
  readonly x: number;
  /** Edges of the bin; both or neither. */
  readonly xLo: number | null;
  readonly xHi: number | null;
  /** Per m^2 s sr and unit of x; positive. */
  readonly flux: number;
  readonly statLo: number | null;
  readonly statHi: number | null;
  readonly sysLo: number | null;
  readonly sysHi: number | null;
  readonly confidence: Confidence | null;
  readonly note: string;
  /** 1-based line in the file. */
  readonly line: number;
}

/** One measured dipole, projected on the equatorial plane. */
export interface AnisotropyPoint {
  /** Median energy of the primaries. */
  readonly energyGeV: number;
  /** As published, a fraction. */
  readonly amplitude: number;
  /** 1 sigma, positive; 0 leaves the amplitude of this row out of a likelihood. */
  readonly amplitudeErrLo: number;
  readonly amplitudeErrHi: number;
  /** Quoted beside the amplitude. */
  readonly amplitudeUpperLimit: number | null;
  /** Right ascension of the maximum, wrapped to (-180, 180]. */
  readonly phaseDeg: number;
  /** 1 sigma, positive; 0 leaves the phase of this row out of a likelihood. */
  readonly phaseErrLoDeg: number;
  readonly phaseErrHiDeg: number;
  /** The amplitude times this is that of the equatorial dipole: 1 when it is already, null when not known. */
  readonly fovFactor: number | null;
  /** Whether the row is a point of Fig. 2 of Xue & Liu (2025). */
  readonly inFig2: 'yes' | 'likely' | 'no';
  readonly confidence: Confidence | null;
  readonly note: string;
  /** 1-based line in the file. */
  readonly line: number;
}

/** The energy spectrum of one nucleus; points ascend in x. */
export interface SpectrumDataset extends Provenance {
  readonly kind: 'spectrum';
  readonly species: Species;
  /** Hadronic interaction model of an air-shower analysis; null for direct measurements. */
  readonly interactionModel: string | null;
  readonly axis: SpectrumAxis;
  readonly points: readonly SpectrumPoint[];
}

/** Dipole amplitudes and phases; points ascend in energy. */
export interface AnisotropyDataset extends Provenance {
  readonly kind: 'anisotropy';
  /** Label under which several sets are shown together, that of Fig. 2 of Xue & Liu (2025) where they are in it. */
  readonly group: string;
  readonly points: readonly AnisotropyPoint[];
}

export type Dataset = SpectrumDataset | AnisotropyDataset;

/** Unit of x on a spectral axis. */
export function axisUnit(axis: SpectrumAxis): 'GV' | 'GeV' {
  return axis === 'rigidity' ? 'GV' : 'GeV';
}

/** Unit of a flux per unit of that axis. */
export function fluxUnit(axis: SpectrumAxis): string {
  return `m-2 s-1 sr-1 ${axisUnit(axis)}-1`;
}
