/** The one number that the data know of a set of coordinates, and how it is written. */
import { mean, variance } from '../../math/sum.js';
import type { NarrowSet } from './narrow-sets.js';

/** Factors that a measured ratio of coefficients is taken for when it is this close. */
const SIMPLE = [1, 2, 3, 4, 1 / 2, 1 / 3, 1 / 4, 3 / 2, 2 / 3, 4 / 3, 3 / 4];
const CLOSE = 0.1;

export interface Combination {
  readonly terms: readonly { readonly name: string; readonly factor: number }[];
  readonly mean: number;
  readonly sd: number;
}

/** The narrow direction of a set with its first coefficient made 1 and the others simple where they are nearly so. */
export function determinedCombination(
  { members, direction }: NarrowSet,
  names: readonly string[],
  columns: readonly Float64Array[],
): Combination {
  const raw = members.map((k, i) => direction[i] / Math.sqrt(variance(columns[k])));
  const factors = raw.map((value) => simple(value / raw[0]));
  const values = new Float64Array(columns[0].length);
  members.forEach((k, i) => columns[k].forEach((x, row) => (values[row] += factors[i] * x)));
  return {
    terms: members.map((k, i) => ({ name: names[k], factor: factors[i] })),
    mean: mean(values),
    sd: Math.sqrt(variance(values)),
  };
}

function simple(ratio: number): number {
  const near = SIMPLE.find((factor) => Math.abs(Math.abs(ratio) / factor - 1) < CLOSE);
  return near === undefined ? ratio : Math.sign(ratio) * near;
}

/** "a + 2 b - c". */
export function combinationText({ terms }: Combination): string {
  return terms
    .map(({ name, factor }, i) => {
      const size = Math.abs(factor);
      const sign = factor < 0 ? '- ' : i === 0 ? '' : '+ ';
      return `${sign}${size === 1 ? '' : `${number(size)} `}${name}`;
    })
    .join(' ');
}

/** "a * b^2", the product whose logarithm a sum of logarithms is; null when not all terms are logarithms. */
export function productText({ terms }: Combination): string | null {
  const factors = terms.map(({ name, factor }) => {
    const match = /^log10(?:_(.+)|\((.+)\))$/.exec(name);
    if (match === null) return null;
    const natural = match[1] ?? match[2];
    return factor === 1 ? natural : `${natural}^${number(factor)}`;
  });
  return factors.includes(null) ? null : factors.join(' * ');
}

function number(x: number): string {
  return String(Number(x.toPrecision(2)));
}
