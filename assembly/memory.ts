/**
 * Where everything lies: records of points (spectra of protons, dipoles' protons, dipoles' helium, spectra of helium), then
 * records of dipoles, then the groups: neighbours of one species and one experiment, then room for one vector per record of
 * points and three more, in which exponents become powers. Every group is filled up to an even number of points.
 */
import { dipoleFields } from '../src/kernel/dipole-fields';
import { pointFields } from '../src/kernel/point-fields';

/** Bytes per record. */
export const pointBytes: usize = 16 * pointFields;
export const dipoleBytes: usize = 16 * dipoleFields;
/**
 * Bytes per group: offset of its first record and of its end, i32; which shift it has, i32; whether it can be trusted, i32; the shift it
 * stands at, f64; whether it is on the rigidity axis, i32.
 */
export const groupBytes: usize = 32;

export let points: usize = 0;
export let firstDipole: usize = 0;
export let firstHelium: usize = 0;
export let lastDipole: usize = 0;
export let endOfPoints: usize = 0;
export let dipoles: usize = 0;
export let endOfDipoles: usize = 0;
export let groups: usize = 0;
export let endOfGroups: usize = 0;
export let work: usize = 0;

/** Field of the two points of a record. */
// @ts-ignore: decorator
@inline
export function get(record: usize, field: i32): v128 {
  return v128.load(record + 16 * field);
}

// @ts-ignore: decorator
@inline
export function set(record: usize, field: i32, value: v128): void {
  v128.store(record + 16 * field, value);
}

/** Where the vector of a record of points lies in the working room. */
// @ts-ignore: decorator
@inline
export function workOf(record: usize): usize {
  return work + ((record - points) / pointBytes) * 16;
}

/** Number of a walker, in both halves of a vector. */
// @ts-ignore: decorator
@inline
export function both(walker: usize, field: i32): v128 {
  return v128.load64_splat(walker + 8 * field);
}

// @ts-ignore: decorator
@inline
export function one(walker: usize, field: i32): f64 {
  return load<f64>(walker + 8 * field);
}

// @ts-ignore: decorator
@inline
export function sumOfBoth(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

const numbers = memory.data<f64>([1, 1], 16);

/** 1 from memory: see exp2.ts. */
// @ts-ignore: decorator
@inline
export function unity(): v128 {
  return v128.load(numbers);
}

/** Gives everything its place, from the first whole cache line on. Counts of points and dipoles, even. @returns the end */
export function layOut(protons: usize, nDipoles: usize, helium: usize, nGroups: usize): usize {
  points = (__heap_base + 63) & ~63;
  firstDipole = points + (protons / 2) * pointBytes;
  firstHelium = firstDipole + (nDipoles / 2) * pointBytes;
  lastDipole = firstHelium + (nDipoles / 2) * pointBytes;
  endOfPoints = lastDipole + (helium / 2) * pointBytes;
  dipoles = endOfPoints + 3 * pointBytes;
  endOfDipoles = dipoles + (nDipoles / 2) * dipoleBytes;
  groups = endOfDipoles;
  endOfGroups = groups + nGroups * groupBytes;
  work = (endOfGroups + 63) & ~63;
  return work + (protons + 2 * nDipoles + helium + 6) * 8;
}
