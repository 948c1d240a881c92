import { expect, test } from 'vitest';
import { healthy } from './healthy.js';
import { firstHeldOut } from './first-held-out.js';
import { isNamedCorrectly, nameCause } from './judge.js';
import type { Pathology } from './pathology.js';
import { runCase } from './run-case.js';
import { secondHeldOut } from './second-held-out.js';
import { tuning } from './tuning.js';

const usedForTuning = [...firstHeldOut, ...tuning];

test('forty pathologies to tune on and twenty that were held out, at least four of each cause', () => {
  expect(usedForTuning).toHaveLength(40);
  expect(secondHeldOut).toHaveLength(20);
  const causes = new Set(secondHeldOut.map(({ cause }) => cause));
  expect(causes.size).toBe(7);
  for (const cause of causes)
    expect(usedForTuning.filter((one) => one.cause === cause).length, cause).toBeGreaterThanOrEqual(4);
});

async function namedWrongly(pathologies: readonly Pathology[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const pathology of pathologies) {
    const run = await runCase(pathology.target, pathology.settings);
    expect(pathology.present(run), pathology.name).toBe(true);
    const named = nameCause(run);
    if (!isNamedCorrectly(pathology, named)) wrong.push(`${pathology.name}: ${named.message}`);
  }
  return wrong;
}

test('all forty that were tuned on are named, parameters and all', async () => {
  expect(await namedWrongly(usedForTuning)).toEqual([]);
});

test('all twenty that no rule was tuned on are named', async () => {
  expect(await namedWrongly(secondHeldOut)).toEqual([]);
});

test('nothing is said of forty healthy runs', async () => {
  expect(healthy).toHaveLength(40);
  for (const { name, target, settings } of healthy) {
    const named = nameCause(await runCase(target, settings));
    expect(named.codes, `${name}: ${named.message}`).toEqual([]);
    expect(named.converged, name).toBe(true);
  }
});
