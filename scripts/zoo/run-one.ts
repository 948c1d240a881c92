/** One run of the zoo, as a user of the library makes it: sample until the verdict says converged, then compare with the truth. */
import type { Block } from '../../src/chain/block.js';
import type { Draws } from '../../src/chain/draws.js';
import type { Chain } from '../../src/chain/reader.js';
import type { ChainSummary } from '../../src/diagnostics/summary.js';
import { assessDraws, type Assessment } from '../../src/draw/assess-chain.js';
import { createGoalCheck } from '../../src/draw/goal-check.js';
import { namedErrors } from '../../src/draw/named-quantity.js';
import { quantiles } from '../../src/math/quantile.js';
import { sample } from '../../src/run/sample.js';
import { defaultWalkers } from '../../src/sampler/start.js';
import type { Target } from '../../src/target.js';
import { memoryChain } from './memory-chain.js';
import type { Plan } from './plan.js';
import { heldOut, unseen, zoo } from './targets.js';
import { heldOutTruth, truth, unseenTruth, type Known } from './zoo-target.js';

/** A statistic of one quantity against the truth. */
export interface Deviation {
  readonly id: string;
  readonly statistic: 'mean' | 'sd' | 'q05' | 'q95';
  /** In Monte Carlo standard errors as the diagnostics tell them; Infinity where they tell none, or there is none (null in JSON). */
  readonly mcse: number;
  /** In standard deviations of the posterior. */
  readonly sd: number;
}

/** A line of results.jsonl. */
export interface Row {
  readonly id: string;
  readonly converged: boolean;
  /** Steps after warm-up. */
  readonly steps: number;
  readonly problems: readonly string[];
  /** Statistics that have a standard error, and those among them that are off by more than 4 of it. */
  readonly compared: number;
  readonly beyond4: number;
  /** Of these off by most MCSE. */
  readonly worst: Deviation;
  /** Off by more than 5 MCSE and 0.2 standard deviations, and of these by most standard deviations; null where there is none. */
  readonly wrong: Deviation | null;
}

export async function runOne(plan: Plan): Promise<Row> {
  const { target, sdHasError } = [...zoo, ...heldOut, ...unseen].find(({ name }) => name === plan.target)!;
  const { chain, assessment, steps } = await drawAsUser(target, plan);
  const { quantities } = { ...truth.targets, ...heldOutTruth.targets, ...unseenTruth.targets }[plan.target];
  const deviations = quantities.flatMap((known) => compare(chain, assessment.summary, known, sdHasError));
  const most = (list: readonly Deviation[], by: 'mcse' | 'sd'): Deviation =>
    list.reduce((a, b) => (b[by] > a[by] ? b : a));
  const comparable = deviations.filter(({ statistic }) => statistic !== 'sd' || sdHasError);
  const wrong = deviations.filter(({ mcse, sd }) => mcse > 5 && sd > 0.2);
  return {
    id: plan.id,
    converged: assessment.converged,
    steps,
    problems: assessment.problems.map(({ code }) => code),
    compared: comparable.length,
    beyond4: comparable.filter(({ mcse }) => mcse > 4).length,
    worst: most(comparable, 'mcse'),
    wrong: wrong.length === 0 ? null : most(wrong, 'sd'),
  };
}

interface Drawn {
  readonly chain: Chain;
  readonly assessment: Assessment;
  readonly steps: number;
}

/** As `drawChain` does it, but in memory. */
export async function drawAsUser(target: Target, { regime, moves, thin, seed }: Plan): Promise<Drawn> {
  const { ensembles, warmup, interval, firstCheck, maxSteps, untilEss } = regime;
  const walkers = defaultWalkers(target.coordinates.length);
  const goal = { until_ess: untilEss };
  const groups: Block[][] = [];
  const read = (): Chain => memoryChain(target, walkers, groups);
  const check = createGoalCheck(read, goal);
  const { steps } = await sample({
    target,
    threads: 0,
    settings: { seed, ensembles, walkers, warmup, thin, moves },
    interval,
    stop: { maxSteps, firstCheck, check },
    commit: (group) => {
      if (group[0].steps.length > 0) groups.push([...group]);
    },
  });
  const chain = read();
  // That of the last look once more, with standard errors.
  const assessment = assessDraws(chain, goal);
  return { chain, assessment, steps };
}

function compare(draws: Draws, { quantities }: ChainSummary, known: Known, sdHasError: boolean): Deviation[] {
  const summary = quantities.find(({ id }) => id === known.id)!;
  const series = draws.walkerSeries(known.id);
  const [q05, q95] = quantiles(Float64Array.from(series.flatMap((walker) => [...walker])), [0.05, 0.95]);
  const errors = namedErrors(draws, [`q5:${known.id}`, `q95:${known.id}`]);
  const deviation = (statistic: Deviation['statistic'], value: number, error: number): Deviation => {
    const off = Math.abs(value - known[statistic]);
    const mcse = error > 0 ? round(off / error) : Infinity;
    return { id: known.id, statistic, mcse, sd: round(off / known.sd) };
  };
  return [
    deviation('mean', summary.mean, summary.mcseMean),
    deviation('sd', summary.sd, sdHasError ? summary.mcseSd : NaN),
    deviation('q05', q05, errors.get(`q5:${known.id}`)!),
    deviation('q95', q95, errors.get(`q95:${known.id}`)!),
  ];
}

/** Four digits: enough to tell runs apart, and few to store. */
function round(x: number): number {
  return Number(x.toPrecision(4));
}
