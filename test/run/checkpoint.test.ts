import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.js';
import { streamRng } from '../../src/math/rng.js';
import { readAcceptance } from '../../src/run/acceptance.js';
import { decodeCheckpoint, encodeCheckpoint } from '../../src/run/checkpoint.js';
import { createEnsemble, type EnsembleState } from '../../src/sampler/ensemble.js';

const rng = streamRng('checkpoint');

function filled(): EnsembleState {
  const state = createEnsemble(3, 6, 2, 2, ['de', 'stretch'], 5);
  const { evaluations, counts } = state;
  const odd = [5e-324, -0, 1e308, 0.1 + 0.2, -Number.MAX_VALUE, Math.PI];
  state.theta.set([...odd, ...odd.map((x) => -x)]);
  for (const array of [evaluations.logPosterior, evaluations.logLikelihood]) array.set(odd);
  evaluations.logPrior.fill(NaN);
  for (let i = 0; i < 12; i++) evaluations.terms[i] = rng.normal();
  state.tuning.set([2, 0.1, -0, 1e-300, 7]);
  state.memory.push(
    state.theta.map((x) => x / 3),
    state.theta.map((x) => -x),
  );
  state.iteration = 2 ** 33 + 1;
  counts.steps = 10;
  counts.accepted.set([0, 1, 2, 3, 4, 10]);
  counts.moveProposed.set([40, 20]);
  counts.moveAccepted.set([15, 5]);
  return state;
}

describe('a checkpoint', () => {
  it('restores every bit of the state and the stream', () => {
    const state = filled();
    const bytes = encodeCheckpoint(state, rng.state());
    // at an odd offset of a larger buffer, as a reader of a file would hand it over
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    for (const copy of [bytes, shifted.subarray(3)]) {
      const decoded = decodeCheckpoint(copy);
      expect(decoded.state).toEqual(state); // tells -0 from 0
      expect(decoded.rng).toEqual(rng.state());
      expect(encodeCheckpoint(decoded.state, decoded.rng)).toEqual(bytes);
    }
  });

  it('is refused when cut, prolonged, of another kind or of another version', () => {
    const bytes = encodeCheckpoint(filled(), rng.state());
    const renamed = bytes.slice();
    renamed[7] = '9'.charCodeAt(0);
    const garbled = bytes.slice();
    garbled[12] = 0;
    const wrong = [
      new Uint8Array(),
      bytes.slice(0, 7),
      bytes.slice(0, 40),
      bytes.slice(0, -1),
      renamed,
      garbled,
    ];
    for (const bad of [...wrong, Uint8Array.from([...bytes, 0])])
      expect(() => decodeCheckpoint(bad)).toThrow(InputError);
  });

  it('tells the acceptance', () => {
    expect(readAcceptance(encodeCheckpoint(filled(), rng.state()))).toEqual({
      ensemble: 3,
      steps: 10,
      acceptance: 20 / 60,
      walkers: [0, 0.1, 0.2, 0.3, 0.4, 1],
      moves: [
        { name: 'de', proposed: 40, accepted: 15 },
        { name: 'stretch', proposed: 20, accepted: 5 },
      ],
    });
  });
});
