/** The product of independent priors, one per coordinate, evaluated without a call per coordinate where their form allows it. */
import type { Prior } from './prior.js';

/**
 * Natural log of the joint density of the coordinates that begin at theta[at]; -Infinity outside the support, NaN for NaN.
 * Allocates nothing per call.
 */
export function compileJointPrior(priors: readonly Prior[]): (theta: Float64Array, at: number) => number {
  const dim = priors.length;
  const column = (of: (prior: Prior) => number): Float64Array => Float64Array.from(priors, of);
  const min = column(({ support }) => support[0]);
  const max = column(({ support }) => support[1]);
  const mode = column(({ gaussian }) => gaussian?.mode ?? 0);
  const sdLo = column(({ gaussian }) => gaussian?.sdLo ?? Infinity);
  const sdHi = column(({ gaussian }) => gaussian?.sdHi ?? Infinity);
  const logNorm = priors.reduce((sum, { gaussian }) => sum + (gaussian?.logNorm ?? 0), 0);
  const others = priors.flatMap((prior, k) => (prior.gaussian === null ? [{ prior, k }] : []));
  return (theta, at) => {
    let squares = 0;
    let isInside = true;
    for (let k = 0; k < dim; k++) {
      const x = theta[at + k];
      const z = (x - mode[k]) / (x < mode[k] ? sdLo[k] : sdHi[k]);
      squares += z * z;
      isInside = isInside && !(x <= min[k] || x >= max[k]);
    }
    if (!isInside) return Number.isNaN(squares) ? NaN : -Infinity;
    let log = logNorm - 0.5 * squares;
    for (let i = 0; i < others.length; i++) log += others[i].prior.logPdf(theta[at + others[i].k]);
    return log;
  };
}
