import { describe, expect, test } from 'vitest';
import { splitFields } from '../../src/data/split-fields.js';

const texts = (line: string, delimiter: ',' | ' '): string[] =>
  splitFields(line, delimiter).fields.map(({ text }) => text);
const columns = (line: string, delimiter: ',' | ' '): number[] =>
  splitFields(line, delimiter).fields.map(({ column }) => column);

describe('splitFields', () => {
  test.each([
    ['1,2,3', ['1', '2', '3'], [1, 3, 5]],
    ['1,,3', ['1', '', '3'], [1, 3, 4]],
    ['1,2,', ['1', '2', ''], [1, 3, 5]],
    [',', ['', ''], [1, 2]],
    ['', [''], [1]],
    [' 1 , 2 ', ['1', '2'], [2, 6]],
    ['"a, b",2', ['a, b', '2'], [1, 8]],
    ['"say ""hi""" ,2', ['say "hi"', '2'], [1, 15]],
    ['"",x', ['', 'x'], [1, 4]],
    ['5" tube,x', ['5" tube', 'x'], [1, 9]],
  ])('comma: %s', (line, expected, at) => {
    expect(texts(line, ',')).toEqual(expected);
    expect(columns(line, ',')).toEqual(at);
    expect(splitFields(line, ',').fault).toBeNull();
  });

  test.each([
    ['1.0 2 "" "a b"', ['1.0', '2', '', 'a b'], [1, 5, 7, 10]],
    ['  1   2  ', ['1', '2'], [3, 7]],
    ['a,b c', ['a,b', 'c'], [1, 5]],
  ])('blank: %s', (line, expected, at) => {
    expect(texts(line, ' ')).toEqual(expected);
    expect(columns(line, ' ')).toEqual(at);
  });

  test.each([
    ['1,"open', ',', 3, 'closing quote'],
    ['1,"a"b,2', ',', 6, 'end of the cell'],
    ['"a"b 2', ' ', 4, 'end of the cell'],
    ['"a""', ',', 1, 'closing quote'],
  ] as const)('fault: %s', (line, delimiter, column, expected) => {
    const { fault } = splitFields(line, delimiter);
    expect(fault?.column).toBe(column);
    expect(fault?.expected).toContain(expected);
  });
});
