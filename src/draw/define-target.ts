/** A target from a density that a person writes down: named parameters, a function, nothing else to know. */
import { InputError, RunError, show } from '../errors.js';
import type { Coordinate, Quantity, Target } from '../target.js';
import { definitionProblems } from './definition-problems.js';

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
 * @throws InputError with every mistake: unknown entries, a density that is none, names that are no columns, empty ranges, parameters
 * without a place to start
 */
export function defineTarget<const P extends string>(definition: TargetDefinition<P>): Target {
  const problems = definitionProblems(definition);
  if (problems.length > 0) throw new InputError(problems);

  const names = Object.keys(definition.parameters) as P[];
  const settings = names.map((name): ParameterDefinition => definition.parameters[name]);
  const derived = Object.entries(definition.derived ?? {});
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

/** The definition has been checked: a density, or both of the others. */
function densityOf<P extends string>(definition: DensityDefinition<P>) {
  const { logDensity, logPrior, logLikelihood } = definition as Readonly<
    Partial<Record<'logDensity' | 'logPrior' | 'logLikelihood', (point: Point<P>) => number>>
  >;
  if (logDensity !== undefined)
    return {
      apart: false,
      prior: (): number => 0,
      likelihood: (point: Point<P>): number => asNumber(logDensity(point), 'logDensity'),
    };
  return {
    apart: true,
    prior: (point: Point<P>): number => asNumber(logPrior!(point), 'logPrior'),
    likelihood: (point: Point<P>): number => asNumber(logLikelihood!(point), 'logLikelihood'),
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
