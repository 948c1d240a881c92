/**
 * What the points are before the cloud acts: places (energy shifts), modulation, and the shapes of the three components, each
 * the vector form of model/flux-grid.ts and model/component-fluxes.ts. `update` redoes a stage only when something it depends on
 * has changed since the last walker: with fixed shapes everything here is done once. Exponents wait in the working room for `powersOfTwo`.
 */
import * as point from '../src/kernel/point-fields';
import * as walkers from '../src/kernel/walker-fields';
import { powersOfTwo } from './exp2';
import { logarithms } from './log2';
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
  unity,
  workOf,
} from './memory';

/** The numbers of the walker for which the stages stand; NaN, which equals nothing, before the first. */
const last = memory.data<f64>([NaN, NaN, NaN, NaN, NaN, NaN, NaN]);

function changed(walker: usize, field: i32): bool {
  return one(walker, field) != one(last, field);
}

/** Brings all points to a walker's numbers. @returns whether every point is one that a nucleus can have */
export function update(walker: usize): bool {
  let trusted = true;
  let from: usize = 0;
  let to: usize = 0;
  for (let group = groups; group < endOfGroups; group += groupBytes) {
    const d = shiftOf(group, walker);
    if (d != load<f64>(group, 16)) {
      store<i32>(group, placeRigidities(load<i32>(group), load<i32>(group, 4), f64x2.splat(1 / (1 + d))), 12);
      if (to == 0) from = load<i32>(group);
      to = load<i32>(group, 4);
    }
    if (load<i32>(group, 12) == 0) trusted = false;
  }
  const moved = to != 0;
  if (moved) place(from, to, walker);
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

/** The walker's energy shift of a group. */
function shiftOf(group: usize, walker: usize): f64 {
  const shift = load<i32>(group, 8);
  return shift < 0 ? 0 : one(walker, walkers.shifts + shift);
}

/** Powers of R for the points between the first and the last group that moved. */
function place(from: usize, to: usize, walker: usize): void {
  const power = f64x2.splat(-1.0 / 3.0);
  let at = workOf(from);
  logarithms(from + 16 * point.rigidity, to, from + 16 * point.logRigidity);
  for (let p = from; p < to; p += pointBytes, at += 16)
    v128.store(at, f64x2.mul(power, get(p, point.logRigidity)));
  powersOfTwo(workOf(from), workOf(to));
  for (let group = groups; group < endOfGroups; group += groupBytes) {
    const d = shiftOf(group, walker);
    if (d == load<f64>(group, 16)) continue;
    placeFactors(load<i32>(group), load<i32>(group, 4), f64x2.splat(1 / (1 + d)));
    store<f64>(group, d, 16);
  }
}

/** Points of one experiment at x/(1 + d). @returns whether all of them have a rigidity that can be computed with */
function placeRigidities(from: usize, to: usize, stretch: v128): bool {
  const lowest = f64x2.splat(1e-100);
  const highest = f64x2.splat(1e100);
  let isValid = i64x2.splat(-1);
  for (let p = from; p < to; p += pointBytes) {
    const u = f64x2.sub(f64x2.mul(get(p, point.scaledX), stretch), get(p, point.offset));
    isValid = v128.and(isValid, v128.and(f64x2.gt(u, lowest), f64x2.lt(u, highest)));
    const m = get(p, point.mass);
    const isRigidity = get(p, point.isRigidity);
    // E/Z = sqrt(R^2 + m^2), or R = sqrt(k (k + 2 m)): the other of the two is u, or u + m.
    const square = v128.bitselect(
      f64x2.add(f64x2.mul(u, u), f64x2.mul(m, m)),
      f64x2.mul(u, f64x2.add(u, f64x2.add(m, m))),
      isRigidity,
    );
    const root = f64x2.sqrt(square);
    set(p, point.rigidity, v128.bitselect(u, root, isRigidity));
    set(p, point.epsilon, v128.bitselect(root, f64x2.add(u, m), isRigidity));
  }
  return i64x2.all_true(isValid);
}

/** All powers of R from R^(-1/3), which waits in the working room. */
function placeFactors(from: usize, to: usize, stretch: v128): void {
  let at = workOf(from);
  for (let p = from; p < to; p += pointBytes, at += 16) {
    const perRoot = v128.load(at);
    const squared = f64x2.mul(perRoot, perRoot);
    const perRigidity = f64x2.mul(perRoot, squared);
    const perCritical = f64x2.mul(squared, squared);
    const epsilon = get(p, point.epsilon);
    const perBeta = f64x2.mul(epsilon, perRigidity);
    const slope = v128.bitselect(unity(), perBeta, get(p, point.isRigidity));
    const jacobian = f64x2.mul(f64x2.mul(get(p, point.perX), stretch), slope);
    set(p, point.perCritical, perCritical);
    set(p, point.perDiffusion, f64x2.mul(epsilon, perCritical));
    set(p, point.perBeta, perBeta);
    set(p, point.jacobian, jacobian);
    set(p, point.burstFactor, f64x2.mul(f64x2.mul(jacobian, f64x2.sqrt(epsilon)), perRigidity));
  }
}

/** Eqs. 3 and 4, as `modulatePoint` of model/component-fluxes.ts, but for the cube of R/R_outside. */
function modulate(potential: v128): void {
  for (let p = points; p < endOfPoints; p += pointBytes) {
    const rigidity = get(p, point.rigidity);
    const epsilon = get(p, point.epsilon);
    const twice = f64x2.add(epsilon, epsilon);
    const square = f64x2.add(f64x2.mul(rigidity, rigidity), f64x2.mul(potential, f64x2.add(twice, potential)));
    const energies = f64x2.div(f64x2.add(epsilon, potential), epsilon);
    set(p, point.logOutsideSquared, square);
    set(p, point.outside, f64x2.sqrt(square));
    set(p, point.backgroundFactor, f64x2.mul(get(p, point.jacobian), energies));
  }
  const logs = points + 16 * point.logOutsideSquared;
  logarithms(logs, endOfPoints, logs);
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
