/**
 * The likelihood of a batch of walkers, two points at a time. The physics is that of src/physics, in the closed forms of
 * src/model, whose tests hold the two together; here are only passes over points. src/kernel/kernel.ts fills the memory.
 */
import * as fields from '../src/kernel/walker-fields';
import { anisotropyChi2 } from './anisotropy';
import { crossCloud } from './cloud';
import { powersOfTwo } from './exp2';
import { log2 } from './log2';
import { angleOf } from './atan';
import { weigh } from './noise';
import { update } from './shapes';
import { spectrumChi2 } from './spectra';

export { layOut, points, dipoles, groups } from './memory';

/**
 * @param walker first walker's numbers   @param walkerBytes from one walker to the next
 * @param logConstant what the normalisation has besides the errors in their units
 */
export function evaluate(count: i32, walker: usize, walkerBytes: usize, answer: usize, logConstant: f64): void {
  for (let i = 0; i < count; i++) {
    const isPlaced = update(walker);
    const logErrors = weigh(walker);
    crossCloud(walker);
    const spectrum = spectrumChi2(walker);
    const isValid = anisotropyChi2(walker, answer);
    const amplitude = load<f64>(answer + 8 * fields.chi2Amplitude);
    const phase = load<f64>(answer + 8 * fields.chi2Phase);
    const logLikelihood = -0.5 * (spectrum + amplitude + phase) - (logErrors + logConstant);
    const isFinite = logLikelihood - logLikelihood == 0;
    store<f64>(answer + 8 * fields.trusted, isPlaced && isValid && isFinite ? 1 : 0);
    store<f64>(answer + 8 * fields.logLikelihood, logLikelihood);
    store<f64>(answer + 8 * fields.chi2Spectrum, spectrum);
    walker += walkerBytes;
    answer += 8 * fields.answerFields;
  }
}

/** For the tests: powers of two of the eight numbers at `at`, in place. */
export function powersOfEight(at: usize): void {
  powersOfTwo(at, at + 64);
}

/** For the tests: logarithms to base 2 of the two numbers at `at`, in place. */
export function logsOfTwo(at: usize): void {
  v128.store(at, log2(v128.load(at)));
}

/** For the tests: angles of two vectors to the x axis, x at `at` and y behind, over x. */
export function anglesOfTwo(at: usize): void {
  v128.store(at, angleOf(v128.load(at), v128.load(at, 16)));
}
