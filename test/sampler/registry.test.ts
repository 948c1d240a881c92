import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.js';
import { defaultMoves, moveMixWarning, moves, parseMoveMix } from '../../src/sampler/moves/registry.js';

function messageOf(spec: string): string {
  try {
    parseMoveMix(spec);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  return '';
}

const weights = (spec: string): [string, number][] =>
  parseMoveMix(spec).map(({ move, weight }) => [move.name, weight]);

describe('parseMoveMix', () => {
  it('reads names and weights and normalises them', () => {
    expect(weights('stretch')).toEqual([['stretch', 1]]);
    expect(weights(' de : 3 , stretch ')).toEqual([
      ['de', 0.75],
      ['stretch', 0.25],
    ]);
    expect(weights('de:1e2,de_hop:1e2')).toEqual([
      ['de', 0.5],
      ['de_hop', 0.5],
    ]);
  });
  it('reads its own default, whose weights sum to one', () => {
    const sum = parseMoveMix(defaultMoves).reduce((total, { weight }) => total + weight, 0);
    expect(sum).toBeCloseTo(1, 14);
  });
  it('suggests the nearest name', () => {
    expect(messageOf('strech:1')).toBe(
      'moves: expected the name of a move, got "strech". Did you mean \'stretch\'?',
    );
    expect(messageOf('toString')).toContain(`Known names: ${Object.keys(moves).join(', ')}.`);
  });
  it.each(['de:0', 'de:-1', 'de:', 'de:x', 'de:1:2', 'de:Infinity'])('refuses the weight in %s', (spec) => {
    expect(messageOf(spec)).toBe(`moves: expected de:WEIGHT with a weight > 0, got "${spec}"`.concat('.'));
  });
  it('refuses a mixture in which every move learns: nothing would move during warm-up', () => {
    expect(messageOf('independence')).toContain('expected a move that needs no warm-up');
    expect(messageOf('independence:0.9,de:0.1')).toBe('');
  });
  it('lists every mistake at once', () => {
    expect(messageOf('de:1,de:2,strech,walk:0').split('\n')).toHaveLength(3);
    expect(messageOf('')).toContain('expected the name of a move, got ""');
  });
});

describe('moveMixWarning', () => {
  it('has nothing to say about the default, and warns of too little stretch and snooker', () => {
    expect(moveMixWarning(parseMoveMix(defaultMoves))).toBeNull();
    expect(moveMixWarning(parseMoveMix('de:0.9,snooker:0.1'))).toBeNull();
    expect(moveMixWarning(parseMoveMix('de'))).toContain('0 % of the weight');
    expect(moveMixWarning(parseMoveMix('de:0.95,stretch:0.05'))).toContain('5 % of the weight');
  });
});
