import { describe, expect, test } from 'vitest';
import { heldOut, unseen, zoo } from '../../scripts/zoo/targets.js';
import { heldOutTruth, truth, unseenTruth } from '../../scripts/zoo/zoo-target.js';
import { createEvaluations } from '../../src/target.js';

test('the truth of every target is known, and no other', () => {
  const names = (set: readonly { name: string }[]): string[] => set.map(({ name }) => name).sort();
  expect(names(zoo)).toEqual(Object.keys(truth.targets).sort());
  expect(names(heldOut)).toEqual(Object.keys(heldOutTruth.targets).sort());
  expect(names(unseen)).toEqual(Object.keys(unseenTruth.targets).sort());
  const all = [...zoo, ...heldOut, ...unseen];
  expect(new Set(names(all)).size).toBe(all.length);
});

describe.each([...zoo, ...heldOut, ...unseen])('$name', ({ name, target }) => {
  const { points, log_density, quantities } = {
    ...truth.targets,
    ...heldOutTruth.targets,
    ...unseenTruth.targets,
  }[name];

  test('has the density of which the truth is known, up to a constant', () => {
    const out = createEvaluations(points.length, 0);
    target.evaluate(Float64Array.from(points.flat()), points.length, out);
    const differences = (values: ArrayLike<number>): number[] => Array.from(values, (x) => x - values[0]);
    expect(differences(out.logPosterior)).toBeAllclose(differences(log_density), { rtol: 1e-9, atol: 1e-9 });
  });

  test('has these quantities', () => {
    const ids = [...target.coordinates, ...target.derived].map(({ id }) => id);
    expect(ids).toEqual(quantities.map(({ id }) => id));
  });

  test('starts beyond the posterior, or as far as its walls', () => {
    target.coordinates.forEach((coordinate, k) => {
      const { q05, q95 } = quantities[k];
      expect(coordinate.start(1e-9)).toBeLessThan(q05);
      expect(coordinate.start(1 - 1e-9)).toBeGreaterThan(q95);
    });
  });
});
