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

/** Told with the right cause and other parameters at the first look (docs/diagnose.md); the cases stay as they were. */
const missed = [
  'a mixture of two like normals: the labels may be exchanged',
  'side lobes of the frequency of a pulsating star',
  'a line on a background that falls below zero counts: the run ends',
];

test('of the third set, which no rule was tuned on, at least those of the first look are named', async () => {
  expect(thirdHeldOut).toHaveLength(24);
  const others = thirdHeldOut.filter(({ name }) => !missed.includes(name));
  expect(others).toHaveLength(21);
  expect(await namedWrongly(others)).toEqual([]);
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
