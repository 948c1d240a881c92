import { describe, expect, test } from 'vitest';
import { estimateEvidence } from '../../src/evidence/evidence.js';
import { streamRng } from '../../src/math/rng.js';
import { addStep, createSums, resetSums } from '../../src/tempering/thermodynamic-sums.js';
import { gaussian, shells } from './known-evidence.js';
import { runTempered } from './tempered-run.js';

const sd = 30;
const exact = -0.5 * Math.log(2 * Math.PI * (1 + sd ** 2));
const betas = Float64Array.from([1, 0.5, 0.25, 0.1, 0.04, 0.015, 0.005, 0.0015, 0.0005, 0]);

/** Log likelihoods of a standard normal around 0 under a normal prior of width 30, drawn exactly on every rung. */
function exactDraws(seed: number, steps: number) {
  const rng = streamRng('exact draws', seed);
  const walkers = 8;
  const rungs = Array.from(betas, () => ({
    walkers,
    evaluations: { logLikelihood: new Float64Array(walkers) },
  }));
  const sums = createSums(betas.length);
  const draw = (): void => {
    rungs.forEach(({ evaluations: { logLikelihood } }, k) => {
      const width = 1 / Math.sqrt(betas[k] + 1 / sd ** 2);
      for (let w = 0; w < walkers; w++)
        logLikelihood[w] = -0.5 * (width * rng.normal()) ** 2 - 0.5 * Math.log(2 * Math.PI);
    });
  };
  draw();
  resetSums(sums, { betas, rungs });
  for (let i = 0; i < steps; i++) {
    draw();
    addStep(sums, { betas, rungs });
  }
  return { betas, sums };
}

describe('the estimates from exact draws on every rung', () => {
  test('are unbiased, with errors that cover, over 120 repetitions', () => {
    const runs = Array.from({ length: 120 }, (_, seed) => estimateEvidence([exactDraws(seed, 64)]));
    for (const method of ['stepping_stone', 'thermodynamic_integration'] as const) {
      const pulls = runs.map((run) => (run[method].log_evidence - exact) / run[method].error);
      const mean = pulls.reduce((sum, pull) => sum + pull / pulls.length, 0);
      const square = pulls.reduce((sum, pull) => sum + pull ** 2 / pulls.length, 0);
      // The mean of 120 pulls is known to 0.09, their mean square to 0.13.
      expect(Math.abs(mean), method).toBeLessThan(0.36);
      expect(Math.abs(square - 1), method).toBeLessThan(0.52);
    }
  });

  test('a likelihood that vanishes for part of the prior leaves the stones and takes the integral away', () => {
    const ensemble = exactDraws(1, 64);
    const rungs = Array.from(betas, (_, k) => ({
      walkers: 8,
      evaluations: {
        logLikelihood: new Float64Array(8).fill(-1).fill(k === betas.length - 1 ? -Infinity : -1, 0, 2),
      },
    }));
    resetSums(ensemble.sums, { betas, rungs });
    for (let i = 0; i < 32; i++) addStep(ensemble.sums, { betas, rungs });
    const { stepping_stone, thermodynamic_integration } = estimateEvidence([ensemble]);
    // L is 1/e for three quarters of the prior and 0 for the rest: Z = 0.75/e.
    expect(stepping_stone.log_evidence).toBeCloseTo(Math.log(0.75) - 1, 12);
    expect(thermodynamic_integration.log_evidence).toBeNaN();
  });
});

test('sums in batches are those of all steps, however often batches were merged', () => {
  const ensemble = exactDraws(2, 500);
  const { sums } = ensemble;
  expect(sums.full).toBeGreaterThanOrEqual(32);
  expect(sums.full * sums.batchSteps + sums.begun).toBe(500);
  // The same draws again, summed without batches.
  const rng = streamRng('exact draws', 2);
  let [n, sum] = [0, 0];
  for (let i = -1; i < sums.full * sums.batchSteps; i++)
    for (const beta of betas)
      for (let w = 0; w < 8; w++) {
        const l = -0.5 * (rng.normal() / Math.sqrt(beta + 1 / sd ** 2)) ** 2 - 0.5 * Math.log(2 * Math.PI);
        if (i < 0 || beta !== 0.1) continue;
        n++;
        sum += l;
      }
  const k = betas.indexOf(0.1);
  let batched = 0;
  for (let b = 0; b < sums.full; b++) batched += sums.batches[(b * betas.length + k) * 4];
  expect(sums.shift[k] + batched / n).toBeCloseTo(sum / n, 10);
});

describe('tempered ensembles find the evidence of', () => {
  test.each([
    { known: gaussian(2), temperatures: 8, walkers: 16 },
    { known: shells(2), temperatures: 8, walkers: 16 },
    { known: gaussian(10), temperatures: 12, walkers: 20 },
  ])('$known.name', ({ known, temperatures, walkers }) => {
    const settings = { seed: 'known', ensembles: 4, walkers, temperatures, warmup: 300, steps: 400 };
    const { evidence } = runTempered(known.target, settings);
    for (const { log_evidence, error } of Object.values(evidence)) {
      expect(Math.abs(log_evidence - known.logEvidence)).toBeLessThan(3.5 * error);
      expect(error).toBeLessThan(0.15);
    }
  });

  test('the shells that Feroz, Hobson & Bridges (2009) give to two digits', () => {
    expect([2, 5, 10].map((dim) => shells(dim).logEvidence.toFixed(2))).toEqual(['-1.75', '-5.67', '-14.59']);
  });
});
