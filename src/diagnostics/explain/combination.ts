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

/** "a + 2 b - c"; where all terms are logarithms, with the product that it is the logarithm of. */
export function combinationText({ terms }: Combination): string {
  const sum = terms
    .map(({ name, factor }, i) => {
      const size = Math.abs(factor);
      const sign = factor < 0 ? '- ' : i === 0 ? '' : '+ ';
      return `${sign}${size === 1 ? '' : `${number(size)} `}${name}`;
    })
    .join(' ');
  const natural = terms.map(({ name }) => /^log10(?:_(.+)|\((.+)\))$/.exec(name));
  if (natural.some((match) => match === null)) return sum;
  const product = terms.map(({ factor }, i) => {
    const name = natural[i]![1] ?? natural[i]![2];
    return factor === 1 ? name : `${name}^${number(factor)}`;
  });
  return `${sum}, the logarithm of ${product.join(' * ')},`;
}

function number(x: number): string {
  return String(Number(x.toPrecision(2)));
}
