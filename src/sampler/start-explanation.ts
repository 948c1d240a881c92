import type { Problem } from '../errors.js';
import type { Rng } from '../math/rng.js';
import { createEvaluations, type Target } from '../target.js';

/** Replacements tried per coordinate. */
const PROBES = 40;

/**
 * Finds out which coordinates keep walkers from starting at a finite posterior.
 * First the plain cases: starting values outside the coordinate's own support. Then one coordinate at a time is replaced:
 * where some walkers did find a place, the coordinates whose fresh starting values most often leave it are named; where none
 * did, the coordinates for which some value of the support makes the posterior finite. If neither tells, the problem says
 * whether the prior or the likelihood is zero.
 * @param theta [walkers * dim], of which the first `found` rows have a finite posterior
 */
export function explainStart(
  target: Target,
  theta: Float64Array,
  found: number,
  walkers: number,
  tries: number,
  rng: Rng,
): Problem[] {
  const where = 'start';
  const expected = `${walkers} walkers with a finite posterior`;
  const got = `${found} after ${tries} tries each`;
  const outside = target.coordinates.flatMap((coordinate) => {
    const [low, high] = coordinate.support;
    const starts = Array.from({ length: PROBES }, (_, i) => coordinate.start((i + 0.5) / PROBES));
    if (starts.some((x) => x > low && x < high)) return [];
    const range = `${Math.min(...starts)} to ${Math.max(...starts)}`;
    return [
      {
        where: `start of ${coordinate.id}`,
        expected: `values inside its support (${low}, ${high})`,
        got: range,
        hint: 'Move the start or widen the prior.',
      },
    ];
  });
  if (outside.length > 0) return outside;
  if (found > 0) {
    const hint = describeLeavers(target, theta.slice(0, target.coordinates.length), rng);
    return [{ where, expected, got, hint }];
  }
  const base = Float64Array.from(target.coordinates, (coordinate) => coordinate.start(0.5));
  const { logPrior, logLikelihood } = evaluateAt(target, base);
  const cause =
    logPrior === -Infinity
      ? 'the log prior'
      : logLikelihood === -Infinity
        ? 'the log likelihood'
        : 'the log posterior';
  const rescuers = target.coordinates.flatMap((coordinate, k) => {
    const finite = probeValues(coordinate.support, base[k]).filter((x) => finiteWith(target, base, k, x));
    return finite.length === 0
      ? []
      : [`${coordinate.id} (finite for example at ${finite[0]}, median start ${base[k]})`];
  });
  const hint =
    rescuers.length > 0
      ? `At the median start ${cause} is -Infinity because of ${rescuers.join(' or ')}. Move its start or narrow its prior.`
      : `At the median start ${cause} is -Infinity, and no change of a single coordinate helps: ${target.coordinates.map(({ id }, k) => `${id}=${base[k]}`).join(', ')}.`;
  return [{ where, expected, got, hint }];
}

/** Which coordinates' starting values most often leave the region of finite posterior around a point inside it. */
function describeLeavers(target: Target, inside: Float64Array, rng: Rng): string {
  const shares = target.coordinates.map((coordinate, k) => {
    let finite = 0;
    for (let i = 0; i < PROBES; i++)
      if (finiteWith(target, inside, k, coordinate.start(rng.uniform()))) finite++;
    return { id: coordinate.id, share: finite / PROBES };
  });
  const worst = shares.filter(({ share }) => share < 0.5).sort((a, b) => a.share - b.share);
  if (worst.length === 0)
    return 'No coordinate alone is to blame: finite points are rare in the whole starting region. Narrow the starting distributions.';
  const list = worst.map(
    ({ id, share }) => `${id} (${(100 * share).toFixed(0)} % of its starting values are finite)`,
  );
  return `Around a point that is finite, the posterior vanishes for most starting values of ${list.join(', ')}. Narrow its start or its prior.`;
}

function evaluateAt(
  target: Target,
  theta: Float64Array,
): { logPosterior: number; logPrior: number; logLikelihood: number } {
  const out = createEvaluations(1, target.terms.length);
  target.evaluate(theta, 1, out);
  return {
    logPosterior: out.logPosterior[0],
    logPrior: out.logPrior[0],
    logLikelihood: out.logLikelihood[0],
  };
}

function finiteWith(target: Target, base: Float64Array, k: number, value: number): boolean {
  const theta = base.slice();
  theta[k] = value;
  return Number.isFinite(evaluateAt(target, theta).logPosterior);
}

/** Values across a support: evenly spaced between finite bounds, growing by powers of ten from `centre` towards infinite ones. */
function probeValues([low, high]: readonly [number, number], centre: number): number[] {
  if (Number.isFinite(low) && Number.isFinite(high))
    return Array.from({ length: PROBES }, (_, i) => low + ((i + 0.5) / PROBES) * (high - low));
  const offsets = Array.from({ length: PROBES / 2 }, (_, i) => 10 ** (i - PROBES / 4));
  return offsets.flatMap((offset) => [centre - offset, centre + offset]).filter((x) => x > low && x < high);
}
