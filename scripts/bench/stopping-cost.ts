/**
 * What assessing and committing cost beside the sampling: `npx tsx scripts/bench/stopping-cost.ts`. CPU time of this process, not
 * the clock, so that other work on the machine matters little. Both runs wait for a goal on a 27-dimensional normal density.
 *
 * - slow: the likelihood is taken to cost 1 ms (it is not waited for: the calls are counted), thin 20 as in lic.yaml and thin 1.
 * - free: the density itself, a microsecond, so that the checks stand beside the cheapest sampling there is.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chainColumns } from '../../src/chain/columns.js';
import { createJournal } from '../../src/chain/journal.js';
import { openChain } from '../../src/chain/reader.js';
import { assessDraws } from '../../src/draw/assess-chain.js';
import { createGoalCheck } from '../../src/draw/goal-check.js';
import { sample } from '../../src/run/sample.js';
import { defaultMoves } from '../../src/sampler/moves/registry.js';
import type { Target } from '../../src/target.js';

const DIM = 27;
const WALKERS = 66;
const ENSEMBLES = 4;
const LIKELIHOOD_SECONDS = 1e-3;
const folder = mkdtempSync(join(tmpdir(), 'licmc-bench-'));

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

let calls = 0;
const target: Target = {
  coordinates: Array.from({ length: DIM }, (_, k) => ({
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
      let [sum, before] = [0, 0];
      for (let k = 0; k < DIM; k++) {
        const x = theta[i * DIM + k];
        sum += (x - 0.9 * before) ** 2;
        before = x;
      }
      out.logPosterior[i] = -sum / 2;
    }
  },
  derive(theta, at, out, outAt) {
    out[outAt] = 0;
    for (let k = 0; k < DIM; k++) out[outAt] += theta[at + k];
  },
};

interface Cost {
  readonly steps: number;
  readonly looks: number;
  readonly saidNo: number;
  readonly lastLook: number;
  readonly commits: number;
  readonly all: number;
  readonly calls: number;
}

async function run(thin: number, untilEss: number, maxSteps: number): Promise<Cost> {
  const path = join(folder, `thin-${thin}.arrows`);
  const journal = createJournal(path, chainColumns(target), {
    document: {},
    seed: '1',
    version: '0',
    configSha256: '',
  });
  const ask = createGoalCheck(() => openChain(path), { until_ess: untilEss });
  let [saidNo, lastLook, looks, commits] = [0, 0, 0, 0];
  calls = 0;
  const began = cpu();
  const { steps } = await sample({
    target,
    threads: 0,
    settings: { seed: '1', ensembles: ENSEMBLES, walkers: WALKERS, warmup: 1000, thin, moves: defaultMoves },
    interval: 100,
    stop: {
      maxSteps,
      firstCheck: 1000,
      check: (at) => {
        const before = cpu();
        const outlook = ask(at);
        looks++;
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
  return { steps, looks, saidNo, lastLook, commits, all, calls };
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;
const rows: string[] = [];
for (const [thin, ess, most] of [
  [20, 8000, 10_000],
  [1, 4000, 5_000],
] as const) {
  const cost = await run(thin, ess, most);
  const slow = cost.calls * LIKELIHOOD_SECONDS;
  const sampling = cost.all - cost.saidNo - cost.lastLook - cost.commits;
  rows.push(
    `| ${thin} | ${cost.steps} | ${cost.looks} | ${cost.saidNo.toFixed(2)} | ${cost.lastLook.toFixed(2)} | ${cost.commits.toFixed(2)} | ${sampling.toFixed(1)} | ${percent(cost.saidNo + cost.lastLook, slow)} | ${percent(cost.commits, slow)} | ${percent(cost.saidNo, sampling)} |`,
  );
  const chain = openChain(join(folder, `thin-${thin}.arrows`));
  const before = cpu();
  assessDraws(chain, {});
  process.stderr.write(
    `thin ${thin}: one full assessment of ${chain.length * WALKERS * ENSEMBLES} rows x 28 columns: ${(cpu() - before).toFixed(2)} s; journal ${(statSync(chain.path).size / 1e6).toFixed(0)} MB\n`,
  );
  chain.close();
}
rmSync(folder, { recursive: true });
process.stdout.write(
  [
    '| thin | steps | looks | looks that said no / s | last look / s | commits / s | sampling / s | looks, of a 1 ms likelihood | commits, of a 1 ms likelihood | looks that said no, of the sampling |',
    '| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    '',
  ].join('\n'),
);
