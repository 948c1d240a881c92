/**
 * A look at very many rows, at a bounded cost. Two smaller ones make it: all walkers at fewer steps tell whether they and the ensembles
 * agree, and some walkers at all steps tell how long a draw is remembered, from which the effective sizes of all follow.
 */
import { viewDraws, viewWalkers, type Draws } from '../chain/draws.js';
import { PER_WALKER } from './look-stride.js';
import { createSummariser, type QuantitySummary, type Summariser } from './summary.js';

/**
 * Rows of a column that a look sorts and transforms, about. From these the effective size of independent draws is known to a few
 * thousandths; where draws are slower, `lookStride` has left out most of them before.
 */
const MOST_ROWS = 1 << 18;
/** Fewest walkers of an ensemble that stand for all of them. */
const FEWEST_WALKERS = 4;

/** As a summariser of detail `verdict`; exactly that where there are no more rows than `mostRows`. */
export function createLook(draws: Draws, mostRows = MOST_ROWS): Pick<Summariser, 'summary'> {
  const { ensembles, walkers, length } = draws;
  const rows = ensembles * walkers * length;
  const every = Math.min(Math.ceil(rows / mostRows), Math.floor(length / PER_WALKER));
  const count = Math.max(FEWEST_WALKERS, Math.floor((walkers * mostRows) / rows));
  if (every < 2 || count >= walkers) return createSummariser(draws, 'verdict');
  const fewerSteps = createSummariser(viewDraws(draws, Infinity, every), 'verdict');
  const someWalkers = createSummariser(viewWalkers(draws, count), 'verdict');
  return {
    summary(ids, withStuck) {
      const whole = fewerSteps.summary(ids, withStuck);
      const quantities = whole.quantities.map((quantity) =>
        quantity.kind === 'varies'
          ? scaled(quantity, someWalkers.quantity(quantity.id), walkers / count)
          : quantity,
      );
      return { ...whole, quantities };
    },
  };
}

/** Effective sizes and autocorrelation time from some walkers; all else from all of them. */
function scaled(all: QuantitySummary, some: QuantitySummary, factor: number): QuantitySummary {
  const { essBulk, essTail, tau } = some;
  return { ...all, essBulk: factor * essBulk, essTail: factor * essTail, tau };
}
