/** What a person reads of a calibration. */
import type { CalibrationResult } from '../inference/calibrate-config.js';
import { falseAlarm } from '../calibration/verdict.js';
import { formatTable } from './table.js';

export function describeCalibration({ verdict, records, settings, found, short }: CalibrationResult): string {
  if (verdict === null) return 'No simulation yet.';
  const rows = verdict.quantities.map(({ id, p_value, p_adjusted, mean_z, spread_z, says }) => [
    id,
    probability(p_value),
    probability(p_adjusted),
    signed(mean_z),
    signed(spread_z),
    says ?? 'calibrated',
  ]);
  const table = formatTable(
    [
      { title: 'quantity', align: 'left' },
      { title: 'p' },
      { title: 'p of all' },
      { title: 'mean/se' },
      { title: 'spread/se' },
      { title: 'verdict', align: 'left' },
    ],
    rows,
  );
  const n = records.length;
  const notes = [
    `${n} simulations, ranks among ${settings.draws} draws: ${verdict.calibrated ? 'calibrated' : 'NOT calibrated'} (chance of a false alarm ${100 * falseAlarm} % for all quantities together)`,
    `posterior found from anywhere in the prior in ${percent(found, n)}`,
  ];
  if (short > 0)
    notes.push(
      `fewer than ${settings.ess} effective draws in ${short} simulations, which count all the same`,
    );
  return `${table}\n\n${notes.join('\n')}`;
}

function probability(p: number): string {
  return p < 1e-4 ? '< 1e-4' : p.toFixed(4);
}

function signed(z: number): string {
  return (z < 0 ? '' : '+') + z.toFixed(1);
}

function percent(part: number, whole: number): string {
  return `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;
}
