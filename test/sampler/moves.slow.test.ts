/** The checks of moves.test.ts with more draws, in more dimensions, on 20 seeds; and the mutants, which must fail on all of them. */
import { describe, expect, it } from 'vitest';
import { checkTruncatedNormal } from './checks/boundaries.js';
import { checkReadsComplementOnly, checkStepComplements } from './checks/complement-purity.js';
import { onlyMove } from './checks/density.js';
import { checkDetailedBalance } from './checks/detailed-balance.js';
import { checkJointStructure } from './checks/joint-structure.js';
import { checkOneStepInvariance, energyDistanceP } from './checks/one-step-invariance.js';
import { checkProposalIndependence } from './checks/proposal-independence.js';
import { moveTable } from './move-table.js';
import { selfInComplement, sharedIncrement, wrongRatios, wrongSteps } from './mutants.js';
import { step } from '../../src/sampler/step.js';

const seeds = Array.from({ length: 20 }, (_, i) => `slow/${i}`);
const timeout = 600_000;

describe.each(moveTable)('$move.name', ({ move, steps }) => {
  it('leaves 20,000 exact ensembles exact, on 20 seeds', { timeout }, () => {
    // Of all these checks of correct moves one in eight series complains by chance: a complaint is asked of five times as many
    // other ensembles, by the same limits, where an error of the move stands out more than twice as far.
    for (const seed of seeds)
      if (checkOneStepInvariance(move, 20_000, seed).length > 0)
        expect(checkOneStepInvariance(move, 100_000, `${seed}/again`)).toEqual([]);
  });
  it('is one step away from exact draws by no energy distance', { timeout }, () => {
    expect(energyDistanceP(move, 'energy')).toBeGreaterThan(1e-3);
  });
  it('obeys detailed balance on 20 seeds', { timeout }, () => {
    for (const seed of seeds) expect(checkDetailedBalance(move, 20_000, seed)).toEqual([]);
  });
  it('recovers the joint structure with ten times the draws', { timeout }, () => {
    const options = { walkers: 20, steps: 10 * steps, leastEss: 20_000, seed: 'slow' };
    expect(checkJointStructure(onlyMove(move), options)).toEqual([]);
  });
  it('recovers a Gaussian cut off at zero in 10 dimensions', { timeout }, () => {
    const options = { walkers: 20, steps: 20 * steps, leastEss: 1000, seed: 'slow' };
    expect(checkTruncatedNormal(onlyMove(move), 10, options)).toEqual([]);
  });
  it('proposes independently, with ten times the repeats', { timeout }, () => {
    expect(checkProposalIndependence(move, 40_000, 'slow')).toEqual([]);
  });
});

it('each half is updated against the other one, on 20 seeds', () => {
  for (const seed of seeds) expect(checkStepComplements(step, seed)).toEqual([]);
});

describe.each(wrongRatios)('$name', ({ move }) => {
  it('fails the one-step invariance and the detailed balance on 20 of 20 seeds', { timeout }, () => {
    for (const seed of seeds) {
      expect(checkOneStepInvariance(move, 2000, seed)).not.toEqual([]);
      expect(checkDetailedBalance(move, 6000, seed)).not.toEqual([]);
    }
  });
});

describe.each(moveTable)('mutants of $move.name', ({ move }) => {
  it('fail on 20 of 20 seeds', { timeout }, () => {
    for (const seed of seeds) {
      expect(checkProposalIndependence(sharedIncrement(move), 4000, seed)).not.toEqual([]);
      if (move.minComplement > 0)
        expect(checkReadsComplementOnly(selfInComplement(move), seed)).not.toEqual([]);
    }
  });
});

it.each(wrongSteps)('a step in which $name fails on 20 of 20 seeds', ({ step: wrong }) => {
  for (const seed of seeds) expect(checkStepComplements(wrong, seed)).not.toEqual([]);
});
