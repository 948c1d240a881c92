/**
 * Inverse variances of all residuals, and the normalisation of their densities, redone when the scatter changes. The sum of
 * logarithms is the logarithm of a product, whose exponents are taken out after every factor, so that it neither under- nor overflows.
 */
import * as dipole from '../src/kernel/dipole-fields';
import * as point from '../src/kernel/point-fields';
import * as walkers from '../src/kernel/walker-fields';
import { log2 } from './log2';
import {
  dipoleBytes,
  dipoles,
  endOfDipoles,
  endOfPoints,
  firstDipole,
  get,
  lastDipole,
  one,
  pointBytes,
  points,
  set,
  sumOfBoth,
  unity,
} from './memory';

/** Scatters for which weights and sums stand. */
let lastSpectrum: f64 = NaN;
let lastAmplitude: f64 = NaN;
let lastPhase: f64 = NaN;
/** Sum over the points of ln((s_lo + s_hi)/2) in units of the measured value, of ln(s) for phases. */
let logSpectrum: f64 = 0;
let logAmplitude: f64 = 0;
let logPhase: f64 = 0;

/** A product: its exponents, and its mantissas in [1, 2). */
let exponents: v128 = i64x2.splat(0);
let mantissas: v128 = unity();

function startProduct(): void {
  exponents = i64x2.splat(0);
  mantissas = unity();
}

/** Exponents of normal positive numbers. */
// @ts-ignore: decorator
@inline
function exponentsOf(x: v128): v128 {
  return i64x2.sub(i64x2.shr_u(x, 52), i64x2.splat(1023));
}

// @ts-ignore: decorator
@inline
function mantissasOf(x: v128): v128 {
  return v128.or(v128.and(x, i64x2.splat(0x000fffffffffffff)), unity());
}

function logOfProduct(): f64 {
  const exponent = i64x2.extract_lane(exponents, 0) + i64x2.extract_lane(exponents, 1);
  return (<f64>exponent + sumOfBoth(log2(mantissas))) * 0.6931471805599453;
}

/** Takes a normal positive factor into the product. */
// @ts-ignore: decorator
@inline
function multiply(factor: v128): void {
  const product = f64x2.mul(mantissas, factor);
  exponents = i64x2.add(exponents, exponentsOf(product));
  mantissas = mantissasOf(product);
}

/** Sets weights of split normals by one division. @returns the square of (s_lo + s_hi)/2, by one root unless they are equal, as most are */
// @ts-ignore: decorator
@inline
function split(record: usize, below: i32, above: i32, weightBelow: i32, weightAbove: i32, scatter: v128): v128 {
  const varianceBelow = f64x2.add(get(record, below), scatter);
  const varianceAbove = f64x2.add(get(record, above), scatter);
  if (i64x2.all_true(f64x2.eq(varianceBelow, varianceAbove))) {
    const weight = f64x2.div(unity(), varianceBelow);
    set(record, weightBelow, weight);
    set(record, weightAbove, weight);
    return varianceBelow;
  }
  const product = f64x2.mul(varianceBelow, varianceAbove);
  const perProduct = f64x2.div(unity(), product);
  set(record, weightBelow, f64x2.mul(varianceAbove, perProduct));
  set(record, weightAbove, f64x2.mul(varianceBelow, perProduct));
  const root = f64x2.sqrt(product);
  const sum = f64x2.add(f64x2.add(varianceBelow, varianceAbove), f64x2.add(root, root));
  return f64x2.mul(f64x2.splat(0.25), sum);
}

function spectra(from: usize, to: usize, scatter: v128): void {
  let high = exponents;
  let low = mantissas;
  for (let p = from; p < to; p += pointBytes) {
    const factor = split(p, point.varianceBelow, point.varianceAbove, point.weightBelow, point.weightAbove, scatter);
    const product = f64x2.mul(low, factor);
    high = i64x2.add(high, exponentsOf(product));
    low = mantissasOf(product);
  }
  exponents = high;
  mantissas = low;
}

/** Brings weights to a walker's scatter. @returns the sum of the logarithms of all errors */
export function weigh(walker: usize): f64 {
  const spectrum = one(walker, walkers.scatterSpectrum);
  if (spectrum != lastSpectrum) {
    startProduct();
    const scatter = f64x2.splat(spectrum * spectrum);
    spectra(points, firstDipole, scatter);
    spectra(lastDipole, endOfPoints, scatter);
    logSpectrum = 0.5 * logOfProduct();
    lastSpectrum = spectrum;
  }
  const amplitude = one(walker, walkers.scatterAmplitude);
  if (amplitude != lastAmplitude) {
    startProduct();
    const scatter = f64x2.splat(amplitude * amplitude);
    for (let d = dipoles; d < endOfDipoles; d += dipoleBytes) {
      const factor = split(
        d,
        dipole.amplitudeVarianceBelow,
        dipole.amplitudeVarianceAbove,
        dipole.amplitudeWeightBelow,
        dipole.amplitudeWeightAbove,
        scatter,
      );
      multiply(factor);
    }
    logAmplitude = 0.5 * logOfProduct();
    lastAmplitude = amplitude;
  }
  const phase = one(walker, walkers.scatterPhaseDeg);
  if (phase != lastPhase) {
    startProduct();
    const scatter = f64x2.splat(phase * phase);
    for (let d = dipoles; d < endOfDipoles; d += dipoleBytes) {
      const variance = f64x2.add(get(d, dipole.phaseVariance), scatter);
      set(d, dipole.phaseWeight, f64x2.div(unity(), variance));
      multiply(variance);
    }
    logPhase = 0.5 * logOfProduct();
    lastPhase = phase;
  }
  return logSpectrum + logAmplitude + logPhase;
}
