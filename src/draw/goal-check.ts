/**
 * Whether a running chain has reached its goal, at a fraction of what drawing it costs: a goal is missed as soon as one quantity misses
 * it, so the quantities are ranked by their need when one misses it for the first time, and asked in the order in which they fell short
 * from then on. Only every n-th step is looked at where that is enough (look-stride.ts). When nobody objects, all have been asked, and
 * that is the assessment which `licmc diagnose --every` makes of these rows, unless they are very many (large-look.ts).
 */
import { viewDraws, viewWalkers, type Draws } from '../chain/draws.js';
import type { Chain } from '../chain/reader.js';
import { createLook } from '../diagnostics/large-look.js';
import { lookAt, lookStride } from '../diagnostics/look-stride.js';
import { createSummariser } from '../diagnostics/summary.js';
import { defaultRules } from '../diagnostics/verdict.js';
import { assessedIds, judge, rulesOf, strideIds, type Assessment, type Goal } from './assess-chain.js';
import { createErrorCheck } from './error-check.js';

/** Draws of each walker, and walkers of each ensemble, by which the quantities are ranked: their order needs no more. */
const DRAWS_TO_RANK = 100;
const WALKERS_TO_RANK = 8;

/** What is known of a goal at some step. */
export interface GoalCheck {
  readonly met: boolean;
  /** Of the quantities that were asked, the slowest: see `Assessment.stepsNeeded`. */
  readonly stepsNeeded: number;
  /** Smallest bulk effective sample size of those that were asked. */
  readonly minEss: number;
  /** Of the whole chain, without standard errors; null where it was not needed to say no. */
  readonly assessment: Assessment | null;
}

/**
 * @returns asks about the first `steps` steps; what it answers depends on the draws, the goal and the earlier questions alone,
 * which a resumed run repeats
 */
export function createGoalCheck(openChain: () => Chain, goal: Goal): (steps: number) => GoalCheck {
  /** Those that need most come first; null until one has missed the goal. */
  let order: readonly string[] | null = null;
  const errorsOf = createErrorCheck(goal);

  return (steps) => {
    const chain = openChain();
    try {
      const ids = assessedIds(chain);
      const rules = rulesOf(chain);
      const draws = viewDraws(chain, steps);
      const ess = Math.max(goal.until_ess ?? 0, defaultRules.minEss);
      const every = lookStride(draws, strideIds(chain), ess);
      const look = createLook(lookAt(draws, every));
      const { errors, missedBy } = errorsOf(draws, chain, every);
      const told = (id: string): Omit<Assessment, 'every'> =>
        judge(look.summary([id], false), goal, errors, rules);
      const no = ({ stepsNeeded, minEss }: Omit<Assessment, 'every'>): GoalCheck => ({
        met: false,
        stepsNeeded,
        minEss,
        assessment: null,
      });
      if (missedBy !== null) return no(told(missedBy));
      const misses = (id: string): boolean => {
        const { goalMet } = told(id);
        return !goalMet && look.summary([id], false).quantities[0].kind !== 'constant';
      };
      if ((order ?? ids).some(misses)) {
        order ??= inOrderOfNeed(viewDraws(draws, steps, every), ids, goal);
        const slowest = order.find(misses)!;
        order = [slowest, ...order.filter((id) => id !== slowest)];
        return no(told(slowest));
      }
      const assessment = { ...judge(look.summary(ids), goal, errors, rules), every };
      const { goalMet, stepsNeeded, minEss } = assessment;
      return { met: goalMet, stepsNeeded, minEss, assessment };
    } finally {
      chain.close();
    }
  };
}

/** Those that need most steps first, by a look at few draws of some walkers. */
function inOrderOfNeed(draws: Draws, ids: readonly string[], { until_ess }: Goal): string[] {
  const sparse = viewDraws(draws, Infinity, Math.ceil(draws.length / DRAWS_TO_RANK));
  const count = Math.min(draws.walkers, WALKERS_TO_RANK);
  const summariser = createSummariser(viewWalkers(sparse, count), 'verdict');
  // So many effective draws do they have of those that all have together.
  const share = count / draws.walkers;
  const goal = { until_ess: share * (until_ess ?? defaultRules.minEss) };
  const rules = { minEss: share * defaultRules.minEss };
  const need = new Map(
    ids.map((id) => [id, rank(judge(summariser.summary([id], false), goal, undefined, rules).stepsNeeded)]),
  );
  return [...ids].sort((a, b) => need.get(b)! - need.get(a)!);
}

/** What cannot be told is the worst. */
function rank(stepsNeeded: number): number {
  return Number.isNaN(stepsNeeded) ? Infinity : stepsNeeded;
}
