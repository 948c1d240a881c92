/** The engine on a problem with a known posterior: what passes, what fails, and what does not depend on threads or interruptions. */
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calibrate } from '../../src/calibration/calibrate.js';
import { openJournal } from '../../src/calibration/journal.js';
import { loadProblem, type CalibrationProblem } from '../../src/calibration/problem.js';
import type { SimulationRecord } from '../../src/calibration/run-simulation.js';
import { judge } from '../../src/calibration/verdict.js';
import { InputError } from '../../src/errors.js';
import { packagePath } from '../../src/package-info.js';
import { normalProblem, settings } from './normal-problem.js';

const memory = () => {
  const appended: SimulationRecord[] = [];
  return { records: [], appended, append: (record: SimulationRecord) => void appended.push(record) };
};

async function verdictOf(problem: CalibrationProblem, simulations: number) {
  const records = await calibrate({ problem, settings, simulations, threads: 0, journal: memory() });
  return judge(problem.quantities, records, settings.draws);
}

describe('a conjugate normal model', () => {
  test('is calibrated', async () => {
    const verdict = await verdictOf(normalProblem(0.8), 200);
    expect(verdict.calibrated).toBe(true);
    for (const { mean_z, spread_z } of verdict.quantities) {
      expect(Math.abs(mean_z)).toBeLessThan(3.5);
      expect(Math.abs(spread_z)).toBeLessThan(3.5);
    }
  });

  test('with an error taken to be 20 % smaller is not: too narrow', async () => {
    const verdict = await verdictOf(normalProblem(0.8, 0.8), 200);
    expect(verdict.calibrated).toBe(false);
    const sum = verdict.quantities.find(({ id }) => id === 'log_likelihood')!;
    expect(sum.calibrated).toBe(false);
    expect(Math.max(...verdict.quantities.slice(0, 3).map(({ spread_z }) => spread_z))).toBeGreaterThan(2);
  });
});

describe('the journal', () => {
  let folder = '';
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'licmc-calibration-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const problem = normalProblem(0.8);
  const header = { of: 'a test' };
  const accept = (): void => undefined;
  async function write(path: string, simulations: number, signal?: AbortSignal): Promise<void> {
    const journal = openJournal(path, header, accept);
    try {
      const stop = signal === undefined ? {} : { signal };
      await calibrate({ problem, settings, simulations, threads: 0, journal, ...stop });
    } finally {
      journal.close();
    }
  }

  test('interrupted, cut off in the middle of a line and resumed is the same, byte for byte', async () => {
    const [whole, parts] = [join(folder, 'whole.jsonl'), join(folder, 'parts.jsonl')];
    await write(whole, 12);
    await write(parts, 5);
    await write(parts, 12, AbortSignal.abort());
    expect(readFileSync(parts, 'utf8').split('\n')).toHaveLength(1 + 5 + 1);
    appendFileSync(parts, '{"index":5,"tru');
    await write(parts, 12);
    expect(readFileSync(parts)).toEqual(readFileSync(whole));
    expect(existsSync(`${whole}.lock`)).toBe(false);
  });

  test('commits in the order of the simulations, whichever ends first', async () => {
    const journal = memory();
    await calibrate({ problem, settings, simulations: 4, threads: 0, journal });
    expect(journal.appended.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
  });

  test('of something else is refused with its line', () => {
    const path = join(folder, 'other.jsonl');
    writeFileSync(path, '{"of":"a test"}\nhello\n');
    expect(() => openJournal(path, header, accept)).toThrow(InputError);
    expect(() => openJournal(path, header, accept)).toThrow(/other\.jsonl:2: expected a line of a journal/);
    expect(readFileSync(path, 'utf8')).toContain('hello');
  });

  test('that another process writes is refused', () => {
    const path = join(folder, 'held.jsonl');
    const held = openJournal(path, header, accept);
    expect(() => openJournal(path, header, accept)).toThrow(/no other run that writes it/);
    held.close();
    openJournal(path, header, accept).close();
  });
});

test('a module without createProblem is named', async () => {
  const module = pathToFileURL(packagePath('src', 'units.ts')).href;
  await expect(loadProblem({ module, options: null })).rejects.toThrow(
    /a module that exports a function createProblem/,
  );
});
