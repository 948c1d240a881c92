/** Every move on every check. That the checks see mistakes is shown in mutations.slow.test.ts; moves.slow.test.ts has more of the same. */
import { describe, expect, it } from 'vitest';
import { defaultMoves, moves, parseMoveMix } from '../../src/sampler/moves/registry.js';
import { step } from '../../src/sampler/step.js';
import { checkAngle, checkSimplex, checkTruncatedNormal } from './checks/boundaries.js';
import { checkReadsComplementOnly, checkStepComplements } from './checks/complement-purity.js';
import { onlyMove } from './checks/density.js';
import { checkDetailedBalance } from './checks/detailed-balance.js';
import { checkInvariance } from './checks/invariance.js';
import { checkJointStructure } from './checks/joint-structure.js';
import { checkOneStepInvariance } from './checks/one-step-invariance.js';
import { checkProposalIndependence } from './checks/proposal-independence.js';
import { moveTable } from './move-table.js';

const seed = process.env['TEST_SEED'] ?? '1';

it('the table lists every move', () => {
  expect(moveTable.map(({ move }) => move)).toEqual(Object.values(moves));
  expect(moveTable.map(({ move }) => move.name)).toEqual(Object.keys(moves));
});

it('each half is updated against the other one at its current positions', () => {
  for (let i = 0; i < 50; i++) expect(checkStepComplements(step, `${seed}/${i}`)).toEqual([]);
});

describe.each(moveTable)('$move.name', ({ move, steps, invariance }) => {
  const options = { walkers: 20, steps, leastEss: 500, seed };
  it('recovers mean, covariance and higher moments of a correlated Gaussian', () => {
    expect(checkJointStructure(onlyMove(move), { ...options, leastEss: 2000 })).toEqual([]);
  });
  it('proposes independently for each walker of a half', () => {
    expect(checkProposalIndependence(move, 4000, seed)).toEqual([]);
  });
  it('reads the complement and nothing else', () => {
    expect(checkReadsComplementOnly(move, seed)).toEqual([]);
  });
  it('leaves exact draws exact after one step', () => {
    expect(checkOneStepInvariance(move, 2500, seed)).toEqual([]);
  });
  it('obeys detailed balance between the cells of a lattice', () => {
    expect(checkDetailedBalance(move, 5000, seed)).toEqual([]);
  });
  it.each([1, 5])('recovers a Gaussian cut off at zero in %i dimensions', (dim) => {
    expect(checkTruncatedNormal(onlyMove(move), dim, options)).toEqual([]);
  });
  it('recovers the uniform distribution on a simplex', () => {
    expect(checkSimplex(onlyMove(move), 4, options)).toEqual([]);
  });
  it('recovers an angle cut in its most likely place', () => {
    expect(checkAngle(onlyMove(move), options)).toEqual([]);
  });
  it(`maps chains to chains under ${invariance} maps of space`, () => {
    expect(checkInvariance(move, invariance, seed)).toEqual([]);
  });
});

describe('the default mixture', () => {
  const mix = parseMoveMix(defaultMoves);
  it('recovers a correlated Gaussian', () => {
    expect(checkJointStructure(mix, { walkers: 20, steps: 3000, leastEss: 2000, seed })).toEqual([]);
  });
  it('recovers a Gaussian cut off at zero in 10 dimensions', () => {
    expect(checkTruncatedNormal(mix, 10, { walkers: 20, steps: 6000, leastEss: 500, seed })).toEqual([]);
  });
});
