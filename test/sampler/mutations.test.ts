/**
 * Known ways to get an ensemble sampler wrong, each put in on purpose: the check named in the test must complain. A check
 * that stays silent here proves nothing in moves.test.ts. The complaints must also come from the mutation alone, so each mutation
 * wraps the real move or step and changes one thing.
 */
import { describe, expect, it } from 'vitest';
import { deHop } from '../../src/sampler/moves/differential-evolution.js';
import type { Move } from '../../src/sampler/moves/move.js';
import { snooker } from '../../src/sampler/moves/snooker.js';
import { stretch } from '../../src/sampler/moves/stretch.js';
import { step, updateHalf } from '../../src/sampler/step.js';
import { checkTruncatedNormal } from './checks/boundaries.js';
import { checkReadsComplementOnly, checkStepComplements } from './checks/complement-purity.js';
import { onlyMove } from './checks/density.js';
import { checkDetailedBalance } from './checks/detailed-balance.js';
import { checkJointStructure } from './checks/joint-structure.js';
import { checkOneStepInvariance } from './checks/one-step-invariance.js';
import { checkProposalIndependence } from './checks/proposal-independence.js';
import { moveTable } from './move-table.js';

const seed = '1';
const options = { walkers: 20, steps: 2000, leastEss: 200, seed };

/** A complaint about a number that is off, not one that too little was tested. */
const wrongNumber = [expect.stringMatching(/z = |chi2|D sqrt/)];

/** The move with its log Hastings ratio changed. */
function withRatio(move: Move, change: (ratio: number, dim: number) => number): Move {
  return {
    ...move,
    propose: (x, xAt, complement, rng, out, outAt) =>
      change(move.propose(x, xAt, complement, rng, out, outAt), complement.dim),
  };
}

const wrongRatios: readonly { readonly name: string; readonly move: Move }[] = [
  { name: 'stretch with exponent dim', move: withRatio(stretch, (ratio, dim) => (ratio * dim) / (dim - 1)) },
  { name: 'stretch without its ratio', move: withRatio(stretch, () => 0) },
  {
    name: 'snooker without its Jacobian',
    move: withRatio(snooker, (ratio) => (ratio === -Infinity ? ratio : 0)),
  },
  { name: 'snooker with the Jacobian upside down', move: withRatio(snooker, (ratio) => -Math.abs(ratio)) },
];

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

describe.each(moveTable)('one increment shared by all walkers of a half: $move.name', ({ move }) => {
  it('fails the proposal independence', () => {
    let half: unknown = null;
    let active = 0;
    const increment = new Float64Array(100);
    const shared: Move = {
      ...move,
      prepare(complement) {
        move.prepare?.(complement);
        half = null;
      },
      propose(x, xAt, complement, rng, out, outAt) {
        const { dim, rows } = complement;
        if (half !== rows || active === rows.length) {
          [half, active] = [rows, 0];
          move.propose(x, xAt, complement, rng, out, outAt);
          for (let k = 0; k < dim; k++) increment[k] = out[outAt + k] - x[xAt + k];
        }
        active++;
        for (let k = 0; k < dim; k++) out[outAt + k] = x[xAt + k] + increment[k];
        return 0;
      },
    };
    expect(checkProposalIndependence(shared, 4000, seed)).not.toEqual([]);
  });
});

describe.each(moveTable)('the walker itself in the complement: $move.name', ({ move }) => {
  const self: Move = {
    ...move,
    propose: (x, xAt, complement, rng, out, outAt) => {
      const rows = Int32Array.from([...complement.rows, xAt / complement.dim]);
      return move.propose(x, xAt, { ...complement, rows }, rng, out, outAt);
    },
  };
  it('fails the complement purity', () => {
    expect(checkReadsComplementOnly(self, seed)).not.toEqual([]);
  });
});

describe('a step with the wrong complement fails the complement purity', () => {
  it('when the second half is updated against itself', () => {
    const wrong: typeof step = (state, target, mix, rng, workspace) => {
      for (let i = 0; i < state.walkers; i++) workspace.order[i] = i;
      const [first, second] = workspace.halves;
      updateHalf(state, target, mix, 0, first.rows, second, rng, workspace);
      updateHalf(state, target, mix, 0, second.rows, second, rng, workspace);
    };
    expect(checkStepComplements(wrong, seed)).not.toEqual([]);
  });
  it('when the second half sees where the first was before the step', () => {
    const wrong: typeof step = (state, target, mix, rng, workspace) => {
      for (let i = 0; i < state.walkers; i++) workspace.order[i] = i;
      const [first, second] = workspace.halves;
      const stale = { ...first, theta: state.theta.slice() };
      updateHalf(state, target, mix, 0, first.rows, second, rng, workspace);
      updateHalf(state, target, mix, 0, second.rows, stale, rng, workspace);
    };
    expect(checkStepComplements(wrong, seed)).not.toEqual([]);
  });
  it('when a half is updated twice and the other never', () => {
    const wrong: typeof step = (state, target, mix, rng, workspace) => {
      for (let i = 0; i < state.walkers; i++) workspace.order[i] = i;
      const [first, second] = workspace.halves;
      for (let i = 0; i < 2; i++) updateHalf(state, target, mix, 0, first.rows, second, rng, workspace);
    };
    expect(checkStepComplements(wrong, seed)).not.toEqual([]);
  });
});

describe('a wall handled wrongly fails the boundary checks', () => {
  it('when a proposal beyond zero is folded back onto it', () => {
    const clamped: Move = {
      ...deHop,
      propose(x, xAt, complement, rng, out, outAt) {
        const ratio = deHop.propose(x, xAt, complement, rng, out, outAt);
        for (let k = 0; k < complement.dim; k++) out[outAt + k] = Math.max(1e-12, out[outAt + k]);
        return ratio;
      },
    };
    expect(checkTruncatedNormal(onlyMove(clamped), 1, options)).toEqual(expect.arrayContaining(wrongNumber));
  });
});
