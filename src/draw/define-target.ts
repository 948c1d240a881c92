/** A target from a density that a person writes down: named parameters, a function, nothing else to know. */
import { InputError, RunError, show, type Problem } from '../errors.js';
import type { Coordinate, Quantity, Target } from '../target.js';

/** One parameter. Outside min ... max the density is zero and is not asked. */
export interface ParameterDefinition {
  /** Open ends when left out. */
  readonly min?: number;
  readonly max?: number;
  /** Where walkers start: uniform between these two. By default between min and max. */
  readonly start?: readonly [low: number, high: number];
  /** As on an axis; "1" by default. */
  readonly unit?: string;
  /** Without dollar signs; the name by default. */
  readonly latex?: string;
}

/** A function of the parameters that the chain stores beside them. */
export interface DerivedDefinition<P extends string> {
  readonly value: (point: Point<P>) => number;
  readonly unit?: string;
  readonly latex?: string;
}

/** A point by parameter name. The same object at every call: take the numbers, do not keep it. */
export type Point<P extends string> = Readonly<Record<P, number>>;

/** A density, or prior and likelihood apart, which the chain then stores apart. Natural logarithms; -Infinity rejects a point. */
export type DensityDefinition<P extends string> =
  | {
      /** Of the posterior, up to a constant. */
      readonly logDensity: (point: Point<P>) => number;
    }
  | {
      readonly logPrior: (point: Point<P>) => number;
      /** Not asked where the prior is zero. */
      readonly logLikelihood: (point: Point<P>) => number;
    };

export type TargetDefinition<P extends string> = DensityDefinition<P> & {
  /** By name, which becomes the column of the chain, in this order. */
  readonly parameters: Readonly<Record<P, ParameterDefinition>>;
  /** By name. */
  readonly derived?: Readonly<Record<string, DerivedDefinition<P>>>;
};

/**
 * Makes a target of named parameters and a log density.
 * @throws InputError with every mistake: names that are no columns, empty ranges, parameters without a place to start
 */
export function defineTarget<const P extends string>(definition: TargetDefinition<P>): Target {
  const names = Object.keys(definition.parameters) as P[];
  const settings = names.map((name): ParameterDefinition => definition.parameters[name]);
  const derived = Object.entries(definition.derived ?? {});
  const problems = [
    ...names.flatMap((name, k) => parameterProblems(name, settings[k])),
    ...derived.flatMap(([name]) => nameProblems('derived', name, names.includes(name as P))),
    ...(names.length === 0 ? [{ where: 'parameters', expected: 'at least one', got: 'none' }] : []),
  ];
  if (problems.length > 0) throw new InputError(problems);

  const coordinates = names.map((name, k) => coordinate(name, settings[k]));
  const point = Object.fromEntries(names.map((name) => [name, 0])) as Record<P, number>;
  /** Whether the row lies inside the bounds; then `point` is set to it. */
  const moveTo = (theta: Float64Array, at: number): boolean => {
    let inside = true;
    for (let k = 0; k < names.length; k++) {
      const x = theta[at + k];
      const [low, high] = coordinates[k].support;
      if (!(x >= low && x <= high)) inside = false;
      point[names[k]] = x;
    }
    return inside;
  };
  const density = densityOf(definition);
  return {
    coordinates,
    terms: [],
    derived: derived.map(([name, entry]) => quantity(name, entry)),
    evaluate(theta, count, out) {
      for (let row = 0; row < count; row++) {
        const inside = moveTo(theta, row * names.length);
        const prior = inside ? density.prior(point) : -Infinity;
        const likelihood = prior === -Infinity ? -Infinity : density.likelihood(point);
        out.logPrior[row] = density.apart ? prior : NaN;
        out.logLikelihood[row] = density.apart ? likelihood : NaN;
        out.logPosterior[row] = prior === -Infinity ? -Infinity : prior + likelihood;
      }
    },
    derive(theta, at, out, outAt) {
      moveTo(theta, at);
      derived.forEach(([name, { value }], i) => (out[outAt + i] = asNumber(value(point), name)));
    },
  };
}

function densityOf<P extends string>(definition: DensityDefinition<P>) {
  if ('logDensity' in definition) {
    const { logDensity } = definition;
    return {
      apart: false,
      prior: (): number => 0,
      likelihood: (point: Point<P>): number => asNumber(logDensity(point), 'logDensity'),
    };
  }
  const { logPrior, logLikelihood } = definition;
  return {
    apart: true,
    prior: (point: Point<P>): number => asNumber(logPrior(point), 'logPrior'),
    likelihood: (point: Point<P>): number => asNumber(logLikelihood(point), 'logLikelihood'),
  };
}

/** JavaScript functions return anything, a promise for instance; NaN is left to the sampler, which names the point. */
function asNumber(value: unknown, who: string): number {
  if (typeof value === 'number') return value;
  const got = value instanceof Promise ? 'a promise' : show(value);
  throw new RunError(
    `${who}: expected a number, got ${got}. A density is synchronous and returns its logarithm.`,
  );
}

function coordinate(name: string, definition: ParameterDefinition): Coordinate {
  const { min = -Infinity, max = Infinity, start: [low, high] = [min, max] } = definition;
  return {
    ...quantity(name, definition),
    support: [min, max],
    prior: null,
    start: (u) => low + u * (high - low),
  };
}

function quantity(
  id: string,
  { unit = '1', latex = id.replaceAll('_', '\\_') }: Partial<Quantity>,
): Quantity {
  return { id, unit, latex };
}

function parameterProblems(
  name: string,
  { min = -Infinity, max = Infinity, start }: ParameterDefinition,
): Problem[] {
  const where = `parameters.${name}`;
  const problems = nameProblems('parameters', name, false);
  if (!(min < max))
    problems.push({ where, expected: 'min < max', got: `min=${String(min)}, max=${String(max)}` });
  const [low, high] = start ?? [min, max];
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high && low >= min && high <= max))
    problems.push({
      where: `${where}.start`,
      expected: 'two numbers [low, high] with min <= low < high <= max, between which walkers start',
      got: start === undefined ? 'none, and min or max is open' : `[${String(low)}, ${String(high)}]`,
    });
  return problems;
}

/** Columns that every chain has. */
const TAKEN = ['ensemble', 'walker', 'step', 'log_posterior', 'log_prior', 'log_likelihood'];

function nameProblems(where: string, name: string, repeated: boolean): Problem[] {
  if (/^[A-Za-z_]\w*$/.test(name) && !TAKEN.includes(name) && !repeated) return [];
  return [
    {
      where: `${where}.${name}`,
      expected: `a name of letters, digits and underscores that no other column has (${TAKEN.join(', ')} are there already)`,
      got: show(name),
    },
  ];
}
