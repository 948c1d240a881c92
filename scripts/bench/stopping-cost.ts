/**
 * What the looks of a stop rule cost beside the sampling: `npx tsx scripts/bench/stopping-cost.ts`. CPU time, not the clock, so that other
 * work on the machine matters little. Every run waits for a goal on a correlated normal density, whose call is left at the few hundredths
 * of a microsecond that it takes, or made to take one; what the looks are of a run with a likelihood of 1 ms is computed from the
 * calls. Each case has a process of its own, in which it is run twice: in the first run the program's code is compiled too.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chainColumns } from '../../src/chain/columns.js';
import { createJournal } from '../../src/chain/journal.js';
import { followChain } from '../../src/chain/reader.js';
import { createGoalCheck } from '../../src/draw/goal-check.js';
import type { Goal } from '../../src/draw/assess-chain.js';
import { sample } from '../../src/run/sample.js';
import { defaultMoves } from '../../src/sampler/moves/registry.js';
import { defaultWalkers } from '../../src/sampler/start.js';
import type { Target } from '../../src/target.js';

const ENSEMBLES = 4;
/** Draws that are nearly independent: none can be left out where all of them are asked for. */
const LEARNT = 'independence:0.8,de:0.1,snooker:0.05,stretch:0.05';
const MAX_STEPS = 200_000;
const LIKELIHOOD_SECONDS = 1e-3;
const CASES: readonly Case[] = [
  [1, 1, defaultMoves, 4000],
  [2, 1, defaultMoves, 4000],
  [3, 1, defaultMoves, 4000],
  [5, 1, defaultMoves, 4000],
  [10, 1, defaultMoves, 4000],
  [17, 1, defaultMoves, 4000],
  [27, 1, defaultMoves, 400],
  [27, 1, defaultMoves, 4000],
  [27, 20, defaultMoves, 8000],
  [2, 1, defaultMoves, ['x0', 'q95:x1'], 0.003],
  [10, 1, defaultMoves, ['x0'], 0.01],
  [10, 1, defaultMoves, ['x0', 'x1', 'x2', 'x3', 'x4', 'x5', 'x6', 'x7', 'x8', 'x9'], 0.01],
  [17, 1, LEARNT, 400],
  [17, 1, LEARNT, 4000],
  [17, 1, LEARNT, 100_000],
  [17, 1, LEARNT, 400_000],
  [27, 1, LEARNT, 400_000],
];
type Case = readonly [
  dim: number,
  thin: number,
  moves: string,
  goal: number | readonly string[],
  error?: number,
];

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** Work without a result that takes about a microsecond beside the density: how many turns of a loop is measured first. */
let turns = 0;
const spin = (): void => {
  let x = 1;
  for (let i = 0; i < turns; i++) x = Math.sqrt(x + i);
  // Never true: the loop must not be left out.
  if (x < 0) turns = 0;
};
function calibrate(): void {
  turns = 100_000;
  for (let k = 0; k < 100; k++) spin();
  const before = cpu();
  for (let k = 0; k < 100; k++) spin();
  turns = Math.round((1e-6 / (cpu() - before)) * 100 * turns);
}

let calls = 0;
const normal = (dim: number): Target => ({
  coordinates: Array.from({ length: dim }, (_, k) => ({
    id: `x${k}`,
    unit: '1',
    latex: `x_{${k}}`,
    support: [-Infinity, Infinity],
    prior: null,
    start: (u) => 4 * u - 2,
  })),
  terms: [],
  derived: [{ id: 'sum', unit: '1', latex: 's' }],
  evaluate(theta, count, out) {
    calls += count;
    for (let i = 0; i < count; i++) {
      spin();
      let [sum, before] = [0, 0];
      for (let k = 0; k < dim; k++) {
        const x = theta[i * dim + k];
        sum += (x - 0.9 * before) ** 2;
        before = x;
      }
      out.logPosterior[i] = -sum / 2;
    }
  },
  derive(theta, at, out, outAt) {
    out[outAt] = 0;
    for (let k = 0; k < dim; k++) out[outAt] += theta[at + k];
  },
});

interface Cost {
  readonly steps: number;
  readonly looks: number;
  readonly saidNo: number;
  readonly lastLook: number;
  /** Kept steps per step of the last look. */
  readonly every: number;
  readonly commits: number;
  readonly sampling: number;
  readonly calls: number;
}

/** An effective size of every quantity, or errors of some that are named. */
function goalOf([, , , goal, error]: Case): Goal {
  return typeof goal === 'number'
    ? { until_ess: goal }
    : { until_mcse: Object.fromEntries(goal.map((name) => [name, error!])) };
}

async function run(which: Case): Promise<Cost> {
  const [dim, thin, moves] = which;
  const target = normal(dim);
  const folder = mkdtempSync(join(tmpdir(), 'licmc-bench-'));
  const path = join(folder, 'chain.arrows');
  const journal = createJournal(path, chainColumns(target), {
    document: {},
    seed: '1',
    version: '0',
    configSha256: '',
  });
  const ask = createGoalCheck(followChain(path), goalOf(which));
  let [saidNo, lastLook, every, looks, commits] = [0, 0, 0, 0, 0];
  calls = 0;
  const began = cpu();
  const { steps } = await sample({
    target,
    threads: 0,
    settings: { seed: '1', ensembles: ENSEMBLES, walkers: defaultWalkers(dim), warmup: 1000, thin, moves },
    interval: 100,
    stop: {
      maxSteps: MAX_STEPS,
      firstCheck: 1000,
      check: (at) => {
        const before = cpu();
        const outlook = ask(at);
        looks++;
        every = outlook.assessment?.every ?? every;
        if (outlook.met) lastLook += cpu() - before;
        else saidNo += cpu() - before;
        return outlook;
      },
    },
    commit: (blocks) => {
      const before = cpu();
      journal.commit(blocks);
      commits += cpu() - before;
    },
  });
  const sampling = cpu() - began - saidNo - lastLook - commits;
  journal.close();
  rmSync(folder, { recursive: true });
  return { steps, looks, saidNo, lastLook, every, commits, sampling, calls };
}

/** Both runs of a case in a process of their own. */
function inFreshProcess(index: number, density: 'free' | 'slow'): [first: Cost, second: Cost] {
  const { stdout, status } = spawnSync(
    process.execPath,
    [...process.execArgv, fileURLToPath(import.meta.url), '--case', String(index), density],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (status !== 0) throw new Error(`case ${index}: the process ended with ${String(status)}`);
  return JSON.parse(stdout) as [Cost, Cost];
}

const [, , flag, index, density] = process.argv;
if (flag === '--case') {
  if (density === 'slow') calibrate();
  const costs = [await run(CASES[Number(index)]), await run(CASES[Number(index)])];
  process.stdout.write(JSON.stringify(costs));
} else {
  process.stdout.write(
    [
      '| moves | d | thin | goal | steps | looks | every | said no / s | last / s | commits / s | sampling / s | looks, of the sampling | in the first run | with a density of 1 us | in the first run | looks, of a 1 ms likelihood |',
      '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
      '',
    ].join('\n'),
  );
  CASES.forEach((which, i) =>
    process.stdout.write(line(which, inFreshProcess(i, 'free'), inFreshProcess(i, 'slow'))),
  );
}

function line(
  [dim, thin, moves, goal, error]: Case,
  [first, cost]: [Cost, Cost],
  [slowFirst, slow]: [Cost, Cost],
): string {
  const looks = ({ saidNo, lastLook }: Cost): number => saidNo + lastLook;
  const ofSampling = [cost, first, slow, slowFirst].map((one) => (looks(one) / one.sampling).toFixed(2));
  const seconds = [cost.saidNo, cost.lastLook, cost.commits, cost.sampling].map((part) => part.toFixed(2));
  const ofLikelihood = `${((100 * looks(cost)) / (cost.calls * LIKELIHOOD_SECONDS)).toFixed(2)} %`;
  const kind = moves === LEARNT ? 'learnt' : 'default';
  const cells = [
    kind,
    dim,
    thin,
    typeof goal === 'number' ? goal : `error ${String(error)} of ${goal.length}`,
    cost.steps,
    cost.looks,
    cost.every,
    ...seconds,
    ...ofSampling,
    ofLikelihood,
  ];
  return `| ${cells.join(' | ')} |\n`;
}
