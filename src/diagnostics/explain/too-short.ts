/** A run that is healthy but not long enough: the cause that is left when no other explains why a chain has not converged. */
import { seriesLength, stepsOf } from '../series-length.js';
import { LOG_POSTERIOR } from '../summary.js';
import { listed, type Evidence, type Finding } from './finding.js';

/** Problems of a verdict that more steps cure. */
const CURED = new Set(['too_short', 'ess_bulk', 'ess_tail', 'rhat', 'walkers_disagree', 'no_draws']);

/** @param remedy of the verdict: how many steps it takes */
export function tooShort({ problems, coordinates, summary }: Evidence): Finding | null {
  const cured = problems.filter(({ code }) => CURED.has(code));
  if (cured.length === 0) return null;
  const concerned = new Set(cured.flatMap(({ parameters }) => parameters));
  const all = coordinates.map(({ id }) => id);
  const named = all.filter((id) => concerned.has(id));
  // The log posterior alone complains: it depends on all of them.
  const parameters = named.length === 0 && concerned.has(LOG_POSTERIOR) ? all : named;
  const steps = stepsOf(summary);
  const lengths = summary.quantities
    .filter(({ kind, tau }) => kind === 'varies' && tau > 0)
    .map((quantity) => ({ id: quantity.id, length: seriesLength(quantity, steps).byTau, tau: quantity.tau }))
    .sort((a, b) => a.length - b.length);
  const slowest =
    lengths.length === 0 ? '' : ` of the slowest, ${lengths[0].id} (tau ${lengths[0].tau.toFixed(0)})`;
  const length =
    lengths.length === 0 ? '' : `: ${lengths[0].length.toFixed(0)} autocorrelation times${slowest}`;
  const longer = cured.find(({ code }) => code === 'too_short' || code.startsWith('ess')) ?? cured[0];
  // More steps may not cure that; which it is, a short run cannot tell.
  const apart = cured.find(({ code }) => code === 'walkers_disagree');
  const rest =
    apart === undefined
      ? 'nothing else is seen to be wrong with it'
      : `no other cause is seen, but walkers keep to different regions of ${listed(apart.parameters)}, which a longer run may not change`;
  return {
    code: 'too_short',
    message: `the run is too short, ${steps} steps after warm-up${length}; ${rest}.`,
    remedy: apart === undefined || apart === longer ? longer.remedy : `${longer.remedy} ${apart.remedy}`,
    parameters,
  };
}
