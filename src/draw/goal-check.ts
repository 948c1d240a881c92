/**
 * Whether a running chain has reached its goal, at a fraction of what a full assessment costs: a goal is missed as soon as
 * one quantity misses it, so the quantities are asked in the order in which they fell short before, on every n-th step only
 * where the steps are much denser than the autocorrelation time. When nobody objects they are asked again on every step, the
 * narrowest first: a goal that is missed narrowly costs a quantity or two. Only when nobody objects then either is the whole
 * chain assessed; that assessment alone can end a run.
 */
import { viewDraws } from '../chain/draws.js';
import type { Chain } from '../chain/reader.js';
import { createSummariser, type ChainSummary, type Summariser } from '../diagnostics/summary.js';
import { defaultRules } from '../diagnostics/verdict.js';
import { judge, judgedIds, rulesOf, type Assessment, type Goal } from './assess-chain.js';

/** Draws per autocorrelation time that a coarse look keeps: effective sizes come out 1 % too small. */
const PER_TAU = 5;

/** Draws of each walker by which the quantities are ranked before the first look: their order needs no more. */
const DRAWS_TO_RANK = 250;

/** What is known of a goal at some step. */
export interface GoalCheck {
  readonly met: boolean;
  /** Of the quantities that were asked, the slowest: see `Assessment.stepsNeeded`. */
  readonly stepsNeeded: number;
  /** Smallest bulk effective sample size of those that were asked. */
  readonly minEss: number;
  /** Of the whole chain; null where it was not needed to say no. */
  readonly assessment: Assessment | null;
}

/**
 * @returns asks about the first `steps` steps; what it answers depends on the draws, the goal and the earlier questions alone,
 * which a resumed run repeats
 */
export function createGoalCheck(openChain: () => Chain, goal: Goal): (steps: number) => GoalCheck {
  const demanding = fourfold(goal);
  /** Those that need most come first; null before the first look. */
  let order: string[] | null = null;
  /** Kept steps of the chain per step of a coarse look; null before the first look. */
  let stride: number | null = null;

  return (steps) => {
    const chain = openChain();
    try {
      const ids = judgedIds(chain);
      const rules = rulesOf(chain);
      const draws = viewDraws(chain, steps);
      const whole = createSummariser(draws);
      stride ??= strideOf(whole.summary([ids[0], ...Object.keys(goal.until_mcse ?? {})], false));
      order ??= inOrderOfNeed(viewToRank(chain, steps, stride), ids, goal);
      const coarse = stride === 1 ? whole : createSummariser(viewDraws(chain, steps, stride), 'verdict');
      for (const summariser of new Set([coarse, whole])) {
        // Those that a coarse look has passed most narrowly come first: it tells effective sizes to a few per cent only.
        const asked = summariser === coarse ? order : inOrderOfNeed(coarse, order, demanding);
        for (const id of asked) {
          const summary = summariser.summary([id], summariser !== coarse);
          const { goalMet, stepsNeeded, minEss } = judge(summary, goal, rules);
          if (goalMet || summary.quantities[0].kind === 'constant') continue;
          order = [id, ...order.filter((other) => other !== id)];
          return { met: false, stepsNeeded, minEss, assessment: null };
        }
      }
      const assessment = judge(whole.summary(ids), goal, rules);
      const { goalMet, stepsNeeded, minEss } = assessment;
      return { met: goalMet, stepsNeeded, minEss, assessment };
    } finally {
      chain.close();
    }
  };
}

/** A look at few draws. */
function viewToRank(chain: Chain, steps: number, stride: number): Summariser {
  const kept = chain.steps.findLastIndex((step) => step <= steps) + 1;
  const most = Math.max(stride, Math.ceil(kept / DRAWS_TO_RANK));
  return createSummariser(viewDraws(chain, steps, most), 'verdict');
}

/** Those that need most steps first. */
function inOrderOfNeed(summariser: Summariser, ids: readonly string[], goal: Goal): string[] {
  const need = new Map(ids.map((id) => [id, rank(judge(summariser.summary([id], false), goal).stepsNeeded)]));
  return [...ids].sort((a, b) => need.get(b)! - need.get(a)!);
}

/** A goal that needs four times the steps: by what it asks of quantities those are told apart that meet the goal. */
function fourfold({ until_ess, until_mcse = {} }: Goal): Goal {
  return {
    until_ess: 4 * (until_ess ?? defaultRules.minEss),
    until_mcse: Object.fromEntries(Object.entries(until_mcse).map(([id, limit]) => [id, limit / 2])),
  };
}

/**
 * From the first quantity and those whose errors are asked for. A quantity that is faster loses effective draws in a coarse look, but
 * keeps at least as many as these have.
 */
function strideOf({ quantities, spacing }: ChainSummary): number {
  const taus = quantities.map(({ tau }) => tau).filter((tau) => tau > 0);
  return taus.length === 0 ? 1 : Math.max(1, Math.floor(Math.min(...taus) / spacing / PER_TAU));
}

/** What cannot be told is the worst. */
function rank(stepsNeeded: number): number {
  return Number.isNaN(stepsNeeded) ? Infinity : stepsNeeded;
}
