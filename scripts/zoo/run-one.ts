/** One run of the zoo, as a user of the library makes it: sample until the verdict says converged, then compare with the truth. */
import { createDraws, type Draws } from '../../src/chain/draws.js';
import type { Block } from '../../src/chain/block.js';
import { mcseQuantile } from '../../src/diagnostics/mcse.js';
import { summarise, type ChainSummary } from '../../src/diagnostics/summary.js';
import { assess, type Verdict } from '../../src/diagnostics/verdict.js';
import { quantiles } from '../../src/math/quantile.js';
import { sample } from '../../src/run/sample.js';
import { defaultWalkers } from '../../src/sampler/start.js';
import type { Plan } from './plan.js';
import { zoo } from './targets.js';
import { truth, type Known, type ZooTarget } from './zoo-target.js';

/** A statistic of one quantity against the truth. */
export interface Deviation {
  readonly id: string;
  readonly statistic: 'mean' | 'sd' | 'q05' | 'q95';
  /** In Monte Carlo standard errors as the diagnostics tell them; Infinity where they tell none (null in JSON). */
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
  /** Statistics compared, and those among them that are off by more than 4 MCSE. */
  readonly compared: number;
  readonly beyond4: number;
  /** Off by most MCSE. */
  readonly worst: Deviation;
  /** Off by more than 5 MCSE and 0.2 standard deviations, and of these by most standard deviations; null where there is none. */
  readonly wrong: Deviation | null;
}

export async function runOne(plan: Plan): Promise<Row> {
  const entry = zoo.find(({ name }) => name === plan.target)!;
  const { draws, verdict, steps } = await drawAsUser(entry, plan);
  const deviations = truth.targets[plan.target].quantities.flatMap((known) =>
    compare(draws, verdict.summary, known),
  );
  const most = (list: readonly Deviation[], by: 'mcse' | 'sd'): Deviation =>
    list.reduce((a, b) => (b[by] > a[by] ? b : a));
  const wrong = deviations.filter(({ mcse, sd }) => mcse > 5 && sd > 0.2);
  return {
    id: plan.id,
    converged: verdict.converged,
    steps,
    problems: verdict.problems.map(({ code }) => code),
    compared: deviations.length,
    beyond4: deviations.filter(({ mcse }) => mcse > 4).length,
    worst: most(deviations, 'mcse'),
    wrong: wrong.length === 0 ? null : most(wrong, 'sd'),
  };
}

interface Drawn {
  readonly draws: Draws;
  readonly verdict: Verdict & { readonly summary: ChainSummary };
  readonly steps: number;
}

async function drawAsUser({ target }: ZooTarget, { regime, moves, thin, seed }: Plan): Promise<Drawn> {
  const walkers = defaultWalkers(target.coordinates.length);
  const ids = [...target.coordinates, ...target.derived].map(({ id }) => id);
  const blocks: Block[][] = [];
  let judged: { readonly draws: Draws; readonly verdict: Drawn['verdict'] } | null = null;
  const judge = (): boolean => {
    const draws = drawsOf(blocks, ids, walkers);
    const summary = summarise(draws, ids);
    const verdict = { ...assess(summary, { minEss: regime.untilEss }), summary };
    judged = { draws, verdict };
    return verdict.converged;
  };
  const { steps } = await sample({
    target,
    threads: 0,
    settings: { seed, ensembles: 4, walkers, warmup: regime.warmup, thin, moves },
    interval: regime.interval,
    stop: { ...regime, converged: judge },
    commit: (group) => {
      if (group[0].steps.length > 0) blocks.push([...group]);
    },
  });
  return { ...judged!, steps };
}

/** The rows of all blocks as a chain of columns: log posterior, coordinates and derived quantities. */
function drawsOf(blocks: readonly (readonly Block[])[], ids: readonly string[], walkers: number): Draws {
  const ensembles = blocks[0].length;
  const steps = Uint32Array.from(blocks.flatMap(([first]) => [...first.steps]));
  const columns = ['log_posterior', 'log_prior', 'log_likelihood', ...ids];
  const shape = { ids: ['log_posterior', ...ids], ensembles, walkers, steps };
  return createDraws(shape, (id) => {
    const column = columns.indexOf(id);
    const rows = new Float64Array(ensembles * steps.length * walkers);
    let at = 0;
    for (let e = 0; e < ensembles; e++)
      for (const group of blocks) {
        rows.set(group[e].columns[column], at);
        at += group[e].columns[column].length;
      }
    return rows;
  });
}

function compare(draws: Draws, { quantities }: ChainSummary, known: Known): Deviation[] {
  const summary = quantities.find(({ id }) => id === known.id)!;
  const series = draws.walkerSeries(known.id);
  const [q05, q95] = quantiles(Float64Array.from(series.flatMap((walker) => [...walker])), [0.05, 0.95]);
  const deviation = (statistic: Deviation['statistic'], value: number, error: number): Deviation => {
    const off = Math.abs(value - known[statistic]);
    const mcse = error > 0 ? round(off / error) : Infinity;
    return { id: known.id, statistic, mcse, sd: round(off / known.sd) };
  };
  return [
    deviation('mean', summary.mean, summary.mcseMean),
    deviation('sd', summary.sd, summary.mcseSd),
    deviation('q05', q05, mcseQuantile(series, 0.05)),
    deviation('q95', q95, mcseQuantile(series, 0.95)),
  ];
}

/** Four digits: enough to tell runs apart, and few to store. */
function round(x: number): number {
  return Number(x.toPrecision(4));
}
