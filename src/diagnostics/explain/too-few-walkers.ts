/** Long enough, but too few walkers to know the answer from. */
import { seriesLength, stepsOf } from '../series-length.js';
import type { Evidence, Finding } from './finding.js';

/**
 * Walkers in all below which the rule looks: 53 walkers whose series are 15 autocorrelation times long, the shortest that a verdict
 * accepts, hold twice the 400 effective draws it asks for. With four ensembles of 32 walkers the cause of too few draws is another.
 */
const FEW = 53;
/** Autocorrelation times from which a walker's series is long enough to a verdict. */
const LONG_ENOUGH = 15;

/** Every walker's series is long enough by its autocorrelation time, and the chain still lacks effective draws. */
export function tooFewWalkers({ problems, summary, coordinates }: Evidence): Finding | null {
  const { ensembles, walkers } = summary;
  const varying = summary.quantities.filter(({ kind }) => kind === 'varies');
  const shortest = Math.min(...varying.map((quantity) => seriesLength(quantity, stepsOf(summary)).byTau));
  const lacking = problems.some(({ code }) => code === 'ess_bulk' || code === 'ess_tail');
  if (ensembles * walkers >= FEW || !lacking || !(shortest >= LONG_ENOUGH)) return null;
  const least = Math.min(...varying.flatMap(({ essBulk, essTail }) => [essBulk, essTail]));
  const dim = coordinates.length;
  return {
    code: 'too_few_walkers',
    message: `${ensembles} ensemble${ensembles === 1 ? '' : 's'} of ${walkers} walkers are too few for ${dim} dimension${dim === 1 ? '' : 's'}: their series are long enough, but all together they hold only ${least.toFixed(0)} effective draws.`,
    remedy: `Draw again with more walkers (--walkers ${Math.max(32, 4 * walkers)} --ensembles ${Math.max(4, ensembles)}); the cost per effective draw hardly changes.`,
    parameters: coordinates.map(({ id }) => id),
  };
}
