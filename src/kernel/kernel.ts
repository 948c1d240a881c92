/**
 * The fast likelihood: a batch of walkers in one call of the compiled kernel. It holds no physics of its own: what depends
 * on the parameters comes from `Medium`, what depends on the points from the records.
 */
import type { Scatter } from '../likelihood/likelihood.js';
import type { Observations } from '../likelihood/observations.js';
import { logSqrt2Pi } from '../likelihood/split-normal.js';
import type { Component } from '../model/components.js';
import type { Medium } from '../model/medium.js';
import type { KernelExports } from './module.js';
import { kernelRecords, type KernelRecords } from './records.js';
import * as walker from './walker-fields.js';
import { reserve } from '../wasm/module.js';

/** Walkers per call. Mutable inside: belongs to one caller. */
export interface Kernel {
  readonly capacity: number;
  /**
   * Tells the kernel about walker i of the next call. @param shifts energy shifts, in the numbering of `compileKernel`
   */
  describe(i: number, medium: Medium, scatter: Readonly<Scatter>, shifts: Float64Array): void;
  /** Evaluates walkers 0 ... count-1. */
  evaluate(count: number): void;
  /** [capacity * answerFields] results, by the names of walker-fields.ts. */
  readonly answers: Float64Array;
}

const groupBytes = 32;

/**
 * Lays the observations out in the kernel's memory. Nothing is allocated afterwards.
 * @param shiftOf [spectral points] which energy shift moves each point   @param nShifts how many there are
 */
export function compileKernel(
  exports: KernelExports,
  observations: Observations,
  components: readonly Component[],
  shiftOf: ArrayLike<number>,
  nShifts: number,
  capacity = 64,
): Kernel {
  const records = kernelRecords(observations, shiftOf);
  const { protons, dipoles, helium, groups } = records;
  const walkerFields = walker.shifts + nShifts;
  const { memory } = exports;
  const end = exports.layOut(protons, dipoles, helium, groups.length);
  const walkersAt = Math.ceil(end / 64) * 64;
  const answersAt = walkersAt + 8 * walkerFields * capacity;
  reserve(memory, answersAt + 8 * walker.answerFields * capacity);
  fill(exports, records);
  const numbers = new Float64Array(memory.buffer, walkersAt, walkerFields * capacity);
  const logConstant = logConstantOf(observations) - records.logOfFilling;
  const [b, n, c] = (['background', 'nearby', 'galactic_center'] as const).map((name) =>
    components.includes(name) ? 1 : 0,
  );
  return {
    capacity,
    describe(i, medium, scatter, shifts) {
      const at = i * walkerFields;
      numbers[at + walker.potentialGV] = medium.potentialGV;
      numbers[at + walker.inverseCutoff] = Math.LOG2E * medium.inverseCutoff;
      numbers[at + walker.inverseCenterCutoff] = Math.LOG2E * medium.inverseCenterCutoff;
      numbers[at + walker.nearbyDiffusion] = Math.LOG2E * medium.nearbyDiffusion;
      numbers[at + walker.centerDiffusion] = Math.LOG2E * medium.centerDiffusion;
      numbers[at + walker.scatterSpectrum] = scatter.spectrum;
      numbers[at + walker.scatterAmplitude] = scatter.amplitude;
      numbers[at + walker.scatterPhaseDeg] = scatter.phaseDeg;
      for (let s = 0; s < 2; s++) {
        numbers[at + walker.index + s] = medium.index[s];
        numbers[at + walker.backgroundScale + s] = b * medium.backgroundScale[s];
        numbers[at + walker.nearbyScale + s] = n * medium.nearbyScale[s];
        numbers[at + walker.centerScale + s] = c * medium.centerScale[s];
        numbers[at + walker.comptonGetting + s] = medium.comptonGetting[s];
        numbers[at + walker.field + s] = medium.field[s];
        numbers[at + walker.across + s] = medium.across[s];
      }
      numbers[at + walker.convection] = Math.LOG2E * medium.convection;
      numbers[at + walker.perpendicularRatio] = medium.perpendicularRatio;
      numbers[at + walker.criticalFactor] = medium.criticalFactor;
      numbers[at + walker.cosSquared] = medium.cosSquared;
      numbers[at + walker.sinSquared] = medium.sinSquared;
      numbers[at + walker.along] = medium.along;
      numbers[at + walker.backgroundAlong] = medium.backgroundAlong;
      numbers[at + walker.centerAlong] = medium.centerAlong;
      for (let e = 0; e < nShifts; e++) numbers[at + walker.shifts + e] = shifts[e];
    },
    evaluate: (count) => exports.evaluate(count, walkersAt, 8 * walkerFields, answersAt, logConstant),
    answers: new Float64Array(memory.buffer, answersAt, walker.answerFields * capacity),
  };
}

function fill(exports: KernelExports, { pointData, dipoleData, groups }: KernelRecords): void {
  const { buffer } = exports.memory;
  const pointsAt = exports.points.value;
  new Float64Array(buffer, pointsAt, pointData.length).set(pointData);
  new Float64Array(buffer, exports.dipoles.value, dipoleData.length).set(dipoleData);
  const bytesPerPoint = (8 * pointData.length) / (groups.at(-1)?.to ?? 1);
  const view = new DataView(buffer);
  for (const [g, { from, to, shift, onRigidity }] of groups.entries()) {
    const at = exports.groups.value + groupBytes * g;
    view.setInt32(at, pointsAt + bytesPerPoint * from, true);
    view.setInt32(at + 4, pointsAt + bytesPerPoint * to, true);
    view.setInt32(at + 8, shift, true);
    view.setFloat64(at + 16, NaN, true);
    view.setInt32(at + 24, onRigidity ? 1 : 0, true);
  }
}

/** What the normalisation has besides the errors in units of the published value. */
function logConstantOf({ spectrum, amplitude, phase }: Observations): number {
  const logs = (published: Float64Array): number =>
    published.reduce((sum, value) => sum + Math.log(Math.abs(value)), 0);
  const n = spectrum.measured.length + amplitude.measured.length + phase.measured.length;
  return n * logSqrt2Pi + logs(spectrum.published) + logs(amplitude.published);
}
