/** The part of `second-held-out.ts` on how much was drawn. The numbers of steps follow from `independent-draws.ts` alone. */
import { box, cluster, densityTarget, gauss, logistic } from './density-target.js';
import { hasTooFewWalkers, isTooShort, moments, type Moments } from './independent-draws.js';
import { isDrawn, type Pathology } from './pathology.js';

const ids = (dim: number): string[] => Array.from({ length: dim }, (_, k) => `x${k}`);
const logisticSd = Math.PI / Math.sqrt(3);

const tooFew =
  (truth: Moments): Pathology['present'] =>
  (run) =>
    isDrawn(run) && hasTooFewWalkers(run.draws, truth);
const tooShort =
  (truth: Moments): Pathology['present'] =>
  (run) =>
    isDrawn(run) && isTooShort(run.draws, truth);

const small = { ensembles: 2, thin: 1 } as const;
const fewWalkers: Pathology[] = [
  {
    name: 'two ensembles of four walkers for an energy and a correlated width in other units',
    cause: 'too_few_walkers',
    parameters: ['energy', 'width'],
    target: densityTarget({
      priors: { energy: [0, 500], width: [-50, 50] },
      starts: { energy: cluster(100, 30), width: cluster(5, 1.5) },
      logLikelihood: ([e, w]) => {
        const [a, b] = [(e - 100) / 20, w - 5];
        return -(a * a + 1.2 * a * b + b * b) / (2 * (1 - 0.36));
      },
    }),
    settings: { ...small, walkers: 4, steps: 900, moves: 'stretch', seed: 'f16' },
    present: tooFew({ energy: [100, 20], width: [5, 1] }),
  },
  {
    // A gamma distribution of shape 16 and rate 2: mean 8, sd 2.
    name: 'two ensembles of six walkers for a rate and two offsets',
    cause: 'too_few_walkers',
    parameters: ['rate', 'offset_1', 'offset_2'],
    target: densityTarget({
      priors: { rate: [0, 100], offset_1: [-20, 20], offset_2: [-20, 20] },
      starts: { rate: cluster(8, 3), offset_1: cluster(1, 1), offset_2: cluster(-1, 1) },
      logLikelihood: ([r, a, b]) => 15 * Math.log(r) - 2 * r + gauss(a, 1, 0.5) + gauss(b, -1, 0.5),
    }),
    settings: { ...small, walkers: 6, steps: 330, seed: 'f17' },
    present: tooFew({ rate: [8, 2], offset_1: [1, 0.5], offset_2: [-1, 0.5] }),
  },
  {
    name: 'three ensembles of four walkers on two logistics',
    cause: 'too_few_walkers',
    parameters: ids(2),
    target: densityTarget({
      priors: box(2, -60, 60),
      starts: { x0: cluster(0, 3), x1: cluster(0, 3) },
      logLikelihood: (x) => logistic(x[0]) + logistic(x[1]),
    }),
    settings: { ensembles: 3, thin: 1, walkers: 4, steps: 1300, moves: 'stretch', seed: 'f18' },
    present: tooFew(moments(ids(2), 0, logisticSd)),
  },
];

const shortRuns: Pathology[] = [
  {
    name: 'twelve independent dimensions of different widths, 120 steps',
    cause: 'too_short',
    parameters: ids(12),
    target: densityTarget({
      priors: box(12, -100, 100),
      starts: Object.fromEntries(ids(12).map((id, k) => [id, cluster(0, 2 * (k + 1))])),
      logLikelihood: (x) => x.reduce((sum, v, k) => sum + gauss(v, 0, k + 1), 0),
    }),
    settings: { steps: 120, warmup: 600, moves: 'de', seed: 'f19' },
    present: tooShort(Object.fromEntries(ids(12).map((id, k) => [id, [0, k + 1] as const]))),
  },
  {
    // Each coordinate is the one before plus a logistic: variances (k + 1) pi^2 / 3.
    name: 'a random walk of ten logistic increments, stretch moves, 150 steps',
    cause: 'too_short',
    parameters: ids(10),
    target: densityTarget({
      priors: box(10, -200, 200),
      starts: Object.fromEntries(ids(10).map((id, k) => [id, cluster(0, 3 * Math.sqrt(k + 1))])),
      logLikelihood: (x) => x.reduce((sum, v, k) => sum + logistic(k === 0 ? v : v - x[k - 1]), 0),
    }),
    settings: { steps: 150, warmup: 800, moves: 'stretch', seed: 'f20' },
    present: tooShort(
      Object.fromEntries(ids(10).map((id, k) => [id, [0, logisticSd * Math.sqrt(k + 1)] as const])),
    ),
  },
];

export const secondHeldOutLengths: readonly Pathology[] = [...fewWalkers, ...shortRuns];
