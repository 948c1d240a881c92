/** What the cloud does to the nearby source (eqs. 6, 7, 16), and the residuals of the spectra. */
import * as point from '../src/kernel/point-fields';
import * as walkers from '../src/kernel/walker-fields';
import { expPair } from './exp';
import { both, endOfPoints, firstDipole, get, lastDipole, pointBytes, points, sumOfBoth, unity } from './memory';

/** Two exponentials on their way. */
export const scratch = memory.data(32, 16);

/**
 * kappa_par/kappa_xx of eq. 7 is t / (cos^2 t + sin^2 perpendicularRatio), where t = 1 + criticalFactor R^(-4/3) and
 * kappa_perp/kappa_par = perpendicularRatio / t. @returns t
 */
// @ts-ignore: decorator
@inline
export function magnetised(p: usize, criticalFactor: v128): v128 {
  return f64x2.add(unity(), f64x2.mul(criticalFactor, get(p, point.perCritical)));
}

/** chi2 of all spectral points. */
export function spectrumChi2(walker: usize): f64 {
  return chi2(points, firstDipole, walker, 0) + chi2(lastDipole, endOfPoints, walker, 1);
}

/** Exponent of the nearby source with convection. */
// @ts-ignore: decorator
@inline
function exponent(p: usize, convection: v128, criticalFactor: v128, cosSquared: v128, acrossRatio: v128): v128 {
  const t = magnetised(p, criticalFactor);
  const bracket = f64x2.add(f64x2.mul(cosSquared, t), acrossRatio);
  const depth = f64x2.div(f64x2.mul(f64x2.mul(get(p, point.perDiffusion), convection), t), bracket);
  return f64x2.sub(get(p, point.nearbyExponent), depth);
}

function chi2(from: usize, to: usize, walker: usize, species: i32): f64 {
  const convection = both(walker, walkers.convection);
  const criticalFactor = both(walker, walkers.criticalFactor);
  const cosSquared = both(walker, walkers.cosSquared);
  const acrossRatio = f64x2.mul(both(walker, walkers.sinSquared), both(walker, walkers.perpendicularRatio));
  const background = both(walker, walkers.backgroundScale + species);
  const nearby = both(walker, walkers.nearbyScale + species);
  const center = both(walker, walkers.centerScale + species);
  let even = f64x2.splat(0);
  let odd = f64x2.splat(0);
  for (let p = from; p < to; p += 2 * pointBytes) {
    const q = p + pointBytes;
    const a = exponent(p, convection, criticalFactor, cosSquared, acrossRatio);
    const b = exponent(q, convection, criticalFactor, cosSquared, acrossRatio);
    expPair(a, scratch, b, scratch + 16);
    even = f64x2.add(even, pointChi2(p, v128.load(scratch), background, nearby, center));
    odd = f64x2.add(odd, pointChi2(q, v128.load(scratch, 16), background, nearby, center));
  }
  return sumOfBoth(f64x2.add(even, odd));
}

/** In units of the published flux, with the error on the side of the model. */
// @ts-ignore: decorator
@inline
function pointChi2(p: usize, nearbyFlux: v128, background: v128, nearby: v128, center: v128): v128 {
  const fluxB = f64x2.mul(background, get(p, point.background));
  const fluxN = f64x2.mul(nearby, f64x2.mul(get(p, point.burstFactor), nearbyFlux));
  const fluxC = f64x2.mul(center, get(p, point.center));
  const residual = f64x2.sub(f64x2.add(f64x2.add(fluxB, fluxN), fluxC), get(p, point.measured));
  const isAbove = f64x2.gt(residual, f64x2.splat(0));
  const weight = v128.bitselect(get(p, point.weightAbove), get(p, point.weightBelow), isAbove);
  return f64x2.mul(f64x2.mul(residual, residual), weight);
}
