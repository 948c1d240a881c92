/** Sets of coordinates that hang together: along one direction the posterior is far narrower than each of them alone. */
import { cholesky, choleskySolve } from '../../math/cholesky.js';
import { symmetricEigen } from '../../math/symmetric-eigen.js';

/** Smallest eigenvalue of the correlation matrix of a pair (1 - |rho|) and of a larger set below which it hangs together. */
const NARROW_PAIR = 0.35;
const NARROW_SET = 0.03;
/** Without any one of its members the smallest eigenvalue must grow by this factor, or that one is not needed. */
const NEEDED = 3;
const LARGEST_SET = 5;
/** Only coordinates of whose variance all others together leave less than this part open can be members; at most so many are tried. */
const OPEN = 0.6;
const MOST_MEMBERS = 14;

export interface NarrowSet {
  /** Indices of the coordinates. */
  readonly members: readonly number[];
  /** [members] the narrow direction and its eigenvalue, in standard deviations of the members. */
  readonly direction: Float64Array;
  readonly eigenvalue: number;
  /** [members - 1][members] the other directions, the widest first. */
  readonly wide: readonly Float64Array[];
}

/** All minimal sets of two to five, the smaller and then the narrower ones first. @param correlation [dim * dim] */
export function narrowSets(correlation: Float64Array, dim: number): NarrowSet[] {
  const candidates = toldByOthers(correlation, dim);
  const found: NarrowSet[] = [];
  for (let size = 2; size <= Math.min(LARGEST_SET, candidates.length); size++) {
    const ofSize = subsets(candidates, size).flatMap((members) => {
      const set = narrowSet(correlation, dim, members);
      return set === null ? [] : [set];
    });
    found.push(...ofSize.sort((a, b) => a.eigenvalue - b.eigenvalue));
  }
  return found;
}

function narrowSet(correlation: Float64Array, dim: number, members: readonly number[]): NarrowSet | null {
  const { values, vectors } = eigenOf(correlation, dim, members);
  const k = members.length;
  if (!(values[0] <= (k === 2 ? NARROW_PAIR : NARROW_SET))) return null;
  if (k > 2)
    for (const member of members) {
      const rest = members.filter((other) => other !== member);
      if (eigenOf(correlation, dim, rest).values[0] < NEEDED * values[0]) return null;
    }
  const row = (i: number): Float64Array => vectors.slice(i * k, (i + 1) * k);
  return {
    members,
    direction: row(0),
    eigenvalue: values[0],
    wide: Array.from({ length: k - 1 }, (_, i) => row(k - 1 - i)),
  };
}

function eigenOf(correlation: Float64Array, dim: number, members: readonly number[]) {
  const k = members.length;
  const part = new Float64Array(k * k);
  members.forEach((i, a) => members.forEach((j, b) => (part[a * k + b] = correlation[i * dim + j])));
  return symmetricEigen(part, k);
}

/** Coordinates of which the others together tell much, those of which they tell most first; in order. */
function toldByOthers(correlation: Float64Array, dim: number): number[] {
  const matrix = correlation.map((value, at) => (at % (dim + 1) === 0 ? value + 1e-10 : value));
  const lower = cholesky(matrix, dim);
  const untold = Array.from({ length: dim }, (_, i) => {
    const unit = new Float64Array(dim);
    unit[i] = 1;
    return { i, part: 1 / choleskySolve(lower, unit)[i] };
  });
  return untold
    .filter(({ part }) => part < OPEN)
    .sort((a, b) => a.part - b.part)
    .slice(0, MOST_MEMBERS)
    .map(({ i }) => i)
    .sort((a, b) => a - b);
}

function subsets(items: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, at) => subsets(items.slice(at + 1), size - 1).map((rest) => [item, ...rest]));
}
