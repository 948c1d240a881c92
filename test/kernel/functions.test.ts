/** The kernel's own powers of two, logarithm and angle against the library's, in units in the last place. */
import { describe, expect, test } from 'vitest';
import { instantiateKernel } from '../../src/kernel/module.js';
import { streamRng } from '../../src/math/rng.js';

const kernel = instantiateKernel()!;
/** Behind what the module itself uses: nothing has been laid out in this instance. */
const at = kernel.memory.buffer.byteLength - 64;
const room = new Float64Array(kernel.memory.buffer, at, 8);

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

/** Largest distance from the library's function over `count` arguments, `atOnce` at a time. */
function worst(
  f: (at: number) => void,
  reference: (x: number) => number,
  draw: () => number,
  { count, atOnce }: { count: number; atOnce: number },
): number {
  let largest = 0;
  for (let i = 0; i < count; i += atOnce) {
    const x = Array.from({ length: atOnce }, draw);
    const got = applied(f, ...x);
    for (const [k, argument] of x.entries()) largest = Math.max(largest, ulps(got[k], reference(argument)));
  }
  return largest;
}

describe('powers of two', () => {
  const { powersOfEight } = kernel;
  const rng = streamRng('kernel-powers');
  const power = (x: number): number => 2 ** x;

  test('are within 2 ulp wherever they are normal numbers', () => {
    const all = { count: 40_000, atOnce: 8 };
    expect(worst(powersOfEight, power, () => -900 + 1923 * rng.uniform(), all)).toBeLessThanOrEqual(2);
    expect(worst(powersOfEight, power, () => -1 + 2 * rng.uniform(), all)).toBeLessThanOrEqual(2);
    expect(worst(powersOfEight, power, () => -90 * rng.uniform(), all)).toBeLessThanOrEqual(2);
  });

  test('of whole numbers are exact', () => {
    for (let k = -900; k <= 1023; k++) expect(applied(powersOfEight, k)[0]).toBe(2 ** k);
  });

  test('stand still beyond either end and pass on NaN, whatever their neighbours', () => {
    for (const [x, expected] of [
      [-900.5, 2 ** -900],
      [-1e4, 2 ** -900],
      [-1e300, 2 ** -900],
      [-Infinity, 2 ** -900],
      [1023.5, 2 ** 1023],
      [1e300, 2 ** 1023],
      [Infinity, 2 ** 1023],
      [NaN, NaN],
    ])
      for (let lane = 0; lane < 8; lane++) {
        const arguments_ = Array.from({ length: 8 }, (_, k) => (k === lane ? x : k));
        expect(applied(powersOfEight, ...arguments_)).toEqual(
          arguments_.map((_, k) => (k === lane ? expected : 2 ** k)),
        );
      }
  });
});

describe('log2', () => {
  const { logsOfTwo } = kernel;
  const rng = streamRng('kernel-log');

  test('is within 2 ulp over the normal numbers', () => {
    const draw = (): number => 2 ** (-1021 + 2044 * rng.uniform());
    expect(worst(logsOfTwo, Math.log2, draw, { count: 40_000, atOnce: 2 })).toBeLessThanOrEqual(2);
  });

  test('is within 4 ulp beside 1, where the result goes through zero', () => {
    const far = (): number => 0.7 + 0.7 * rng.uniform();
    const near = (): number => 1 + 1e-6 * (rng.uniform() - 0.5);
    // V8's Math.log2 is off by some ulp beside 1; the series behind log1p is not.
    const reference = (x: number): number => Math.log1p(x - 1) * Math.LOG2E;
    expect(worst(logsOfTwo, reference, far, { count: 20_000, atOnce: 2 })).toBeLessThanOrEqual(4);
    expect(worst(logsOfTwo, reference, near, { count: 20_000, atOnce: 2 })).toBeLessThanOrEqual(4);
  });

  test('of powers of two is exact', () => {
    for (let k = -1022; k <= 1023; k++)
      expect(applied(logsOfTwo, 2 ** k, 1)).toEqual([k, 0, ...room.slice(2)]);
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
      expect(ulps(angle(x, y), Math.abs(Math.atan2(y, x)))).toBeLessThanOrEqual(3);
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
      expect(ulps(angle(x, y), Math.abs(Math.atan2(y, x)))).toBeLessThanOrEqual(1);
    expect(angle(0, 0)).toBeNaN();
  });
});
