/**
 * Which rows a look at a chain needs. Where the kept steps are much denser than the autocorrelation time, neighbours say the same twice,
 * and where there are many more rows than effective draws asked for, fewer show that there are enough: every n-th step gives the same
 * verdict at an n-th of the cost.
 */
import { seriesOfWalkers, viewDraws, type Draws } from '../chain/draws.js';
import { timeOfMoving } from './autocorrelation-time.js';
import { createColumn } from './column.js';
import { fillWalkers, layoutOf } from './column-layout.js';

/**
 * Least number of draws per autocorrelation time that a look keeps. A series of one time scale loses (k / tau)^2 / 3 of its effective draws
 * when every k-th is kept: at most 2.7 %.
 */
const PER_TAU = 3.5;
/**
 * Rows per effective draw asked for that tell whether there are that many. One that all rows show to be reached has tau < 8 k rows where
 * only every k-th is left, and by the above these show half a per cent less.
 */
const PER_EFFECTIVE = 8;
/** Draws of each walker that a look keeps in any case: shorter chains are looked at whole. */
export const PER_WALKER = 200;
/** Walkers from which the autocorrelation time is told: to a few per cent. */
const WALKERS = 16;

/**
 * Every how many kept steps are enough. It follows from the draws and the goal alone, so that whoever looks at a chain looks at the same
 * rows. A quantity that is faster than those named loses effective draws, but keeps as many as these have.
 * @param ids quantities of which the fastest decides: a few are enough, since moves of an ensemble mix all coordinates alike
 * @param ess effective draws that the look is to find; left out where it is to find all there are
 */
export function lookStride(draws: Draws, ids: readonly string[], ess = Infinity): number {
  const { ensembles, walkers, length } = draws;
  const most = Math.floor(length / PER_WALKER);
  if (most < 2) return 1;
  const byGoal = Math.floor((ensembles * walkers * length) / (PER_EFFECTIVE * ess));
  if (byGoal >= most) return most;
  const taus = ids.map(createTauOfSome(draws)).filter((tau) => tau > 0);
  const byTau = taus.length === 0 ? 1 : Math.floor(Math.min(...taus) / PER_TAU);
  return Math.min(most, Math.max(1, byTau, byGoal));
}

/** The rows of a look. */
export function lookAt(draws: Draws, every: number): Draws {
  return every === 1 ? draws : viewDraws(draws, Infinity, every);
}

/** Asks for autocorrelation times in kept steps, from walkers evenly taken over all ensembles. */
function createTauOfSome(draws: Draws): (id: string) => number {
  const { ensembles, walkers, length } = draws;
  const count = Math.min(WALKERS, ensembles * walkers);
  const chosen = Array.from({ length: count }, (_, i) =>
    Math.floor(((i + 0.5) * ensembles * walkers) / count),
  );
  const column = createColumn(layoutOf({ ensembles: 1, walkers: count, length }));
  return (id) => {
    fillWalkers(seriesOfWalkers(draws, id, chosen), column.layout, column.all);
    return timeOfMoving(length, column.moments('walkers'), (...how) =>
      column.autocovarianceSums('walkers', ...how),
    );
  };
}
