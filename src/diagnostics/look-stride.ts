/**
 * Which rows a look at a chain needs. Where the kept steps are much denser than the autocorrelation time, neighbours say the same twice:
 * every n-th step gives the same verdict at an n-th of the cost.
 */
import { seriesOfWalkers, viewDraws, type Draws } from '../chain/draws.js';
import { integratedTime } from './autocorrelation-time.js';
import { movingOf } from './walker-spread.js';

/**
 * Least number of draws per autocorrelation time that a look keeps. A series of one time scale loses (k / tau)^2 / 3 of its effective draws
 * when every k-th is kept: at most 2.7 %.
 */
const PER_TAU = 3.5;
/** Draws of each walker that a look keeps in any case: shorter chains are looked at whole. */
const PER_WALKER = 200;
/** Walkers from which the autocorrelation time is told: to a few per cent. */
const WALKERS = 16;

/**
 * Every how many kept steps are enough. It follows from the draws alone, so that whoever looks at a chain looks at the same rows. A
 * quantity that is faster than those named loses effective draws, but keeps as many as these have.
 * @param ids quantities of which the fastest decides: a few are enough, since moves of an ensemble mix all coordinates alike
 */
export function lookStride(draws: Draws, ids: readonly string[]): number {
  const most = Math.floor(draws.length / PER_WALKER);
  if (most < 2) return 1;
  const taus = ids.map((id) => tauOfSome(draws, id)).filter((tau) => tau > 0);
  return taus.length === 0 ? 1 : Math.max(1, Math.min(most, Math.floor(Math.min(...taus) / PER_TAU)));
}

/** The rows of a look. */
export function lookAt(draws: Draws, every: number): Draws {
  return every === 1 ? draws : viewDraws(draws, Infinity, every);
}

/** Autocorrelation time in kept steps, from walkers evenly taken over all ensembles. */
function tauOfSome(draws: Draws, id: string): number {
  const walkers = draws.ensembles * draws.walkers;
  const count = Math.min(WALKERS, walkers);
  const chosen = Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * walkers) / count));
  return integratedTime(movingOf(seriesOfWalkers(draws, id, chosen)));
}
