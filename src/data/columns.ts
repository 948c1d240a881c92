/** Which columns a data file may have, in which unit, and what each cell must obey on its own. */
import { axisUnit, fluxUnit } from './dataset.js';
import type { SpectrumAxis } from './dataset.js';

/** One column of the schema. Cells that are not numbers are text; an optional column may be left out or left empty. */
export interface ColumnRule {
  readonly name: string;
  /** Empty for text and for numbers without a dimension; null when there is no telling. */
  readonly unit: string | null;
  readonly required: boolean;
  /** Null for free text, a list of words, or the range of a number. */
  readonly values: null | readonly string[] | NumberRange;
}

/** The numbers a column takes, as the rule is worded in messages. */
export interface NumberRange {
  readonly expected: string;
  readonly hint: string;
  contains(x: number): boolean;
}

const noSign = 'Write the size of an error, without a sign, upwards and downwards.';

const positive: NumberRange = {
  expected: 'a number > 0',
  hint: 'A point without a detection has no place in the likelihood: leave the row out.',
  contains: (x) => x > 0,
};
const error: NumberRange = {
  expected: 'an error >= 0',
  hint: noSign,
  contains: (x) => x >= 0,
};
const fraction: NumberRange = {
  expected: 'a fraction between 0 and 1',
  hint: 'Amplitudes are neither in percent nor in units of 1e-3.',
  contains: (x) => x > 0 && x < 1,
};
const factor: NumberRange = {
  expected: 'a factor > 0',
  hint: 'Leave the cell empty when it is not known.',
  contains: (x) => x > 0,
};
const angle: NumberRange = {
  expected: 'an angle in [-360, 360] degrees',
  hint: 'Hours of right ascension times 15 are degrees.',
  contains: (x) => Math.abs(x) <= 360,
};
const angleError: NumberRange = {
  expected: 'an error in [0, 180] degrees',
  hint: noSign,
  contains: (x) => x >= 0 && x <= 180,
};

const confidence: ColumnRule = {
  name: 'confidence',
  unit: '',
  required: false,
  values: ['high', 'medium', 'low'],
};
const note: ColumnRule = { name: 'note', unit: '', required: false, values: null };

/** Columns of a spectrum; without an axis their units are not known. */
export function spectrumColumns(axis: SpectrumAxis | null): readonly ColumnRule[] {
  const [x, flux] = axis === null ? [null, null] : [axisUnit(axis), fluxUnit(axis)];
  return [
    { name: 'x', unit: x, required: true, values: positive },
    { name: 'x_lo', unit: x, required: false, values: positive },
    { name: 'x_hi', unit: x, required: false, values: positive },
    { name: 'flux', unit: flux, required: true, values: positive },
    { name: 'stat_lo', unit: flux, required: false, values: error },
    { name: 'stat_hi', unit: flux, required: false, values: error },
    { name: 'sys_lo', unit: flux, required: false, values: error },
    { name: 'sys_hi', unit: flux, required: false, values: error },
    confidence,
    note,
  ];
}

/** Columns of a table of dipoles. */
export const anisotropyColumns: readonly ColumnRule[] = [
  { name: 'energy_gev', unit: 'GeV', required: true, values: positive },
  { name: 'amplitude', unit: '', required: true, values: fraction },
  { name: 'amplitude_err_lo', unit: '', required: true, values: error },
  { name: 'amplitude_err_hi', unit: '', required: true, values: error },
  { name: 'amplitude_ul', unit: '', required: false, values: fraction },
  { name: 'phase_ra_deg', unit: 'deg', required: true, values: angle },
  { name: 'phase_err_lo_deg', unit: 'deg', required: true, values: angleError },
  { name: 'phase_err_hi_deg', unit: 'deg', required: true, values: angleError },
  { name: 'fov_factor', unit: '', required: false, values: factor },
  { name: 'in_fig2', unit: '', required: false, values: ['yes', 'likely', 'no'] },
  confidence,
  note,
];
