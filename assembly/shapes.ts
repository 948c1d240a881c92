/**
 * What the points are before the cloud acts: places (places.ts), modulation, and the shapes of the three components, each
 * the vector form of model/flux-grid.ts and model/component-fluxes.ts. `update` redoes a stage only when something it depends on
 * has changed since the last walker: with fixed shapes everything here is done once. Exponents wait in the working room for `powersOfTwo`.
 */
import * as point from '../src/kernel/point-fields';
import * as walkers from '../src/kernel/walker-fields';
import { powersOfTwo } from './exp2';
import { fourLogarithms } from './log2';
import { place } from './places';
import {
  both,
  endOfGroups,
  endOfPoints,
  firstHelium,
  get,
  groupBytes,
  groups,
  one,
  pointBytes,
  points,
  set,
  workOf,
} from './memory';

/** The numbers of the walker for which the stages stand; NaN, which equals nothing, before the first. */
const last = memory.data<f64>([NaN, NaN, NaN, NaN, NaN, NaN, NaN]);

function changed(walker: usize, field: i32): bool {
  return one(walker, field) != one(last, field);
}

/** Brings all points to a walker's numbers. @returns whether every point is one that a nucleus can have */
export function update(walker: usize): bool {
  let moved = false;
  let trusted = true;
  for (let group = groups; group < endOfGroups; group += groupBytes) {
    if (place(group, walker)) moved = true;
    if (load<i32>(group, 12) == 0) trusted = false;
  }
  const modulated = moved || changed(walker, walkers.potentialGV);
  const cut = changed(walker, walkers.inverseCutoff);
  const protons = changed(walker, walkers.index);
  const helium = changed(walker, walkers.index + 1);
  const nearby = moved || cut || changed(walker, walkers.nearbyDiffusion);
  const center = moved || changed(walker, walkers.inverseCenterCutoff) || changed(walker, walkers.centerDiffusion);
  if (modulated) modulate(both(walker, walkers.potentialGV));
  if (modulated || cut || protons) shapeBackground(points, firstHelium, walker, 0);
  if (modulated || cut || helium) shapeBackground(firstHelium, endOfPoints, walker, 1);
  if (nearby || protons) shapeNearby(points, firstHelium, walker, 0);
  if (nearby || helium) shapeNearby(firstHelium, endOfPoints, walker, 1);
  if (center || protons) shapeCenter(points, firstHelium, walker, 0);
  if (center || helium) shapeCenter(firstHelium, endOfPoints, walker, 1);
  memory.copy(last, walker, 8 * 7);
  return trusted;
}

/** Eqs. 3 and 4, as `modulatePoint` of model/component-fluxes.ts, but for the cube of R/R_outside. Four records at a time, see log2.ts. */
function modulate(potential: v128): void {
  for (let p = points; p < endOfPoints; p += 4 * pointBytes) {
    modulateRecord(p, potential);
    modulateRecord(p + pointBytes, potential);
    modulateRecord(p + 2 * pointBytes, potential);
    modulateRecord(p + 3 * pointBytes, potential);
    fourLogarithms(p + 16 * point.logOutsideSquared, p + 16 * point.logOutsideSquared);
  }
}

/** Leaves the square of the rigidity outside where its logarithm belongs. */
// @ts-ignore: decorator
@inline
function modulateRecord(p: usize, potential: v128): void {
  const rigidity = get(p, point.rigidity);
  const epsilon = get(p, point.epsilon);
  const twice = f64x2.add(epsilon, epsilon);
  const square = f64x2.add(f64x2.mul(rigidity, rigidity), f64x2.mul(potential, f64x2.add(twice, potential)));
  const energies = f64x2.div(f64x2.add(epsilon, potential), epsilon);
  set(p, point.logOutsideSquared, square);
  set(p, point.outside, f64x2.sqrt(square));
  set(p, point.backgroundFactor, f64x2.mul(get(p, point.jacobian), energies));
}

/** (R/R_outside)^3 R_outside^(-slope) exp(-R_outside/R_cut). */
function shapeBackground(from: usize, to: usize, walker: usize, species: i32): void {
  const halfPower = f64x2.splat(0.5 * (one(walker, walkers.index + species) + 1.0 / 3.0 + 3));
  const perCutoff = both(walker, walkers.inverseCutoff);
  const cube = f64x2.splat(3);
  let at = workOf(from);
  for (let p = from; p < to; p += pointBytes, at += 16) {
    const inside = f64x2.mul(cube, get(p, point.logRigidity));
    const outside = f64x2.mul(halfPower, get(p, point.logOutsideSquared));
    const cutoff = f64x2.mul(get(p, point.outside), perCutoff);
    v128.store(at, f64x2.sub(f64x2.sub(inside, outside), cutoff));
  }
  at = workOf(from);
  powersOfTwo(at, workOf(to));
  for (let p = from; p < to; p += pointBytes, at += 16)
    set(p, point.background, f64x2.mul(v128.load(at), get(p, point.backgroundFactor)));
}

/** Exponent of a burst: power law, cut-off and diffusion from its origin. */
// @ts-ignore: decorator
@inline
function burstExponent(p: usize, index: v128, perCutoff: v128, diffusion: v128): v128 {
  const powerLaw = f64x2.mul(index, get(p, point.logRigidity));
  const cutoff = f64x2.mul(get(p, point.rigidity), perCutoff);
  return f64x2.neg(f64x2.add(f64x2.add(powerLaw, cutoff), f64x2.mul(get(p, point.perDiffusion), diffusion)));
}

function shapeNearby(from: usize, to: usize, walker: usize, species: i32): void {
  const index = both(walker, walkers.index + species);
  const perCutoff = both(walker, walkers.inverseCutoff);
  const diffusion = both(walker, walkers.nearbyDiffusion);
  for (let p = from; p < to; p += pointBytes)
    set(p, point.nearbyExponent, burstExponent(p, index, perCutoff, diffusion));
}

function shapeCenter(from: usize, to: usize, walker: usize, species: i32): void {
  const index = both(walker, walkers.index + species);
  const perCutoff = both(walker, walkers.inverseCenterCutoff);
  const diffusion = both(walker, walkers.centerDiffusion);
  let at = workOf(from);
  for (let p = from; p < to; p += pointBytes, at += 16)
    v128.store(at, burstExponent(p, index, perCutoff, diffusion));
  at = workOf(from);
  powersOfTwo(at, workOf(to));
  for (let p = from; p < to; p += pointBytes, at += 16)
    set(p, point.center, f64x2.mul(v128.load(at), get(p, point.burstFactor)));
}
