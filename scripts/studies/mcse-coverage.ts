/**
 * Whether runs that stop at a standard error are as precise as was asked: `npx tsx scripts/studies/mcse-coverage.ts [RUNS]`.
 * Each target is drawn RUNS times (default 200, seeds 1 ... RUNS) until the means of its quantities are known to 5 % of their
 * standard deviations; the errors of those means, against their closed forms, are counted in units of what was asked.
 */
import { sample } from '../../src/run/sample.js';
import type { Block } from '../../src/chain/block.js';
import { createGoalCheck } from '../../src/draw/goal-check.js';
import { defineTarget } from '../../src/draw/define-target.js';
import { mean } from '../../src/math/sum.js';
import { defaultMoves } from '../../src/sampler/moves/registry.js';
import type { Target } from '../../src/target.js';
import { memoryChain } from '../zoo/memory-chain.js';

const runs = Number(process.argv[2] ?? 200);
/** Standard errors asked for, in standard deviations: an effective sample size of 400. */
const ASKED = 0.05;

interface Known {
  readonly name: string;
  readonly target: Target;
  /** Mean and standard deviation by quantity. */
  readonly truth: Readonly<Record<string, readonly [mean: number, sd: number]>>;
}

const targets: readonly Known[] = [
  {
    name: 'normal, correlation 0.95',
    target: defineTarget({
      parameters: { x: { start: [-2, 2] }, y: { start: [-2, 2] } },
      logDensity: ({ x, y }) => -(x * x - 1.9 * x * y + y * y) / (2 * (1 - 0.95 ** 2)),
    }),
    truth: { x: [0, 1], y: [0, 1] },
  },
  {
    name: 'exponential at a wall, and its gamma(3) neighbour',
    target: defineTarget({
      parameters: { e: { min: 0, start: [0, 3] }, g: { min: 0, start: [0.5, 6] } },
      logDensity: ({ e, g }) => -e + 2 * Math.log(g) - g,
    }),
    truth: { e: [1, 1], g: [3, Math.sqrt(3)] },
  },
  {
    name: 'banana',
    target: defineTarget({
      parameters: { x: { start: [-2, 2] }, y: { start: [-1, 5] } },
      logDensity: ({ x, y }) => -0.5 * x * x - 2 * (y - x * x) ** 2,
    }),
    // y = x^2 + 0.5 n: mean 1, variance 2 + 1/4.
    truth: { x: [0, 1], y: [1, 1.5] },
  },
];

process.stdout.write(
  `| target | quantity | runs | within 1.96 asked | mean steps | rms error / asked |\n| --- | --- | ---: | ---: | ---: | ---: |\n`,
);
for (const { name, target, truth } of targets) {
  const goal = {
    until_mcse: Object.fromEntries(Object.entries(truth).map(([id, [, sd]]) => [id, ASKED * sd])),
  };
  const errors = new Map(Object.keys(truth).map((id) => [id, [] as number[]]));
  let steps = 0;
  let missed = 0;
  for (let seed = 1; seed <= runs; seed++) {
    const groups: (readonly Block[])[] = [];
    const chain = () => memoryChain(target, 8, groups);
    const result = await sample({
      target,
      threads: 0,
      settings: { seed: String(seed), ensembles: 4, walkers: 8, warmup: 300, thin: 1, moves: defaultMoves },
      interval: 20,
      stop: { maxSteps: 20_000, firstCheck: 100, check: createGoalCheck(chain, goal) },
      commit: (blocks) => {
        if (blocks[0].steps.length > 0) groups.push(blocks);
      },
    });
    if (result.reason !== 'converged') missed++;
    steps += result.steps;
    const draws = chain();
    for (const [id, [center, sd]] of Object.entries(truth))
      errors.get(id)!.push((mean(draws.column(id)) - center) / (ASKED * sd));
  }
  for (const [id, list] of errors) {
    const within = list.filter((error) => Math.abs(error) < 1.96).length;
    const rms = Math.sqrt(list.reduce((sum, error) => sum + error * error, 0) / list.length);
    process.stdout.write(
      `| ${name} | ${id} | ${runs}${missed > 0 ? ` (${missed} not converged)` : ''} | ${((100 * within) / runs).toFixed(1)} % | ${Math.round(steps / runs)} | ${rms.toFixed(2)} |\n`,
    );
  }
}
