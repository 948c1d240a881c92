/** Worker threads run compiled code: the same journal as without. */
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.js';
import { packagePath } from '../../src/package-info.js';
import type { CalibrationRun } from '../../src/calibration/calibrate.js';
import type { SimulationRecord } from '../../src/calibration/run-simulation.js';
import { settings } from './normal-problem.js';

const { calibrate } = (await import(
  pathToFileURL(packagePath('dist', 'calibration', 'calibrate.js')).href
)) as {
  readonly calibrate: (run: CalibrationRun) => Promise<SimulationRecord[]>;
};

const paper = loadConfig('paper');
const fixed = Object.fromEntries(
  Object.entries(paper.parameters).map(([id, setting]) => [
    id,
    id === 'v_sun' || id === 'delta_b' || !('prior' in setting) ? setting : { value: setting.start },
  ]),
);
const problem = {
  module: pathToFileURL(packagePath('dist', 'inference', 'calibration-problem.js')).href,
  options: { ...paper, parameters: fixed },
};

test('threads commit the same records as none', async () => {
  const runs = await Promise.all(
    [0, 2].map(async (threads) => {
      const appended: SimulationRecord[] = [];
      const journal = { records: [], append: (record: SimulationRecord) => void appended.push(record) };
      await calibrate({ problem, settings, simulations: 4, threads, journal });
      return appended;
    }),
  );
  expect(runs[0].map(({ index }) => index)).toEqual([0, 1, 2, 3]);
  expect(runs[1]).toEqual(runs[0]);
});
