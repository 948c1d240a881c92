import { describe, expect, it } from 'vitest';
import { InputError, RunError } from '../../src/errors.js';
import { packError, unpackError } from '../../src/run/packed-error.js';

/** There and back through what a message port does. */
const travel = (thrown: unknown): Error => unpackError(structuredClone(packError(thrown)));

describe('an error on its way between threads', () => {
  it('stays an InputError with its problems', () => {
    const problems = [
      { where: 'a.yaml:1:2', expected: 'b', got: 'c', hint: 'D.' },
      { where: 'e', expected: 'f' },
    ];
    const error = travel(new InputError(problems));
    expect(error.constructor).toBe(InputError);
    expect(error).toMatchObject({ problems });
    expect(error.message).toBe(new InputError(problems).message);
  });
  it.each([new RunError('disk'), new RangeError('r'), new TypeError('t'), new Error('e')])(
    'keeps its class: %s',
    (thrown) => {
      const error = travel(thrown);
      expect(error.constructor).toBe(thrown.constructor);
      expect([error.name, error.message, error.stack]).toEqual([thrown.name, thrown.message, thrown.stack]);
    },
  );
  it('keeps the name of a class unknown here, and what caused it', () => {
    const thrown = new Error('odd', { cause: new RunError('why') });
    thrown.name = 'OddError';
    const error = travel(thrown);
    expect([error.name, error.message]).toEqual(['OddError', 'odd']);
    expect(error.cause).toBeInstanceOf(RunError);
    expect((error.cause as Error).message).toBe('why');
  });
  it('becomes an error when something else was thrown', () => {
    expect(travel('just text').message).toBe('just text');
  });
});
