/** Cost of the sampler itself: per proposal, one step divided by its walkers. `npx vitest bench test/sampler`. */
import { bench, describe } from 'vitest';
import { streamRng } from '../../src/math/rng.js';
import { defaultMoves, parseMoveMix } from '../../src/sampler/moves/registry.js';
import { defaultWalkers, drawStart } from '../../src/sampler/start.js';
import { createWorkspace, step } from '../../src/sampler/step.js';
import { standardNormal, targetOf } from './checks/density.js';

const dim = 17;
const walkers = defaultWalkers(dim);

describe(`one step of ${walkers} walkers in ${dim} dimensions, standard normal density`, () => {
  for (const spec of [defaultMoves, 'de', 'stretch', 'snooker', 'walk']) {
    const target = targetOf(standardNormal(dim));
    const mix = parseMoveMix(spec);
    const rng = streamRng('bench');
    const state = drawStart(target, 0, walkers, mix, rng);
    const workspace = createWorkspace(state);
    bench(spec, () => step(state, target, mix, rng, workspace));
  }
  const target = targetOf(standardNormal(dim));
  const state = drawStart(target, 0, walkers, parseMoveMix('de'), streamRng('bench'));
  bench('the density alone', () => target.evaluate(state.theta, walkers, state.evaluations));
});
