/** The residuals of the spectra. */
import * as point from '../src/kernel/point-fields';
import * as walkers from '../src/kernel/walker-fields';
import { both, endOfPoints, firstDipole, get, lastDipole, pointBytes, points, sumOfBoth, workOf } from './memory';

/** chi2 of all spectral points, with the powers that `crossCloud` left. */
export function spectrumChi2(walker: usize): f64 {
  return chi2(points, firstDipole, walker, 0) + chi2(lastDipole, endOfPoints, walker, 1);
}

/** In units of the published flux, with the error on the side of the model. */
function chi2(from: usize, to: usize, walker: usize, species: i32): f64 {
  const background = both(walker, walkers.backgroundScale + species);
  const nearby = both(walker, walkers.nearbyScale + species);
  const center = both(walker, walkers.centerScale + species);
  let sum = f64x2.splat(0);
  let at = workOf(from);
  for (let p = from; p < to; p += pointBytes, at += 16) {
    const fluxB = f64x2.mul(background, get(p, point.background));
    const fluxN = f64x2.mul(nearby, f64x2.mul(get(p, point.burstFactor), v128.load(at)));
    const fluxC = f64x2.mul(center, get(p, point.center));
    const residual = f64x2.sub(f64x2.add(f64x2.add(fluxB, fluxN), fluxC), get(p, point.measured));
    const isAbove = f64x2.gt(residual, f64x2.splat(0));
    const weight = v128.bitselect(get(p, point.weightAbove), get(p, point.weightBelow), isAbove);
    sum = f64x2.add(sum, f64x2.mul(f64x2.mul(residual, residual), weight));
  }
  return sumOfBoth(sum);
}
