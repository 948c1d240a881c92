import type { Block } from '../chain/block.js';
import { readAcceptance } from './acceptance.js';
import type { SampleOptions } from './sample.js';
import { checkAtOrAfter } from './schedule.js';

/** How far a run is, told after each commit. */
export interface Progress {
  readonly phase: 'warm-up' | 'sampling';
  /** Steps done in this phase, per ensemble. */
  readonly step: number;
  /** Steps of this phase: of warm-up, of `steps`, or the most there can be with `maxSteps`. */
  readonly of: number;
  /** Steps at which convergence is next assessed; null where it never is. */
  readonly nextCheck: number | null;
  /** Steps per second of all ensembles together advancing by one, since this process began; null without a clock. */
  readonly stepsPerSecond: number | null;
  /** Until `of` at that rate; null without a clock. */
  readonly secondsLeft: number | null;
  /** Accepted share of all proposals of this phase. */
  readonly acceptance: number;
  /** The same by move. */
  readonly moves: readonly { readonly name: string; readonly acceptance: number }[];
}

/** Turns commits into `Progress`. */
export function createProgressMeter(
  { settings, interval, stop, onProgress, clock }: SampleOptions,
  start: number,
): { report(iteration: number, blocks: readonly Block[]): void } {
  const began = clock?.() ?? 0;
  const { warmup } = settings;
  return {
    report(iteration, blocks) {
      if (onProgress === undefined) return;
      const sampling = iteration > warmup;
      const step = sampling ? iteration - warmup : iteration;
      const of = !sampling ? warmup : 'steps' in stop ? stop.steps : stop.maxSteps;
      const seconds = clock === undefined ? 0 : (clock() - began) / 1000;
      const stepsPerSecond = seconds > 0 ? (iteration - start) / seconds : null;
      onProgress({
        phase: sampling ? 'sampling' : 'warm-up',
        step,
        of,
        nextCheck: 'steps' in stop ? null : nextCheck(stop, sampling ? step : 0, interval),
        stepsPerSecond,
        secondsLeft: stepsPerSecond === null ? null : (of - step) / stepsPerSecond,
        ...overall(blocks),
      });
    },
  };
}

function nextCheck(
  { firstCheck, growth = 1.5, maxSteps }: Extract<SampleOptions['stop'], { maxSteps: number }>,
  step: number,
  interval: number,
): number {
  return Math.min(maxSteps, checkAtOrAfter(step + 1, { first: firstCheck, growth, interval }));
}

/** Acceptance over all ensembles, which have equal numbers of proposals. */
function overall(blocks: readonly Block[]): Pick<Progress, 'acceptance' | 'moves'> {
  const ensembles = blocks.map(({ checkpoint }) => readAcceptance(checkpoint));
  const acceptance = ensembles.reduce((sum, ensemble) => sum + ensemble.acceptance, 0) / ensembles.length;
  const moves = ensembles[0].moves.map(({ name }, i) => {
    let [proposed, accepted] = [0, 0];
    for (const { moves: counts } of ensembles) {
      proposed += counts[i].proposed;
      accepted += counts[i].accepted;
    }
    return { name, acceptance: accepted / proposed };
  });
  return { acceptance, moves };
}
