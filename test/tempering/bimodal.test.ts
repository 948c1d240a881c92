import { expect, test } from 'vitest';
import { variance, mean } from '../../src/math/sum.js';
import { runTempered } from '../evidence/tempered-run.js';
import { twoModes } from '../evidence/known-evidence.js';

/**
 * Modes 20 standard deviations apart in each of five coordinates: no walker of a single ensemble crosses between them, and what share of
 * the walkers sits in each is decided by the start. Tempered, the shares are those of the density.
 */
test('two modes at +-10 sigma in five dimensions get their weights 0.8 and 0.2', () => {
  const { target, logEvidence } = twoModes(5, 0.8);
  const settings = { seed: 'modes', ensembles: 4, walkers: 16, temperatures: 10, warmup: 400, steps: 800 };
  const shares = Array.from({ length: settings.ensembles }, () => 0);
  let crossings = 0;
  const before = new Map<string, boolean>();
  const { evidence } = runTempered(target, settings, ({ rungs: [{ theta, walkers, dim }] }, ensemble) => {
    for (let w = 0; w < walkers; w++) {
      const right = theta[w * dim] > 0;
      shares[ensemble] += (right ? 1 : 0) / (walkers * settings.steps);
      const key = `${ensemble} ${w}`;
      if (before.has(key) && before.get(key) !== right) crossings++;
      before.set(key, right);
    }
  });
  const error = Math.sqrt(variance(shares) / shares.length);
  expect(crossings).toBeGreaterThan(200);
  expect(error).toBeLessThan(0.04);
  expect(Math.abs(mean(shares) - 0.8)).toBeLessThan(4 * error);
  const { log_evidence, error: stated } = evidence.stepping_stone;
  expect(Math.abs(log_evidence - logEvidence)).toBeLessThan(4 * stated);
});
