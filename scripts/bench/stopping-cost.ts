/**
 * What assessing and committing cost beside the sampling: `npx tsx scripts/bench/stopping-cost.ts [--free]`. CPU time of this process, not
 * the clock, so that other work on the machine matters little. Every run waits for a goal on a correlated normal density, whose call
 * is made to take a microsecond, or left at the few hundredths that it takes (`--free`); what the looks are of a run with a likelihood of
 * 1 ms is computed from the calls. A first round of all cases is not told: it is the one in which the program's code is compiled.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chainColumns } from '../../src/chain/columns.js';
import { createJournal } from '../../src/chain/journal.js';
import { openChain } from '../../src/chain/reader.js';
import { createGoalCheck } from '../../src/draw/goal-check.js';
import { sample } from '../../src/run/sample.js';
import { defaultMoves } from '../../src/sampler/moves/registry.js';
import { defaultWalkers } from '../../src/sampler/start.js';
import type { Target } from '../../src/target.js';

const ENSEMBLES = 4;
/** Draws that are nearly independent: none can be left out where all of them are asked for. */
const LEARNT = 'independence:0.8,de:0.1,snooker:0.05,stretch:0.05';
const MAX_STEPS = 200_000;
const LIKELIHOOD_SECONDS = 1e-3;
const folder = mkdtempSync(join(tmpdir(), 'licmc-bench-'));

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** Work without a result that takes about a microsecond beside the density: how many turns of a loop is measured first. */
const free = process.argv.includes('--free');
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
  readonly all: number;
  readonly calls: number;
}

async function run(dim: number, thin: number, moves: string, untilEss: number): Promise<Cost> {
  const target = normal(dim);
  const path = join(folder, `${dim}-${thin}-${moves.length}-${untilEss}.arrows`);
  const journal = createJournal(path, chainColumns(target), {
    document: {},
    seed: '1',
    version: '0',
    configSha256: '',
  });
  const ask = createGoalCheck(() => openChain(path), { until_ess: untilEss });
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
  const all = cpu() - began;
  journal.close();
  rmSync(path);
  return { steps, looks, saidNo, lastLook, every, commits, all, calls };
}

if (!free) calibrate();
const ratio = (part: number, whole: number): string => (part / whole).toFixed(2);
process.stdout.write(
  [
    '| moves | d | thin | goal | steps | looks | every | said no / s | last / s | commits / s | sampling / s | said no, of the sampling | last, of the sampling | looks, of a 1 ms likelihood |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    '',
  ].join('\n'),
);
const CASES = [
  [1, 1, defaultMoves, 4000],
  [2, 1, defaultMoves, 4000],
  [3, 1, defaultMoves, 4000],
  [5, 1, defaultMoves, 4000],
  [10, 1, defaultMoves, 4000],
  [17, 1, defaultMoves, 4000],
  [27, 1, defaultMoves, 400],
  [27, 1, defaultMoves, 4000],
  [27, 20, defaultMoves, 8000],
  [17, 1, LEARNT, 400],
  [17, 1, LEARNT, 4000],
  [17, 1, LEARNT, 100_000],
  [17, 1, LEARNT, 400_000],
  [27, 1, LEARNT, 400_000],
] as const;
for (const told of [false, true])
  for (const [dim, thin, moves, ess] of CASES) {
    const cost = await run(dim, thin, moves, ess);
    if (told) process.stdout.write(line(cost, dim, thin, moves, ess));
  }
rmSync(folder, { recursive: true });

function line(cost: Cost, dim: number, thin: number, moves: string, ess: number): string {
  const slow = cost.calls * LIKELIHOOD_SECONDS;
  const sampling = cost.all - cost.saidNo - cost.lastLook - cost.commits;
  return `| ${moves === LEARNT ? 'learnt' : 'default'} | ${dim} | ${thin} | ${ess} | ${cost.steps} | ${cost.looks} | ${cost.every} | ${cost.saidNo.toFixed(2)} | ${cost.lastLook.toFixed(2)} | ${cost.commits.toFixed(2)} | ${sampling.toFixed(2)} | ${ratio(cost.saidNo, sampling)} | ${ratio(cost.lastLook, sampling)} | ${((100 * (cost.saidNo + cost.lastLook)) / slow).toFixed(2)} % |\n`;
}
