import { expect, test } from 'vitest';
import { healthy, type HealthyRun } from './healthy.js';
import { firstHeldOut } from './first-held-out.js';
import { isNamedCorrectly, nameCause } from './judge.js';
import type { Pathology } from './pathology.js';
import { runCase } from './run-case.js';
import { secondHeldOut } from './second-held-out.js';
import { thirdHealthy } from './third-healthy.js';
import { thirdHeldOut } from './third-held-out.js';
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

test('all twenty-four of the third set, which was held out at first, are named', async () => {
  expect(thirdHeldOut).toHaveLength(24);
  expect(await namedWrongly(thirdHeldOut)).toEqual([]);
});

/** Seeds with which a rule was found wanting after the first look (docs/diagnose.md), or one of the like. */
const otherSeeds = ['k9A', 'k9C', 'k13A', 'k13E', 'k15C', 'k15F', 'k15H', 'k17A', 'k17E', 'k18F', 'k18H'];

test('with other seeds, walkers left behind in numbers or for a while, and other broken points, they are named too', async () => {
  const cases = otherSeeds.map((seed) => {
    const pathology = thirdHeldOut.find(({ settings }) => settings.seed === seed.slice(0, -1))!;
    return { ...pathology, name: `${pathology.name} (${seed})`, settings: { ...pathology.settings, seed } };
  });
  expect(await namedWrongly(cases)).toEqual([]);
});

async function saidOf(runs: readonly HealthyRun[]): Promise<string[]> {
  const said: string[] = [];
  for (const { name, target, settings } of runs) {
    const named = nameCause(await runCase(target, settings));
    if (named.codes.length > 0 || !named.converged) said.push(`${name}: ${named.message}`);
  }
  return said;
}

test('nothing is said of forty healthy runs', async () => {
  expect(healthy).toHaveLength(40);
  expect(await saidOf(healthy)).toEqual([]);
});

test('nothing is said of the sixteen healthy runs of the third set', async () => {
  expect(thirdHealthy).toHaveLength(16);
  expect(await saidOf(thirdHealthy)).toEqual([]);
});
