/**
 * The mutants of mutants.ts on the checks of moves.test.ts: the check named in the test must complain. A check that stays silent
 * here proves nothing there.
 */
import { describe, expect, it } from 'vitest';
import { checkAngle, checkSimplex, checkTruncatedNormal } from './checks/boundaries.js';
import { checkReadsComplementOnly, checkStepComplements } from './checks/complement-purity.js';
import { onlyMove } from './checks/density.js';
import { checkDetailedBalance } from './checks/detailed-balance.js';
import { checkJointStructure } from './checks/joint-structure.js';
import { checkOneStepInvariance } from './checks/one-step-invariance.js';
import { checkProposalIndependence } from './checks/proposal-independence.js';
import { moveTable } from './move-table.js';
import {
  foldedBack,
  selfInComplement,
  sharedIncrement,
  wrongComponent,
  wrongFreedom,
  wrongRatios,
  wrongScale,
  wrongSteps,
} from './mutants.js';

const seed = '1';
const options = { walkers: 20, steps: 2000, leastEss: 200, seed };

/** A complaint about a number that is off, not one that too little was tested. */
const wrongNumber = [expect.stringMatching(/z = |chi2|D sqrt/)];

describe.each(wrongRatios)('$name', ({ move }) => {
  it('fails the one-step invariance', () => {
    expect(checkOneStepInvariance(move, 2000, seed)).toEqual(expect.arrayContaining(wrongNumber));
  });
  it('fails the detailed balance', () => {
    expect(checkDetailedBalance(move, 6000, seed)).toEqual(expect.arrayContaining(wrongNumber));
  });
  it('fails the joint structure', () => {
    expect(checkJointStructure(onlyMove(move), options)).toEqual(expect.arrayContaining(wrongNumber));
  });
});

/** Inside the small lattice of the detailed balance the two hardly differ. */
describe('independence with the wrong degrees of freedom', () => {
  it('fails the one-step invariance', () => {
    expect(checkOneStepInvariance(wrongFreedom, 2000, seed)).toEqual(expect.arrayContaining(wrongNumber));
  });
  it('fails the joint structure', () => {
    expect(checkJointStructure(onlyMove(wrongFreedom), options)).toEqual(expect.arrayContaining(wrongNumber));
  });
});

describe.each([
  { name: 'takes x to belong to the first component', move: wrongComponent },
  { name: 'makes steps of one length', move: wrongScale },
])('crank_nicolson that $name', ({ move }) => {
  it('fails the joint structure', () => {
    expect(checkJointStructure(onlyMove(move), options)).toEqual(expect.arrayContaining(wrongNumber));
  });
});

/** Moves that look at the other half at all. */
const lookers = moveTable.filter(({ move }) => move.minComplement > 0);

describe.each(moveTable)('one increment shared by all walkers of a half: $move.name', ({ move }) => {
  it('fails the proposal independence', () => {
    expect(checkProposalIndependence(sharedIncrement(move), 4000, seed)).not.toEqual([]);
  });
});

describe.each(lookers)('the walker itself in the complement: $move.name', ({ move }) => {
  it('fails the complement purity', () => {
    expect(checkReadsComplementOnly(selfInComplement(move), seed)).not.toEqual([]);
  });
});

describe.each(wrongSteps)('a step in which $name', ({ step }) => {
  it('fails the complement purity', () => {
    expect(checkStepComplements(step, seed)).not.toEqual([]);
  });
});

describe('a wall onto which proposals are folded back', () => {
  it('fails the Gaussian cut off at zero', () => {
    const clamped = foldedBack((out, at, dim) => {
      for (let k = 0; k < dim; k++) out[at + k] = Math.max(1e-12, out[at + k]);
    });
    expect(checkTruncatedNormal(onlyMove(clamped), 1, options)).toEqual(expect.arrayContaining(wrongNumber));
  });
  it('fails the simplex', () => {
    const scaled = foldedBack((out, at, dim) => {
      const sum = out.subarray(at, at + dim).reduce((a, b) => a + b, 0);
      if (sum >= 1) for (let k = 0; k < dim; k++) out[at + k] *= (1 - 1e-9) / sum;
    });
    expect(checkSimplex(onlyMove(scaled), 4, options)).toEqual(expect.arrayContaining(wrongNumber));
  });
  it('fails the angle', () => {
    const pressed = foldedBack((out, at) => {
      out[at] = Math.min(out[at], Math.PI - 1e-9);
    });
    expect(checkAngle(onlyMove(pressed), options)).toEqual(expect.arrayContaining(wrongNumber));
  });
});
