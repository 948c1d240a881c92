/** Rigidities, energies and their powers of the points of one experiment, all its values of x divided by 1 + d: model/flux-grid.ts. */
import * as point from '../src/kernel/point-fields';
import * as walkers from '../src/kernel/walker-fields';
import { powersOfTwo } from './exp2';
import { log2, logarithms } from './log2';
import { get, one, pointBytes, set, workOf } from './memory';

const lowest: f64 = 1e-100;
const highest: f64 = 1e100;
/** For the powers of a single number. */
const room = memory.data(64, 16);

/**
 * Brings a group to a walker's energy shift, and notes in the group whether every point has a rigidity that can be computed with.
 * @returns whether it was elsewhere
 */
export function place(group: usize, walker: usize): bool {
  const shift = load<i32>(group, 8);
  const d = shift < 0 ? 0 : one(walker, walkers.shifts + shift);
  if (d == load<f64>(group, 16)) return false;
  const from = <usize>load<i32>(group);
  const to = <usize>load<i32>(group, 4);
  const stretch = f64x2.splat(1 / (1 + d));
  const isValid = load<i32>(group, 24) == 1 ? placeRigidities(from, to, stretch) : placeEnergies(from, to, stretch);
  store<i32>(group, isValid, 12);
  store<f64>(group, d, 16);
  return true;
}

/** On the rigidity axis the logarithm of R only moves, and its powers stretch. */
function placeRigidities(from: usize, to: usize, stretch: v128): bool {
  const logStretch = log2(stretch);
  v128.store(room, f64x2.mul(logStretch, f64x2.splat(-1.0 / 3.0)));
  powersOfTwo(room, room + 16);
  const perRootStretch = v128.load(room);
  let isValid = i64x2.splat(-1);
  for (let p = from; p < to; p += pointBytes) {
    const rigidity = f64x2.mul(get(p, point.scaledX), stretch);
    const mass = get(p, point.mass);
    const epsilon = f64x2.sqrt(f64x2.add(f64x2.mul(rigidity, rigidity), f64x2.mul(mass, mass)));
    const perRoot = f64x2.mul(get(p, point.rootPublished), perRootStretch);
    const jacobian = f64x2.mul(get(p, point.perX), stretch);
    isValid = v128.and(isValid, isBetween(rigidity));
    set(p, point.rigidity, rigidity);
    set(p, point.epsilon, epsilon);
    set(p, point.logRigidity, f64x2.add(get(p, point.logPublished), logStretch));
    set(p, point.jacobian, jacobian);
    placePowers(p, perRoot, epsilon, jacobian);
  }
  return i64x2.all_true(isValid);
}

/** On the axes of energy R = sqrt(k (k + 2 m)), with k the kinetic energy per charge. */
function placeEnergies(from: usize, to: usize, stretch: v128): bool {
  let isValid = i64x2.splat(-1);
  for (let p = from; p < to; p += pointBytes) {
    const k = f64x2.sub(f64x2.mul(get(p, point.scaledX), stretch), get(p, point.offset));
    const mass = get(p, point.mass);
    isValid = v128.and(isValid, isBetween(k));
    set(p, point.rigidity, f64x2.sqrt(f64x2.mul(k, f64x2.add(k, f64x2.add(mass, mass)))));
    set(p, point.epsilon, f64x2.add(k, mass));
  }
  logarithms(from + 16 * point.rigidity, to, from + 16 * point.logRigidity);
  const power = f64x2.splat(-1.0 / 3.0);
  let at = workOf(from);
  for (let p = from; p < to; p += pointBytes, at += 16)
    v128.store(at, f64x2.mul(power, get(p, point.logRigidity)));
  at = workOf(from);
  powersOfTwo(at, workOf(to));
  for (let p = from; p < to; p += pointBytes, at += 16) {
    const perRoot = v128.load(at);
    const epsilon = get(p, point.epsilon);
    const perBeta = f64x2.mul(epsilon, f64x2.mul(perRoot, f64x2.mul(perRoot, perRoot)));
    const jacobian = f64x2.mul(f64x2.mul(get(p, point.perX), stretch), perBeta);
    set(p, point.perBeta, perBeta);
    set(p, point.jacobian, jacobian);
    placePowers(p, perRoot, epsilon, jacobian);
  }
  return i64x2.all_true(isValid);
}

// @ts-ignore: decorator
@inline
function isBetween(x: v128): v128 {
  return v128.and(f64x2.gt(x, f64x2.splat(lowest)), f64x2.lt(x, f64x2.splat(highest)));
}

/** What depends on R^(-1/3). */
// @ts-ignore: decorator
@inline
function placePowers(p: usize, perRoot: v128, epsilon: v128, jacobian: v128): void {
  const squared = f64x2.mul(perRoot, perRoot);
  const perRigidity = f64x2.mul(perRoot, squared);
  const perCritical = f64x2.mul(squared, squared);
  set(p, point.perCritical, perCritical);
  set(p, point.perDiffusion, f64x2.mul(epsilon, perCritical));
  set(p, point.burstFactor, f64x2.mul(f64x2.mul(jacobian, f64x2.sqrt(epsilon)), perRigidity));
}
