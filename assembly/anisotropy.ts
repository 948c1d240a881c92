/** The observed dipole (eq. 15) and its residuals: the vector form of model/anisotropy.ts. */
import * as dipole from '../src/kernel/dipole-fields';
import * as point from '../src/kernel/point-fields';
import * as walkers from '../src/kernel/walker-fields';
import { angleOf } from './atan';
import { expPair } from './exp';
import { both, dipoleBytes, dipoles, endOfDipoles, firstDipole, firstHelium, get, one, pointBytes, sumOfBoth, unity } from './memory';
import { magnetised, scratch } from './spectra';

/** Speed of light in cm/s (exact, SI), as in src/units.ts. */
const speedOfLight: f64 = 2.99792458e10;
/** Below this flux in total, ratios of fluxes lose digits to underflow. */
const leastFlux: f64 = 1e-280;
const degree: f64 = 0.017453292519943295;

/** xi along one axis of the equator, 0 for x and 1 for y. */
// @ts-ignore: decorator
@inline
function streaming(walker: usize, axis: i32, alongField: v128, acrossField: v128): v128 {
  const along = f64x2.mul(alongField, both(walker, walkers.field + axis));
  const across = f64x2.mul(acrossField, both(walker, walkers.across + axis));
  return f64x2.add(f64x2.add(both(walker, walkers.comptonGetting + axis), along), across);
}

/** Writes chi2 of amplitudes and phases. @returns whether no energy is beyond every cut-off */
export function anisotropyChi2(walker: usize, answer: usize): bool {
  const convection = both(walker, walkers.convection);
  const criticalFactor = both(walker, walkers.criticalFactor);
  const cosSquared = both(walker, walkers.cosSquared);
  const acrossRatio = f64x2.mul(both(walker, walkers.sinSquared), both(walker, walkers.perpendicularRatio));
  const alongFactor = f64x2.splat((-3 / speedOfLight) * one(walker, walkers.along));
  const acrossFactor = f64x2.splat((-3 / speedOfLight) * one(walker, walkers.perpendicularRatio));
  let p = firstDipole;
  let q = firstHelium;
  let amplitudes = f64x2.splat(0);
  let phases = f64x2.splat(0);
  let least = f64x2.splat(Infinity);
  for (let d = dipoles; d < endOfDipoles; d += dipoleBytes) {
    // kappa_par/kappa_xx and kappa_perp/kappa_xx of eq. 7 are t and the ratio over the bracket.
    const tP = magnetised(p, criticalFactor);
    const tHe = magnetised(q, criticalFactor);
    const perBracketP = f64x2.div(unity(), f64x2.add(f64x2.mul(cosSquared, tP), acrossRatio));
    const perBracketHe = f64x2.div(unity(), f64x2.add(f64x2.mul(cosSquared, tHe), acrossRatio));
    const parallelP = f64x2.mul(tP, perBracketP);
    const parallelHe = f64x2.mul(tHe, perBracketHe);
    const a = f64x2.sub(
      get(p, point.nearbyExponent),
      f64x2.mul(f64x2.mul(get(p, point.perDiffusion), convection), parallelP),
    );
    const b = f64x2.sub(
      get(q, point.nearbyExponent),
      f64x2.mul(f64x2.mul(get(q, point.perDiffusion), convection), parallelHe),
    );
    expPair(a, scratch, b, scratch + 16);
    const backgroundP = f64x2.mul(both(walker, walkers.backgroundScale), get(p, point.background));
    const backgroundHe = f64x2.mul(both(walker, walkers.backgroundScale + 1), get(q, point.background));
    const nearbyP = f64x2.mul(f64x2.mul(both(walker, walkers.nearbyScale), get(p, point.burstFactor)), v128.load(scratch));
    const nearbyHe = f64x2.mul(f64x2.mul(both(walker, walkers.nearbyScale + 1), get(q, point.burstFactor)), v128.load(scratch, 16));
    const centerP = f64x2.mul(both(walker, walkers.centerScale), get(p, point.center));
    const centerHe = f64x2.mul(both(walker, walkers.centerScale + 1), get(q, point.center));
    // Sums over the two nuclei: of the flux, and of the flux times what streams along the field and across it.
    const background = f64x2.add(backgroundP, backgroundHe);
    const total = f64x2.add(
      f64x2.add(background, f64x2.add(nearbyP, nearbyHe)),
      f64x2.add(centerP, centerHe),
    );
    const slowP = f64x2.mul(nearbyP, get(p, point.perBeta));
    const slowHe = f64x2.mul(nearbyHe, get(q, point.perBeta));
    const nearbyAlong = f64x2.add(f64x2.mul(slowP, parallelP), f64x2.mul(slowHe, parallelHe));
    const nearbyAcross = f64x2.add(f64x2.mul(slowP, perBracketP), f64x2.mul(slowHe, perBracketHe));
    const center = f64x2.add(
      f64x2.mul(centerP, get(p, point.perBeta)),
      f64x2.mul(centerHe, get(q, point.perBeta)),
    );
    least = f64x2.pmin(total, least);
    const perTotal = f64x2.div(unity(), total);
    const alongField = f64x2.mul(
      perTotal,
      f64x2.add(
        f64x2.add(
          f64x2.mul(background, both(walker, walkers.backgroundAlong)),
          f64x2.mul(nearbyAlong, alongFactor),
        ),
        f64x2.mul(center, both(walker, walkers.centerAlong)),
      ),
    );
    const acrossField = f64x2.mul(perTotal, f64x2.mul(nearbyAcross, acrossFactor));
    const x = streaming(walker, 0, alongField, acrossField);
    const y = streaming(walker, 1, alongField, acrossField);
    const amplitude = f64x2.sqrt(f64x2.add(f64x2.mul(x, x), f64x2.mul(y, y)));
    const residual = f64x2.sub(
      f64x2.mul(amplitude, get(d, dipole.perAmplitude)),
      get(d, dipole.measuredAmplitude),
    );
    const isAbove = f64x2.gt(residual, f64x2.splat(0));
    const weight = v128.bitselect(
      get(d, dipole.amplitudeWeightAbove),
      get(d, dipole.amplitudeWeightBelow),
      isAbove,
    );
    amplitudes = f64x2.add(amplitudes, f64x2.mul(f64x2.mul(residual, residual), weight));
    // Turned back by the measured phase, the angle of -xi is the residual, already between -180 and 180 degrees.
    const cos = get(d, dipole.minusCosPhase);
    const sin = get(d, dipole.minusSinPhase);
    const turnedX = f64x2.add(f64x2.mul(x, cos), f64x2.mul(y, sin));
    const turnedY = f64x2.sub(f64x2.mul(y, cos), f64x2.mul(x, sin));
    const angle = angleOf(turnedX, turnedY);
    phases = f64x2.add(phases, f64x2.mul(f64x2.mul(angle, angle), get(d, dipole.phaseWeight)));
    p += pointBytes;
    q += pointBytes;
  }
  store<f64>(answer + 8 * walkers.chi2Amplitude, sumOfBoth(amplitudes));
  store<f64>(answer + 8 * walkers.chi2Phase, sumOfBoth(phases) / (degree * degree));
  return i64x2.all_true(f64x2.gt(least, f64x2.splat(leastFlux)));
}
