/**
 * Measures what the defaults of the sampler rest on and prints the tables of docs/sampler.md:
 * `npx tsx scripts/measure-moves.ts`. Takes some minutes; deterministic but for the times.
 */
import { integratedTime } from '../src/diagnostics/autocorrelation-time.js';
import { streamRng } from '../src/math/rng.js';
import { defaultMoves, parseMoveMix } from '../src/sampler/moves/registry.js';
import { defaultWalkers, drawStart } from '../src/sampler/start.js';
import { createWorkspace, step } from '../src/sampler/step.js';
import type { Target } from '../src/target.js';

interface Problem {
  readonly name: string;
  readonly target: Target;
}

function problem(
  name: string,
  dim: number,
  logDensity: (x: Float64Array, at: number) => number,
  start: (u: number, k: number) => number,
): Problem {
  const quantity = (k: number): { id: string; unit: string; latex: string } => ({
    id: `x${k}`,
    unit: '1',
    latex: `x_{${k}}`,
  });
  const target: Target = {
    coordinates: Array.from({ length: dim }, (_, k) => ({
      ...quantity(k),
      support: [-Infinity, Infinity] as const,
      prior: null,
      start: (u: number) => start(u, k),
    })),
    terms: [],
    derived: [],
    evaluate(theta, count, out) {
      for (let i = 0; i < count; i++) {
        out.logPosterior[i] = logDensity(theta, i * dim);
        out.logPrior[i] = 0;
        out.logLikelihood[i] = out.logPosterior[i];
      }
    },
    derive: () => undefined,
  };
  return { name, target };
}

/** Unit variances, correlation 0.9^|i-j|; `width` is that of the starting box. */
function gaussian(dim: number, width = 6): Problem {
  const rho = 0.9;
  const logDensity = (x: Float64Array, at: number): number => {
    let sum = x[at] ** 2;
    for (let k = 1; k < dim; k++) sum += (x[at + k] - rho * x[at + k - 1]) ** 2 / (1 - rho * rho);
    return -sum / 2;
  };
  return problem(`Gaussian, ${dim}`, dim, logDensity, (u) => width * (u - 0.5));
}

/** The shape of the x-B degeneracy: x0 + x1 known to 0.1, x0 - x1 uniform over 3; the other coordinates standard normal. */
function ridge(dim: number): Problem {
  const logDensity = (x: Float64Array, at: number): number => {
    if (Math.abs(x[at] - x[at + 1]) > 1.5) return -Infinity;
    let sum = ((x[at] + x[at + 1]) / 0.1) ** 2;
    for (let k = 2; k < dim; k++) sum += x[at + k] ** 2;
    return -sum / 2;
  };
  return problem(`ridge, ${dim}`, dim, logDensity, (u, k) => (k < 2 ? 1.5 : 6) * (u - 0.5));
}

/** Two Gaussians at +-3 standard deviations in each of five coordinates, weights 0.8 and 0.2: walkers must hop between them. */
function twoModes(): Problem {
  const dim = 5;
  const logDensity = (x: Float64Array, at: number): number => {
    let [above, below] = [Math.log(0.8), Math.log(0.2)];
    for (let k = 0; k < dim; k++) {
      above -= (x[at + k] - 3) ** 2 / 2;
      below -= (x[at + k] + 3) ** 2 / 2;
    }
    const larger = Math.max(above, below);
    return larger + Math.log(Math.exp(above - larger) + Math.exp(below - larger));
  };
  return problem('two modes, 5', dim, logDensity, (u) => 18 * (u - 0.5));
}

/** Largest autocorrelation time of any coordinate, in steps, and the accepted shares of the moves. */
function measure(
  { target }: Problem,
  spec: string,
  walkers: number,
  steps: number,
): { tau: number; shares: string[] } {
  const thin = 4;
  const mix = parseMoveMix(spec);
  const rng = streamRng('measure-moves');
  const state = drawStart(target, 0, walkers, mix, rng);
  const { dim, theta, counts } = state;
  const workspace = createWorkspace(state);
  for (let t = 0; t < 4000; t++) step(state, target, mix, rng, workspace);
  counts.moveAccepted.fill(0);
  counts.moveProposed.fill(0);
  const series = Array.from({ length: dim }, () =>
    Array.from({ length: walkers }, () => new Float64Array(Math.floor(steps / thin))),
  );
  for (let t = 0; t < steps; t++) {
    step(state, target, mix, rng, workspace);
    if (t % thin !== thin - 1) continue;
    for (let k = 0; k < dim; k++)
      for (let w = 0; w < walkers; w++) series[k][w][(t - thin + 1) / thin] = theta[w * dim + k];
  }
  const tau = thin * Math.max(...series.map((walkersOf) => integratedTime(walkersOf)));
  const shares = mix.map((_, i) => (counts.moveAccepted[i] / counts.moveProposed[i]).toFixed(2));
  return { tau, shares };
}

/** Steps from a box 200 standard deviations wide until the worst walker is as likely as a draw from the posterior. */
function warmUp(dim: number, walkers: number, seed: number): number {
  const { target } = gaussian(dim, 200);
  const mix = parseMoveMix(defaultMoves);
  const rng = streamRng('warm-up', seed);
  const state = drawStart(target, 0, walkers, mix, rng);
  const workspace = createWorkspace(state);
  const typical = -dim / 2 - 6 * Math.sqrt(dim / 2);
  while (state.evaluations.logPosterior.some((lp) => lp < typical)) step(state, target, mix, rng, workspace);
  return state.iteration;
}

function row(cells: readonly (string | number)[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}

const problems = [gaussian(11), gaussian(17), gaussian(27), ridge(2), ridge(11), ridge(17), twoModes()];
row(['moves', ...problems.map(({ name }) => name)]);
row(['---', ...problems.map(() => '---:')]);
for (const spec of [
  'stretch',
  'walk',
  'de',
  'snooker',
  'de:0.7,de_hop:0.1,snooker:0.15,stretch:0.05',
  'de:0.8,de_hop:0.1,snooker:0.1',
  'de:0.8,de_hop:0.1,stretch:0.1',
  'de:0.85,de_hop:0.05,snooker:0.05,stretch:0.05',
  defaultMoves,
]) {
  const taus = problems.map((p) => measure(p, spec, defaultWalkers(p.target.coordinates.length), 20_000).tau);
  row([`\`${spec}\``, ...taus.map((tau) => tau.toFixed(0))]);
}

console.log();
row(['accepted by the default mixture', ...problems.map(({ name }) => name)]);
row(['---', ...problems.map(() => '---:')]);
const shares = problems.map(
  (p) => measure(p, defaultMoves, defaultWalkers(p.target.coordinates.length), 5000).shares,
);
parseMoveMix(defaultMoves).forEach(({ move }, i) => row([move.name, ...shares.map((share) => share[i])]));

console.log();
row(['dimensions', 'walkers', 'autocorrelation time', 'steps of warm-up (median and largest of 6)']);
row(['---:', '---:', '---:', '---:']);
for (const dim of [11, 17, 27])
  for (const perDim of [2, 2.4, 3, 4, 6]) {
    const walkers = 2 * Math.ceil((perDim * dim) / 2);
    const { tau } = measure(gaussian(dim), defaultMoves, walkers, Math.round(800_000 / walkers / 4) * 4);
    const steps = Array.from({ length: 6 }, (_, seed) => warmUp(dim, walkers, seed)).sort((a, b) => a - b);
    row([dim, walkers, tau.toFixed(0), `${steps[2]}, ${steps[5]}`]);
  }
