/** The part of `tuning.ts` on how much was drawn: too few walkers, too short a run. */
import { autoregressive, box, cluster, densityTarget, gauss } from './density-target.js';
import { moments, tooFew, tooShortFor } from './independent-draws.js';
import { isDrawn, type Pathology } from './pathology.js';

const ids = (dim: number): string[] => Array.from({ length: dim }, (_, k) => `x${k}`);
const near = (dim: number): Record<string, (u: number) => number> =>
  Object.fromEntries(ids(dim).map((id) => [id, cluster(0, 2)]));

const small = { ensembles: 2, thin: 1 } as const;
const tooFewWalkers: Pathology[] = [
  {
    name: 'two ensembles of two walkers in one dimension',
    cause: 'too_few_walkers',
    parameters: ['rate'],
    target: densityTarget({
      priors: { rate: [0, 100] },
      starts: { rate: cluster(20, 8) },
      logLikelihood: ([r]) => 20 * Math.log(r) - r,
    }),
    settings: { ...small, walkers: 2, steps: 1500, moves: 'stretch', seed: 't15' },
    // A stretch move keeps the order of two walkers on a line: neither can draw from the whole posterior, however long the run.
    present: (run) => {
      if (!isDrawn(run)) return false;
      const [a, b] = run.draws.walkerSeries('rate');
      return a.every((v, i) => v < b[i] === a[0] < b[0]);
    },
  },
  {
    // tau 17 steps: 400 steps are 24 of them; sixteen walkers have 370 independent draws.
    name: 'two ensembles of eight walkers in four dimensions',
    cause: 'too_few_walkers',
    parameters: ids(4),
    target: densityTarget({ priors: box(4, -20, 20), logLikelihood: (x) => autoregressive(x, 0.7) }),
    settings: { ...small, walkers: 8, steps: 330, seed: 't16' },
    present: tooFew(moments(ids(4), 0, 1)),
  },
  {
    name: 'three ensembles of four walkers on an angle and a radius',
    cause: 'too_few_walkers',
    parameters: ['angle', 'log_radius'],
    target: densityTarget({
      priors: { angle: [-3, 3], log_radius: [-5, 5] },
      starts: { angle: cluster(0.5, 0.5), log_radius: cluster(0, 0.5) },
      logLikelihood: ([a, r]) =>
        gauss(Math.exp(r) * Math.cos(a), 0.9, 0.1) + gauss(Math.exp(r) * Math.sin(a), 0.5, 0.1),
    }),
    settings: { ensembles: 3, walkers: 4, thin: 1, steps: 800, moves: 'stretch', seed: 't17' },
    // In the radius r = 1.03 both sds are 0.1 / r.
    present: tooFew({
      angle: [Math.atan2(0.5, 0.9), 0.0971],
      log_radius: [Math.log(Math.hypot(0.9, 0.5)), 0.0971],
    }),
  },
];

const tooShort: Pathology[] = [
  {
    // tau 80 steps with stretch moves.
    name: 'eight dimensions, stretch moves, 200 steps',
    cause: 'too_short',
    parameters: ids(8),
    target: densityTarget({ priors: box(8, -20, 20), logLikelihood: (x) => autoregressive(x, 0.9) }),
    settings: { steps: 200, warmup: 800, moves: 'stretch', seed: 't18' },
    present: tooShortFor(moments(ids(8), 0, 1)),
  },
  {
    // tau 114 steps (docs/sampler.md).
    name: 'twenty-seven dimensions, 300 steps',
    cause: 'too_short',
    parameters: ids(27),
    target: densityTarget({ priors: box(27, -20, 20), logLikelihood: (x) => autoregressive(x, 0.9) }),
    settings: { steps: 300, walkers: 66, warmup: 900, thin: 4, seed: 't19' },
    present: tooShortFor(moments(ids(27), 0, 1)),
  },
  {
    name: 'a bent valley in three dimensions, 150 steps',
    cause: 'too_short',
    parameters: ['x0', 'x1', 'x2'],
    target: densityTarget({
      priors: box(3, -20, 40),
      starts: near(3),
      logLikelihood: (x) => gauss(x[0], 0, 2) + gauss(x[1] - x[0] ** 2, 0, 0.3) + gauss(x[2] - x[0], 0, 0.3),
    }),
    settings: { steps: 150, warmup: 300, moves: 'stretch', seed: 't20' },
    // x1 is x0^2 with an sd of 0.3: mean 4, variance 2 * 4^2 + 0.09.
    present: tooShortFor({ x0: [0, 2], x1: [4, Math.sqrt(32.09)], x2: [0, Math.sqrt(4.09)] }),
  },
];

export const tuningLengths: readonly Pathology[] = [...tooFewWalkers, ...tooShort];
