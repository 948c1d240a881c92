import { expect, test } from 'vitest';
import { healthy } from './healthy.js';
import { heldOut } from './held-out.js';
import { isNamedCorrectly, nameCause } from './judge.js';
import { runCase } from './run-case.js';
import { tuning } from './tuning.js';

test('there are forty pathologies, at least four of each cause', () => {
  const all = [...heldOut, ...tuning];
  const causes = new Set(all.map(({ cause }) => cause));
  expect(all).toHaveLength(40);
  expect(causes.size).toBe(7);
  for (const cause of causes)
    expect(all.filter((one) => one.cause === cause).length, cause).toBeGreaterThanOrEqual(4);
});

test('at least 95 % of the pathologies are named, parameters and all', async () => {
  const wrong: string[] = [];
  for (const pathology of [...heldOut, ...tuning]) {
    const run = await runCase(pathology.target, pathology.settings);
    expect(pathology.present(run), pathology.name).toBe(true);
    const named = nameCause(run);
    if (!isNamedCorrectly(pathology, named)) wrong.push(`${pathology.name}: ${named.message}`);
  }
  expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(2);
});

test('nothing is said of forty healthy runs', async () => {
  expect(healthy).toHaveLength(40);
  for (const { name, target, settings } of healthy) {
    const named = nameCause(await runCase(target, settings));
    expect(named.codes, `${name}: ${named.message}`).toEqual([]);
    expect(named.converged, name).toBe(true);
  }
});
