/** The kernel's own exponential, logarithm and angle against the library's, in units in the last place. */
import { describe, expect, test } from 'vitest';
import { instantiateKernel } from '../../src/kernel/module.js';
import { streamRng } from '../../src/math/rng.js';

const kernel = instantiateKernel()!;
/** Behind what the module itself uses: nothing has been laid out in this instance. */
const at = kernel.memory.buffer.byteLength - 64;
const room = new Float64Array(kernel.memory.buffer, at, 4);

function applied(f: (at: number) => void, ...x: readonly number[]): number[] {
  room.set(x);
  f(at);
  return [...room];
}

/** Distance in representable numbers: 0 for equal ones, -0 and 0 included. */
function ulps(a: number, b: number): number {
  if (Object.is(a, b) || (Number.isNaN(a) && Number.isNaN(b))) return 0;
  const [first, second] = new BigInt64Array(Float64Array.of(a, b).buffer);
  return a < 0 === b < 0 ? Math.abs(Number(first - second)) : Infinity;
}

/** Largest distance from the library's function over `count` arguments, four at a time, and where it is. */
function worst(
  f: (at: number) => void,
  reference: (x: number) => number,
  draw: () => number,
  count: number,
): number {
  let largest = 0;
  for (let i = 0; i < count; i += 4) {
    const x = [draw(), draw(), draw(), draw()];
    const got = applied(f, ...x);
    for (const [k, value] of got.entries()) largest = Math.max(largest, ulps(value, reference(x[k])));
  }
  return largest;
}

/** Each special argument beside three ordinary ones, in every lane: a special one must not spoil its neighbours. */
function expectSpecial(
  f: (at: number) => void,
  reference: (x: number) => number,
  special: readonly number[],
): void {
  for (const x of special)
    for (const lane of [0, 1, 2, 3]) {
      const arguments_ = [0.5, 1.5, 2.5, 3.5].map((ordinary, k) => (k === lane ? x : ordinary));
      for (const [k, value] of applied(f, ...arguments_).entries())
        expect(
          ulps(value, reference(arguments_[k])),
          `lane ${k} of ${arguments_.join(', ')}`,
        ).toBeLessThanOrEqual(2);
    }
}

describe('exp', () => {
  const { expOfFour } = kernel;
  const rng = streamRng('kernel-exp');

  test('is within 2 ulp over the whole range, results that are subnormal included', () => {
    expect(worst(expOfFour, Math.exp, () => -745 + 1454 * rng.uniform(), 40_000)).toBeLessThanOrEqual(2);
    expect(worst(expOfFour, Math.exp, () => -708 - 37 * rng.uniform(), 10_000)).toBeLessThanOrEqual(2);
  });

  test('is within 1 ulp where fluxes matter', () => {
    expect(worst(expOfFour, Math.exp, () => -1 + 2 * rng.uniform(), 20_000)).toBeLessThanOrEqual(1);
    expect(worst(expOfFour, Math.exp, () => -60 * rng.uniform(), 20_000)).toBeLessThanOrEqual(1);
  });

  test('underflows, overflows and passes on NaN as the library does', () => {
    expectSpecial(expOfFour, Math.exp, [
      0,
      -0,
      1e-300,
      -1e-300,
      708,
      -708,
      708.5,
      -708.5,
      709.78,
      709.79,
      745,
      -745.1,
      -745.2,
      -746,
      1e4,
      -1e4,
      1e300,
      -1e300,
      Infinity,
      -Infinity,
      NaN,
    ]);
  });
});

describe('log', () => {
  const { logOfFour } = kernel;
  const rng = streamRng('kernel-log');

  test('is within 1 ulp over the whole range, subnormal arguments included', () => {
    expect(
      worst(logOfFour, Math.log, () => Math.exp(-708 + 1417 * rng.uniform()), 40_000),
    ).toBeLessThanOrEqual(1);
    expect(worst(logOfFour, Math.log, () => 2.2e-308 * rng.uniform(), 10_000)).toBeLessThanOrEqual(1);
  });

  test('is within 1 ulp beside 1, where the result goes through zero', () => {
    expect(worst(logOfFour, Math.log, () => 0.7 + 0.7 * rng.uniform(), 20_000)).toBeLessThanOrEqual(1);
    expect(worst(logOfFour, Math.log, () => 1 + 1e-6 * (rng.uniform() - 0.5), 20_000)).toBeLessThanOrEqual(1);
  });

  test('of zero, infinity, negative numbers and NaN is the library’s', () => {
    expectSpecial(logOfFour, Math.log, [
      1,
      0,
      -0,
      5e-324,
      1e-310,
      2.2250738585072014e-308,
      Number.MAX_VALUE,
      Infinity,
      -Infinity,
      -1,
      NaN,
    ]);
  });
});

describe('the angle of a vector', () => {
  const rng = streamRng('kernel-angle');
  const angle = (x: number, y: number): number => applied(kernel.anglesOfTwo, x, x, y, y)[0];

  test('is within 3 ulp all around', () => {
    for (let i = 0; i < 20_000; i++) {
      const direction = 2 * Math.PI * (rng.uniform() - 0.5);
      const length = 10 ** (10 * (rng.uniform() - 0.5));
      const [x, y] = [length * Math.cos(direction), length * Math.sin(direction)];
      expect(ulps(angle(x, y), Math.atan2(y, x))).toBeLessThanOrEqual(3);
    }
  });

  test('on the axes and the diagonals', () => {
    for (const [x, y] of [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
      [1, 1],
      [-1, 1],
      [1, -1],
      [-1, -1],
    ])
      expect(ulps(angle(x, y), Math.atan2(y, x))).toBeLessThanOrEqual(1);
    expect(angle(0, 0)).toBeNaN();
  });
});
