/**
 * Parameters of the noise model. All are 0 (off) unless a configuration fixes or samples them: published errors alone do
 * not describe these data, since experiments disagree by more than their error bars and differ in energy scale.
 */

export interface NuisanceInfo {
  readonly id: string;
  readonly symbol: string;
  readonly latex: string;
  readonly unit: string;
  readonly value: 0;
  readonly source: string;
}

/** Experiments with shipped spectra; test/likelihood/nuisances.test.ts holds this list against the data. */
const spectralExperiments = [
  'AMS-02',
  'CALET',
  'CREAM-I+III',
  'CREAM-III',
  'DAMPE',
  'GRAPES-3',
  'ISS-CREAM',
  'JACEE',
  'KASCADE',
  'KASCADE (2024 reanalysis)',
  'LHAASO',
  'NUCLEON-KLEM',
] as const;

/** `energy_scale_ams_02` for "AMS-02": lower case, everything else between letters and digits an underscore. */
export function energyScaleId(experiment: string): string {
  return `energy_scale_${experiment
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')}`;
}

/** Prefix that marks a parameter as the energy scale of some experiment, a user's own included. */
export const energyScalePrefix = 'energy_scale_';

/** The energy-scale shift d of one experiment: its published x is x_true (1 + d). */
export function energyScale(experiment: string): NuisanceInfo {
  return {
    id: energyScaleId(experiment),
    symbol: `d(${experiment})`,
    latex: `\\delta_{\\mathrm{${experiment.replace(/[^A-Za-z0-9+.-]+/g, '\\,')}}}`,
    unit: '1',
    value: 0,
    source: `noise model: energy-scale shift of ${experiment}, J'(x) = J(x/(1+d))/(1+d)`,
  };
}

const scatters: readonly NuisanceInfo[] = [
  {
    id: 'scatter_spectrum',
    symbol: 's_J',
    latex: 's_J',
    unit: '1',
    value: 0,
    source: 'noise model: intrinsic scatter of spectra, a fraction of the published flux',
  },
  {
    id: 'scatter_amplitude',
    symbol: 's_A',
    latex: 's_A',
    unit: '1',
    value: 0,
    source: 'noise model: intrinsic scatter of dipole amplitudes, a fraction of the published amplitude',
  },
  {
    id: 'scatter_phase_deg',
    symbol: 's_phi',
    latex: 's_\\varphi',
    unit: 'deg',
    value: 0,
    source: 'noise model: intrinsic scatter of dipole phases',
  },
];

/** Every nuisance parameter that shipped data can use. */
export const nuisanceTable: readonly NuisanceInfo[] = [...scatters, ...spectralExperiments.map(energyScale)];
