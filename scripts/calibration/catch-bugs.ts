/**
 * Does `licmc calibrate` catch bugs? Each of bugs.ts is put into a copy of the project, whose inference is then calibrated against
 * simulations of the project itself; prints the table of docs/calibration.md:
 *
 *     npx tsx scripts/calibration/catch-bugs.ts [--most 200] [--clean-seeds 3] [--only NAME,NAME]
 *
 * 50 simulations, twice as many as long as the smallest p is above 1 %, `--most` at most. Exits with 1 where a bug is not caught or the project
 * as it is is found not calibrated, with any number of simulations. Deterministic; lines are written as they come.
 */
import { parseArgs } from 'node:util';
import type { CalibrationSettings, SimulationRecord } from '../../src/calibration/run-simulation.js';
import { judge, type CalibrationVerdict } from '../../src/calibration/verdict.js';
import { loadConfig } from '../../src/config/load.js';
import { calibrationSettings } from '../../src/inference/calibrate-config.js';
import { packagePath } from '../../src/package-info.js';
import { bugs, type Bug } from './bugs.js';
import { loadSubject } from './mutant.js';

const { values } = parseArgs({
  options: {
    most: { type: 'string', default: '200' },
    'clean-seeds': { type: 'string', default: '3' },
    only: { type: 'string' },
  },
});
const most = Number(values.most);
const wanted = (name: string): boolean =>
  values.only === undefined || values.only.split(',').some((part) => name.includes(part));
const config = loadConfig(packagePath('scripts', 'calibration', 'few.yaml'));
/** Half the effective size of the command: ranks whose spread is 2 % too large, where 200 simulations tell 6 %. */
const settings: CalibrationSettings = {
  ...calibrationSettings(config),
  ess: 100,
  firstLook: 250,
  maxSteps: 2000,
};

/** With 50 simulations 5 % may be luck: a bug is looked at further until its p is below this. */
const CLEAR = 0.01;

interface Found {
  readonly simulations: number;
  readonly verdict: CalibrationVerdict;
}

/** Doubles the number of simulations until something is found; of the project as it is, to the end. */
async function calibrated(bug: Bug | null, seed: string): Promise<Found[]> {
  const subject = await loadSubject(config, bug);
  const { problem } = subject;
  const records: SimulationRecord[] = [];
  const looks: Found[] = [];
  try {
    for (let simulations = 50; simulations <= most; simulations *= 2) {
      while (records.length < simulations)
        records.push(subject.runSimulation(problem, { ...settings, seed }, records.length));
      const verdict = judge(problem.quantities, records, settings.draws);
      looks.push({ simulations, verdict });
      if (bug !== null && smallestP(verdict) < CLEAR) break;
    }
  } finally {
    subject.remove();
  }
  return looks;
}

function smallestP({ quantities }: CalibrationVerdict): number {
  return Math.min(...quantities.map(({ p_adjusted }) => p_adjusted));
}

function line(name: string, { simulations, verdict }: Found): string {
  const smallest = smallestP(verdict);
  const p = smallest < 1e-6 ? '< 1e-6' : smallest.toPrecision(2);
  const outside = verdict.quantities.filter(({ calibrated: good }) => !good);
  const says = outside.map(({ id, says: words }) => `\`${id}\` (${String(words)})`);
  return `| ${name} | ${simulations} | ${p} | ${verdict.calibrated ? '-' : says.slice(0, 3).join(', ')}${says.length > 3 ? ` and ${says.length - 3} more` : ''} |`;
}

let failed = false;
console.log('| the inference has | simulations | smallest p of all | not calibrated |');
console.log('| --- | ---: | ---: | --- |');
if (wanted('no bug'))
  for (let seed = 1; seed <= Number(values['clean-seeds']); seed++) {
    const looks = await calibrated(null, String(seed));
    console.log(line(`no bug, seed ${seed}`, looks[looks.length - 1]));
    for (const look of looks.slice(0, -1))
      if (!look.verdict.calibrated) console.log(line(`no bug, seed ${seed}, an earlier look`, look));
    failed ||= looks.some(({ verdict }) => !verdict.calibrated);
  }
for (const bug of bugs) {
  if (!wanted(bug.name)) continue;
  const looks = await calibrated(bug, '1');
  const last = looks[looks.length - 1];
  console.log(line(bug.name, last));
  failed ||= last.verdict.calibrated;
}
process.exitCode = failed ? 1 : 0;
