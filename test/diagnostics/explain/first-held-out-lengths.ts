/** The part of `first-held-out.ts` on how much was drawn: too few walkers, too short a run. */
import { autoregressive, box, cluster, densityTarget, type CasePrior } from './density-target.js';
import { moments, tooFew, tooShortFor } from './independent-draws.js';
import { type Pathology } from './pathology.js';

const ids = (dim: number): string[] => Array.from({ length: dim }, (_, k) => `x${k}`);

const small = { ensembles: 2, thin: 1 } as const;
const tooFewWalkers: Pathology[] = [
  {
    // tau 44 steps with four walkers: 1,100 steps are 25 of them, and eight walkers have 200 independent draws.
    name: 'two ensembles of four walkers in two dimensions',
    cause: 'too_few_walkers',
    parameters: ['x0', 'x1'],
    target: densityTarget({ priors: box(2, -20, 20), logLikelihood: (x) => autoregressive(x, 0.9) }),
    settings: { ...small, walkers: 4, steps: 1100, moves: 'stretch', seed: 'h16' },
    present: tooFew(moments(ids(2), 0, 1)),
  },
  {
    // tau 12 steps: 260 steps are 22 of them; twelve walkers have 260 independent draws.
    name: 'two ensembles of six walkers in three dimensions',
    cause: 'too_few_walkers',
    parameters: ['x0', 'x1', 'x2'],
    target: densityTarget({ priors: box(3, -20, 20), logLikelihood: (x) => autoregressive(x, 0.8) }),
    settings: { ...small, walkers: 6, steps: 260, seed: 'h17' },
    present: tooFew(moments(ids(3), 0, 1)),
  },
  {
    name: 'two ensembles of four walkers for the mean and the scale of a sample',
    cause: 'too_few_walkers',
    parameters: ['mu', 'log_sigma'],
    target: densityTarget({
      priors: { mu: [-50, 50], log_sigma: [-5, 5] },
      starts: { mu: cluster(3, 2), log_sigma: cluster(0.7, 0.5) },
      logLikelihood: ([mu, ls]) => -12 * ls - (12 * ((mu - 3) ** 2 + 4)) / (2 * Math.exp(2 * ls)),
    }),
    settings: { ...small, walkers: 4, steps: 1000, moves: 'stretch', seed: 'h18' },
    // mu is t of 11 degrees of freedom and scale sqrt(4 / 11); sigma^2 an inverse gamma of shape 5.5 and scale 24:
    // mean of ln(sigma) (ln 24 - digamma(5.5)) / 2, variance trigamma(5.5) / 4.
    present: tooFew({ mu: [3, 2 / 3], log_sigma: [0.7835, 0.2232] }),
  },
];

const curve: Record<string, CasePrior> = { a: [-20, 20], b: [-20, 100] };
const tooShort: Pathology[] = [
  {
    // tau 75 steps (docs/sampler.md): 200 steps are less than three of them.
    name: 'a Gaussian of 17 dimensions, 200 steps',
    cause: 'too_short',
    parameters: ids(17),
    target: densityTarget({ priors: box(17, -20, 20), logLikelihood: (x) => autoregressive(x, 0.9) }),
    settings: { steps: 200, walkers: 42, warmup: 600, thin: 4, seed: 'h19' },
    present: tooShortFor(moments(ids(17), 0, 1)),
  },
  {
    // tau beyond a thousand steps for stretch moves.
    name: 'a Rosenbrock valley, 300 steps',
    cause: 'too_short',
    parameters: ['a', 'b'],
    target: densityTarget({
      priors: curve,
      starts: { a: cluster(1, 2), b: cluster(2, 2) },
      logLikelihood: ([a, b]) => -(100 * (b - a * a) ** 2 + (1 - a) ** 2) / 20,
    }),
    settings: { steps: 300, warmup: 300, moves: 'stretch', seed: 'h20' },
    // a is normal(1, sqrt(10)), b is a^2 with an sd of sqrt(0.1): mean 11, variance 2 * 10^2 + 4 * 10 + 0.1.
    present: tooShortFor({ a: [1, Math.sqrt(10)], b: [11, Math.sqrt(240.1)] }),
  },
];

export const firstHeldOutLengths: readonly Pathology[] = [...tooFewWalkers, ...tooShort];
