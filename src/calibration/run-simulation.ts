/**
 * One simulation: parameters from the prior, data from the parameters, draws from the posterior, ranks of the parameters among
 * them (Talts et al. 2018, arXiv:1804.06788, algorithm 1). Pure: the record depends on problem, settings and index alone.
 *
 * Two ensembles draw. The first starts close to the true parameters, which is no cheating: the truth is itself an exact draw of
 * the posterior given its data. Its draws give the ranks. The second starts all over the prior and answers another
 * question, whether the posterior is found without knowing where it is: the nested R-hat of the two tells.
 */
import type { Block } from '../chain/block.js';
import { essBulk } from '../diagnostics/ess.js';
import { nestedRhat } from '../diagnostics/nested-rhat.js';
import { streamRng } from '../math/rng.js';
import { createEnsembleRunner, type EnsembleRunner, type SamplerSettings } from '../run/ensemble-runner.js';
import { createLessons } from '../run/lessons.js';
import { createEvaluations, type Target } from '../target.js';
import type { CalibrationProblem, Simulation } from './problem.js';
import { chooseRows, rankAmong } from './rank.js';

/** Decides the records, beside the problem. Plain JSON. */
export interface CalibrationSettings {
  /** Any text; simulation i draws from the streams of (seed, 'simulation', i). */
  readonly seed: string;
  readonly walkers: number;
  readonly warmup: number;
  readonly moves: string;
  /** Posterior draws that the truth is ranked among. */
  readonly draws: number;
  /** Draws go on until every quantity has this effective size ... */
  readonly ess: number;
  /** ... looked at first after so many steps, then each time they have doubled ... */
  readonly firstLook: number;
  /** ... but no further than this. */
  readonly maxSteps: number;
}

/** What remains of a simulation. Plain JSON; its order of keys is that of the journal. */
export interface SimulationRecord {
  readonly index: number;
  /** [D] */
  readonly truth: readonly number[];
  /** [quantities] 0 ... draws */
  readonly ranks: readonly number[];
  /** Smallest effective size among the quantities, of the draws the ranks come from. */
  readonly ess: number;
  /** Largest nested R-hat among the quantities between the ensemble that knew the truth and the one that did not, at the first look. */
  readonly rhat: number;
  /** Steps after warm-up, of the draws the ranks come from. */
  readonly steps: number;
}

/** Nested R-hat up to which the two ensembles count as having found the same posterior. */
export const agreeingRhat = 1.1;

export function runSimulation(
  problem: CalibrationProblem,
  settings: CalibrationSettings,
  index: number,
): SimulationRecord {
  const { seed, walkers, warmup, moves, draws, firstLook, maxSteps } = settings;
  const rng = streamRng(seed, 'simulation', index);
  const simulation = problem.simulate(rng);
  const columns = problem.quantities.map(({ id }) => columnOf(simulation.target, id));
  // Each learns alone: they are two runs, not two ensembles of one.
  const own = { seed: `${seed}/simulation/${index}`, ensembles: 1, walkers, warmup, thin: 1, moves };
  const [informed, blind] = [targetNear(simulation), simulation.target].map((target, ensemble) => {
    const runner = createEnsembleRunner(target, own, ensemble);
    return { runner, blocks: [warmUpAndAdvance(runner, own, firstLook)] };
  });
  const byWalker = (blocks: readonly Block[], column: number): Float64Array[] =>
    Array.from({ length: walkers }, (_, w) => walkerSeries(blocks, column, walkers, w));
  const group = Array.from({ length: 2 * walkers }, (_, w) => (w < walkers ? 0 : 1));
  const rhats = columns.map((column) =>
    nestedRhat([...byWalker(informed.blocks, column), ...byWalker(blind.blocks, column)], group),
  );
  const smallestSize = (): number =>
    Math.min(...columns.map((column) => sizeOf(byWalker(informed.blocks, column))));
  let steps = firstLook;
  let ess = smallestSize();
  for (; ess < settings.ess && 2 * steps <= maxSteps; ess = smallestSize()) {
    informed.blocks.push(informed.runner.advance(steps));
    steps *= 2;
  }

  const rows = chooseRows(steps * walkers, draws, rng);
  const truth = valuesAt(simulation, columns);
  return {
    index,
    truth: [...simulation.truth],
    ranks: columns.map((column, q) => {
      const all = joined(informed.blocks, column);
      return rankAmong(
        truth[q],
        Float64Array.from(rows, (row) => all[row]),
        rng,
      );
    }),
    ess,
    rhat: Math.max(1, ...rhats.filter((rhat) => !Number.isNaN(rhat))),
    steps,
  };
}

/** The first `steps` steps after warm-up, in which moves that learn have their lessons. */
function warmUpAndAdvance(runner: EnsembleRunner, settings: SamplerSettings, steps: number): Block {
  const { warmup } = settings;
  const lessons = createLessons(settings);
  let lesson: Parameters<EnsembleRunner['advance']>[1];
  for (let at = 0; at < warmup;) {
    const to = Math.min(warmup, lessons.next(at));
    const { checkpoint } = runner.advance(to - at, lesson);
    lesson = lessons.at(to, [checkpoint]);
    at = to;
  }
  return runner.advance(steps, lesson);
}

/** A quantity that does not vary (a likelihood without data) is known exactly: every draw counts. */
function sizeOf(chains: readonly Float64Array[]): number {
  const size = essBulk(chains);
  return Number.isNaN(size) ? chains.length * chains[0].length : size;
}

/** Position of a quantity among the columns of a block: densities, terms, coordinates, derived. */
function columnOf({ terms, coordinates, derived }: Target, id: string): number {
  const names = ['log_posterior', 'log_prior', 'log_likelihood'];
  const column = [...names, ...[...terms, ...coordinates, ...derived].map((quantity) => quantity.id)].indexOf(
    id,
  );
  if (column < 0) throw new RangeError(`runSimulation: expected a column of the target, got '${id}'`);
  return column;
}

function targetNear(simulation: Simulation): Target {
  const { target } = simulation;
  const coordinates = target.coordinates.map((coordinate, k) => ({
    ...coordinate,
    start: (u: number) => simulation.startNear(k, u),
  }));
  return { ...target, coordinates };
}

/** [columns] the quantities at the truth, by the same code that computes them for the draws. */
function valuesAt({ truth, target }: Simulation, columns: readonly number[]): number[] {
  const out = createEvaluations(1, target.terms.length);
  target.evaluate(truth, 1, out);
  const derived = new Float64Array(target.derived.length);
  target.derive(truth, 0, derived, 0);
  const all = [
    out.logPosterior[0],
    out.logPrior[0],
    out.logLikelihood[0],
    ...out.terms,
    ...truth,
    ...derived,
  ];
  return columns.map((column) => all[column]);
}

function walkerSeries(
  blocks: readonly Block[],
  column: number,
  walkers: number,
  walker: number,
): Float64Array {
  const series = new Float64Array(blocks.reduce((sum, { steps }) => sum + steps.length, 0));
  let at = 0;
  for (const { steps, columns } of blocks)
    for (let s = 0; s < steps.length; s++) series[at++] = columns[column][s * walkers + walker];
  return series;
}

function joined(blocks: readonly Block[], column: number): Float64Array {
  const parts = blocks.map(({ columns }) => columns[column]);
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
