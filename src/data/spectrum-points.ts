import { show } from '../errors.js';
import type { Problem } from '../errors.js';
import { massGeV } from '../physics/rigidity.js';
import type { CheckedRow } from './check-rows.js';
import type { Confidence, Species, SpectrumAxis, SpectrumPoint } from './dataset.js';

/**
 * Turns the rows of a spectrum into points, checking what cells must obey together: points ascend, a point lies in its
 * bin, errors and edges come in pairs, a total energy exceeds the rest energy. Every mistake is added to `problems`.
 */
export function spectrumPoints(
  rows: readonly CheckedRow[],
  { axis, species }: { readonly axis: SpectrumAxis; readonly species: Species },
  problems: Problem[],
): SpectrumPoint[] {
  const complain = (row: CheckedRow, column: string, expected: string, hint: string): void => {
    problems.push({ where: row.where(column), expected, got: show(row.number(column)), hint });
  };
  return rows.map((row, i) => {
    const x = row.number('x')!;
    const [xLo, xHi] = [row.number('x_lo'), row.number('x_hi')];
    if (i > 0 && x <= rows[i - 1].number('x')!) {
      complain(
        row,
        'x',
        `x above that of line ${rows[i - 1].line} (${show(rows[i - 1].number('x'))})`,
        'Sort the rows and remove repetitions.',
      );
    }
    for (const [low, high] of [
      ['x_lo', 'x_hi'],
      ['stat_lo', 'stat_hi'],
      ['sys_lo', 'sys_hi'],
    ] as const) {
      const empty = [low, high].filter((column) => row.number(column) === null);
      if (empty.length !== 1) continue;
      const hint = 'Write a symmetric error twice; leave both empty when they are not published.';
      problems.push({
        where: row.where(empty[0]),
        expected: `both ${low} and ${high} or neither`,
        got: `${empty[0]} empty`,
        hint,
      });
    }
    if (xLo !== null && xHi !== null) {
      if (xLo > x) complain(row, 'x_lo', `x_lo <= x (${show(x)})`, 'The point must lie in its bin.');
      if (xHi < x) complain(row, 'x_hi', `x_hi >= x (${show(x)})`, 'The point must lie in its bin.');
      if (xLo === xHi)
        complain(row, 'x_hi', `x_hi > x_lo (${show(xLo)})`, 'Leave both edges empty when there is no bin.');
    }
    if (axis === 'total-energy') {
      const lowest = xLo === null ? 'x' : 'x_lo';
      const mass = massGeV(species);
      if (row.number(lowest)! <= mass)
        complain(
          row,
          lowest,
          `a total energy above the rest energy of ${species} (${mass} GeV)`,
          'Is the axis kinetic-energy?',
        );
    }
    return Object.freeze({
      x,
      xLo,
      xHi,
      flux: row.number('flux')!,
      statLo: row.number('stat_lo'),
      statHi: row.number('stat_hi'),
      sysLo: row.number('sys_lo'),
      sysHi: row.number('sys_hi'),
      confidence: (row.text('confidence') || null) as Confidence | null,
      note: row.text('note'),
      line: row.line,
    });
  });
}
