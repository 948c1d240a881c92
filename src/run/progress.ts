import type { Block } from '../chain/block.js';
import { readAcceptance } from './acceptance.js';
import type { SampleOptions } from './sample.js';
import type { Checks } from './checks.js';

/** How far a run is, told after each commit. */
export interface Progress {
  readonly phase: 'warm-up' | 'sampling';
  /** Steps done in this phase, per ensemble. */
  readonly step: number;
  /** Steps of this phase: of warm-up, of `steps`, or the most there can be with `maxSteps`. */
  readonly of: number;
  /** Steps at which convergence is next assessed; null where it never is. */
  readonly nextCheck: number | null;
  /** Steps that the last assessment thinks the goal needs; null before the first, or when it could not tell. */
  readonly stepsNeeded: number | null;
  /** Steps per second of all ensembles together advancing by one, since this process began; null without a clock. */
  readonly stepsPerSecond: number | null;
  /** Until the end of this phase at that rate: until `stepsNeeded` where that is known, else until `of`; null without a clock. */
  readonly secondsLeft: number | null;
  /** Accepted share of all proposals of this phase. */
  readonly acceptance: number;
  /** The same by move. */
  readonly moves: readonly { readonly name: string; readonly acceptance: number }[];
}

/** Turns commits into `Progress`. */
export function createProgressMeter(
  { settings, stop, onProgress, clock }: SampleOptions,
  start: number,
  checks: Checks,
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
      const needed = Number.isFinite(checks.stepsNeeded) ? Math.min(checks.stepsNeeded, of) : null;
      const end = sampling && needed !== null ? Math.max(needed, step) : of;
      onProgress({
        phase: sampling ? 'sampling' : 'warm-up',
        step,
        of,
        nextCheck: checks.next,
        stepsNeeded: needed,
        stepsPerSecond,
        secondsLeft: stepsPerSecond === null ? null : (end - step) / stepsPerSecond,
        ...overall(blocks),
      });
    },
  };
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
