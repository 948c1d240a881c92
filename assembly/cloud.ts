/** What the cloud does to the nearby source (eqs. 6, 7, 16), at all points. */
import * as point from '../src/kernel/point-fields';
import * as walkers from '../src/kernel/walker-fields';
import { powersOfTwo } from './exp2';
import {
  both,
  endOfPoints,
  firstDipole,
  get,
  lastDipole,
  pointBytes,
  points,
  set,
  unity,
  work,
  workOf,
} from './memory';

/**
 * Leaves in the working room the flux of the nearby source over its normalisation and its `burstFactor`, and with the dipoles what
 * else they need of the coefficients. kappa_par/kappa_xx of eq. 7 is t / (cos^2 t + sin^2 perpendicularRatio), where
 * t = 1 + criticalFactor R^(-4/3) and kappa_perp/kappa_par = perpendicularRatio / t.
 */
export function crossCloud(walker: usize): void {
  const acrossRatio = f64x2.mul(both(walker, walkers.sinSquared), both(walker, walkers.perpendicularRatio));
  arrive(points, firstDipole, walker, acrossRatio);
  arriveForDipoles(walker, acrossRatio);
  arrive(lastDipole, endOfPoints, walker, acrossRatio);
  powersOfTwo(work, workOf(endOfPoints));
}

/** Exponents with convection: numerator and denominator as polynomials of R^(-4/3). */
function arrive(from: usize, to: usize, walker: usize, acrossRatio: v128): void {
  const cosSquared = both(walker, walkers.cosSquared);
  const criticalFactor = both(walker, walkers.criticalFactor);
  const above = both(walker, walkers.convection);
  const aboveSlope = f64x2.mul(above, criticalFactor);
  const below = f64x2.add(cosSquared, acrossRatio);
  const belowSlope = f64x2.mul(cosSquared, criticalFactor);
  let at = workOf(from);
  for (let p = from; p < to; p += pointBytes, at += 16) {
    const perCritical = get(p, point.perCritical);
    const depth = f64x2.div(
      f64x2.add(above, f64x2.mul(aboveSlope, perCritical)),
      f64x2.add(below, f64x2.mul(belowSlope, perCritical)),
    );
    v128.store(at, f64x2.sub(get(p, point.nearbyExponent), f64x2.mul(get(p, point.perDiffusion), depth)));
  }
}

function arriveForDipoles(walker: usize, acrossRatio: v128): void {
  const cosSquared = both(walker, walkers.cosSquared);
  const criticalFactor = both(walker, walkers.criticalFactor);
  const convection = both(walker, walkers.convection);
  let at = workOf(firstDipole);
  for (let p = firstDipole; p < lastDipole; p += pointBytes, at += 16) {
    const t = f64x2.add(unity(), f64x2.mul(criticalFactor, get(p, point.perCritical)));
    const perBracket = f64x2.div(unity(), f64x2.add(f64x2.mul(cosSquared, t), acrossRatio));
    const parallel = f64x2.mul(t, perBracket);
    set(p, point.parallel, parallel);
    set(p, point.perpendicular, perBracket);
    const depth = f64x2.mul(f64x2.mul(get(p, point.perDiffusion), convection), parallel);
    v128.store(at, f64x2.sub(get(p, point.nearbyExponent), depth));
  }
}
