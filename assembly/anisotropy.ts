/**
 * The observed dipole (eq. 15) and its residuals: the vector form of model/anisotropy.ts. Several short loops, because a long one
 * waits for its own results.
 */
import * as dipole from '../src/kernel/dipole-fields';
import * as point from '../src/kernel/point-fields';
import * as walkers from '../src/kernel/walker-fields';
import { angleOf } from './atan';
import {
  both,
  dipoleBytes,
  dipoles,
  endOfDipoles,
  firstDipole,
  firstHelium,
  get,
  one,
  pointBytes,
  set,
  sumOfBoth,
  unity,
  workOf,
} from './memory';

/** Speed of light in cm/s (exact, SI), as in src/units.ts. */
const speedOfLight: f64 = 2.99792458e10;
/** Below this flux in total, ratios of fluxes lose digits to underflow. */
const leastFlux: f64 = 1e-200;
const degree: f64 = 0.017453292519943295;

/** Writes chi2 of amplitudes and phases, with what `crossCloud` left. @returns whether no energy is beyond every cut-off */
export function anisotropyChi2(walker: usize, answer: usize): bool {
  const isValid = stream(walker);
  store<f64>(answer + 8 * walkers.chi2Amplitude, amplitudeChi2());
  store<f64>(answer + 8 * walkers.chi2Phase, phaseChi2() / (degree * degree));
  return isValid;
}

/** xi along one axis of the equator, 0 for x and 1 for y. */
// @ts-ignore: decorator
@inline
function streaming(walker: usize, axis: i32, alongField: v128, acrossField: v128): v128 {
  const along = f64x2.mul(alongField, both(walker, walkers.field + axis));
  const across = f64x2.mul(acrossField, both(walker, walkers.across + axis));
  return f64x2.add(f64x2.add(both(walker, walkers.comptonGetting + axis), along), across);
}

/** Sums over the two nuclei: of the flux, and of the flux times what streams along the field and across it. */
function stream(walker: usize): bool {
  const alongFactor = f64x2.splat((-3 / speedOfLight) * one(walker, walkers.along));
  const acrossFactor = f64x2.splat((-3 / speedOfLight) * one(walker, walkers.perpendicularRatio));
  let least = f64x2.splat(Infinity);
  let p = firstDipole;
  let q = firstHelium;
  let atP = workOf(firstDipole);
  let atQ = workOf(firstHelium);
  for (let d = dipoles; d < endOfDipoles; d += dipoleBytes) {
    const background = f64x2.add(
      f64x2.mul(both(walker, walkers.backgroundScale), get(p, point.background)),
      f64x2.mul(both(walker, walkers.backgroundScale + 1), get(q, point.background)),
    );
    const nearbyP = f64x2.mul(f64x2.mul(both(walker, walkers.nearbyScale), get(p, point.burstFactor)), v128.load(atP));
    const nearbyHe = f64x2.mul(f64x2.mul(both(walker, walkers.nearbyScale + 1), get(q, point.burstFactor)), v128.load(atQ));
    const centerP = f64x2.mul(both(walker, walkers.centerScale), get(p, point.center));
    const centerHe = f64x2.mul(both(walker, walkers.centerScale + 1), get(q, point.center));
    const total = f64x2.add(f64x2.add(background, f64x2.add(nearbyP, nearbyHe)), f64x2.add(centerP, centerHe));
    const perBetaP = get(p, point.perBeta);
    const perBetaHe = get(q, point.perBeta);
    const slowP = f64x2.mul(nearbyP, perBetaP);
    const slowHe = f64x2.mul(nearbyHe, perBetaHe);
    const nearbyAlong = f64x2.add(
      f64x2.mul(slowP, get(p, point.parallel)),
      f64x2.mul(slowHe, get(q, point.parallel)),
    );
    const nearbyAcross = f64x2.add(
      f64x2.mul(slowP, get(p, point.perpendicular)),
      f64x2.mul(slowHe, get(q, point.perpendicular)),
    );
    const center = f64x2.add(f64x2.mul(centerP, perBetaP), f64x2.mul(centerHe, perBetaHe));
    least = f64x2.pmin(total, least);
    const perTotal = f64x2.div(unity(), total);
    const along = f64x2.add(
      f64x2.add(f64x2.mul(background, both(walker, walkers.backgroundAlong)), f64x2.mul(nearbyAlong, alongFactor)),
      f64x2.mul(center, both(walker, walkers.centerAlong)),
    );
    const alongField = f64x2.mul(perTotal, along);
    const acrossField = f64x2.mul(perTotal, f64x2.mul(nearbyAcross, acrossFactor));
    set(d, dipole.streamingX, streaming(walker, 0, alongField, acrossField));
    set(d, dipole.streamingY, streaming(walker, 1, alongField, acrossField));
    p += pointBytes;
    q += pointBytes;
    atP += 16;
    atQ += 16;
  }
  return i64x2.all_true(f64x2.gt(least, f64x2.splat(leastFlux)));
}

function amplitudeChi2(): f64 {
  let sum = f64x2.splat(0);
  for (let d = dipoles; d < endOfDipoles; d += dipoleBytes) {
    const x = get(d, dipole.streamingX);
    const y = get(d, dipole.streamingY);
    const amplitude = f64x2.sqrt(f64x2.add(f64x2.mul(x, x), f64x2.mul(y, y)));
    const residual = f64x2.sub(
      f64x2.mul(amplitude, get(d, dipole.perAmplitude)),
      get(d, dipole.measuredAmplitude),
    );
    const isAbove = f64x2.gt(residual, f64x2.splat(0));
    const weight = v128.bitselect(get(d, dipole.amplitudeWeightAbove), get(d, dipole.amplitudeWeightBelow), isAbove);
    sum = f64x2.add(sum, f64x2.mul(f64x2.mul(residual, residual), weight));
  }
  return sumOfBoth(sum);
}

/** In rad^2/deg^2. Turned back by the measured phase, the angle of -xi is the residual, already between -pi and pi. */
function phaseChi2(): f64 {
  let sum = f64x2.splat(0);
  for (let d = dipoles; d < endOfDipoles; d += dipoleBytes) {
    const x = get(d, dipole.streamingX);
    const y = get(d, dipole.streamingY);
    const cos = get(d, dipole.minusCosPhase);
    const sin = get(d, dipole.minusSinPhase);
    const turnedX = f64x2.add(f64x2.mul(x, cos), f64x2.mul(y, sin));
    const turnedY = f64x2.sub(f64x2.mul(y, cos), f64x2.mul(x, sin));
    const angle = angleOf(turnedX, turnedY);
    sum = f64x2.add(sum, f64x2.mul(f64x2.mul(angle, angle), get(d, dipole.phaseWeight)));
  }
  return sumOfBoth(sum);
}
