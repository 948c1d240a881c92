import { show } from '../errors.js';
import type { Problem } from '../errors.js';
import { massGeV } from '../physics/rigidity.js';
import type { CheckedRow } from './check-rows.js';
import type { AnisotropyPoint, Confidence } from './dataset.js';

/**
 * Turns the rows of a table of dipoles into points with phases in (-180, 180]. Checks what goes beyond single cells:
 * energies ascend and exceed the helium mass, below which the sum of eq. 15 has no helium, and a limit lies above its
 * amplitude. Every mistake is added to `problems`.
 */
export function anisotropyPoints(rows: readonly CheckedRow[], problems: Problem[]): AnisotropyPoint[] {
  const complain = (row: CheckedRow, column: string, expected: string, hint: string): void => {
    problems.push({ where: row.where(column), expected, got: show(row.number(column)), hint });
  };
  return rows.map((row, i) => {
    const energyGeV = row.number('energy_gev')!;
    const amplitude = row.number('amplitude')!;
    const amplitudeUpperLimit = row.number('amplitude_ul');
    if (i > 0 && energyGeV < rows[i - 1].number('energy_gev')!) {
      complain(
        row,
        'energy_gev',
        `an energy not below that of line ${rows[i - 1].line} (${show(rows[i - 1].number('energy_gev'))})`,
        'Sort the rows.',
      );
    }
    if (energyGeV <= massGeV('he')) {
      complain(
        row,
        'energy_gev',
        `a total energy above the helium mass (${massGeV('he')} GeV)`,
        'Energies are in GeV.',
      );
    }
    if (amplitudeUpperLimit !== null && amplitudeUpperLimit < amplitude) {
      complain(
        row,
        'amplitude_ul',
        `an upper limit not below the amplitude (${show(amplitude)})`,
        'Are the two columns exchanged?',
      );
    }
    return Object.freeze({
      energyGeV,
      amplitude,
      amplitudeErrLo: row.number('amplitude_err_lo')!,
      amplitudeErrHi: row.number('amplitude_err_hi')!,
      amplitudeUpperLimit,
      phaseDeg: wrapPhase(row.number('phase_ra_deg')!),
      phaseErrLoDeg: row.number('phase_err_lo_deg')!,
      phaseErrHiDeg: row.number('phase_err_hi_deg')!,
      fovFactor: row.number('fov_factor'),
      inFig2: (row.text('in_fig2') || 'no') as AnisotropyPoint['inFig2'],
      confidence: (row.text('confidence') || null) as Confidence | null,
      note: row.text('note'),
      line: row.line,
    });
  });
}

/** Brings an angle of [-360, 360] degrees to (-180, 180]; those already there keep every bit. */
function wrapPhase(degrees: number): number {
  if (degrees > 180) return degrees - 360;
  return degrees <= -180 ? degrees + 360 : degrees;
}
