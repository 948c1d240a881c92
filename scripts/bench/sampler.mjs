// What a step costs beside the density: the sampler's own microseconds per proposal on a standard normal density.
import { standardNormal } from './densities.mjs';
import { defaultMoves, parseMoveMix } from '../../dist/sampler/moves/registry.js';
import { defaultWalkers, drawStart } from '../../dist/sampler/start.js';
import { createWorkspace, step } from '../../dist/sampler/step.js';
import { streamRng } from '../../dist/math/rng.js';
import { report, timed } from './measure.mjs';

/** Seconds per proposal of a step, and of the density alone. */
export function stepCost(target, walkers, spec) {
  const mix = parseMoveMix(spec);
  const rng = streamRng('bench');
  const state = drawStart(target, 0, walkers, mix, rng);
  const workspace = createWorkspace(state);
  for (let i = 0; i < 200; i++) step(state, target, mix, rng, workspace);
  const { best, median } = timed(() => step(state, target, mix, rng, workspace));
  const density = timed(() => target.evaluate(state.theta, walkers, state.evaluations)).best / walkers;
  return { best: best / walkers, median: median / walkers, density };
}

export function sampler() {
  const dim = 17;
  const walkers = defaultWalkers(dim);
  const rows = [defaultMoves, 'de', 'stretch', 'snooker'].map((moves) => {
    const { best, median, density } = stepCost(standardNormal(dim), walkers, moves);
    return {
      moves,
      walkers,
      'step us': best * 1e6,
      'median us': median * 1e6,
      'density us': density * 1e6,
      'overhead us': (best - density) * 1e6,
    };
  });
  report('sampler', `Sampler overhead per likelihood call, ${dim} coordinates, one thread`, rows);
}
