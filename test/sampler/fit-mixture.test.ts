import { describe, expect, it } from 'vitest';
import { streamRng, type Rng } from '../../src/math/rng.js';
import { logGamma } from '../../src/math/special.js';
import { fitMixture } from '../../src/sampler/fit-mixture.js';
import { componentSize, FREEDOM } from '../../src/sampler/mixture.js';
import { createMixtureDensity, type MixtureDensity } from '../../src/sampler/mixture-density.js';
import { unbounded } from '../../src/sampler/moves/move.js';
import { autoregressive, roughMixture, standardNormal, type Density } from './checks/density.js';

const walkers = 40;

function drawsOf({ dim, draw }: Pick<Density, 'dim' | 'draw'>, n: number, seed: string): Float64Array {
  const rng = streamRng(seed);
  const draws = new Float64Array(n * dim);
  for (let i = 0; i < n; i++) draw(rng, draws, i * dim);
  return draws;
}

function densityOf(mixture: Float64Array, dim: number): MixtureDensity {
  const density = createMixtureDensity(dim, mixture[0]);
  density.set(mixture);
  return density;
}

/** Mean log density of draws under a mixture, with the constant that mixture.ts leaves out. */
function score(mixture: Float64Array, dim: number, draws: Float64Array): number {
  const density = densityOf(mixture, dim);
  let sum = 0;
  for (let at = 0; at < draws.length; at += dim) sum += density.logDensity(draws, at);
  const constant =
    logGamma((FREEDOM + dim) / 2) - logGamma(FREEDOM / 2) - (dim / 2) * Math.log(FREEDOM * Math.PI);
  return (sum * dim) / draws.length + constant;
}

/** Two Gaussians at +-4 along every coordinate, scaled and shifted, weights 0.7 and 0.3. */
const twoModes: Density = {
  dim: 3,
  logDensity: () => NaN,
  draw(rng, out, at) {
    const centre = rng.uniform() < 0.7 ? 4 : -4;
    for (let k = 0; k < 3; k++) out[at + k] = 1000 + 10 ** (k - 1) * (centre + rng.normal());
  },
};

describe('a mixture', () => {
  it('draws what its density says: E q2/q1 under q1 is 1', () => {
    const density = standardNormal(3);
    const [q1, rng] = [roughMixture(density), streamRng('ratio')];
    // narrower than q1, so that the ratio is bounded: the same centres, the first component alone
    const q2 = q1.slice();
    q2[0] = 1;
    q2[2] -= Math.log(q2[1]);
    const x = new Float64Array(3);
    const [density1, density2] = [densityOf(q1, 3), densityOf(q2, 3)];
    const n = 40_000;
    let [sum, squares] = [0, 0];
    for (let i = 0; i < n; i++) {
      density1.draw(rng, unbounded(3), x, 0);
      const ratio = Math.exp(density2.logDensity(x, 0) - density1.logDensity(x, 0));
      sum += ratio / n;
      squares += ratio ** 2 / n;
    }
    expect(Math.abs(sum - 1)).toBeLessThan(4 * Math.sqrt((squares - sum ** 2) / n));
  });
});

describe('fitMixture', () => {
  it('finds the one component it drew from, as well as chance allows', () => {
    const dim = 6;
    const truth = roughMixture(autoregressive(dim, 0.9)).slice(0, 1 + componentSize(dim));
    truth[2] -= Math.log(truth[1]);
    [truth[0], truth[1]] = [1, 1];
    const { draw } = densityOf(truth, dim);
    const density = {
      dim,
      draw: (rng: Rng, out: Float64Array, at: number) => void draw(rng, unbounded(dim), out, at),
    };
    const fitted = fitMixture(drawsOf(density, 2000, 'fit'), dim, walkers, 4, streamRng('em'))!;
    expect(fitted[0]).toBe(1);
    // Wilks: twice the log likelihood gained by fitting p = 27 numbers to n = 2000 draws is chi^2_p, and as much is lost on
    // fresh draws: p/(2 n) nats each, with a standard deviation of sqrt(p/2)/n; the score of the same draws cancels the rest.
    const fresh = drawsOf(density, 20_000, 'fresh');
    const loss = score(truth, dim, fresh) - score(fitted, dim, fresh);
    expect(loss).toBeGreaterThan(0);
    expect(loss).toBeLessThan(27 / 4000 + 4 * (Math.sqrt(27 / 2) / 2000 + Math.sqrt(27 / 2000 / 20_000)));
  });

  it('finds two modes, whatever the units, with their weights', () => {
    const fitted = fitMixture(drawsOf(twoModes, 2000, 'modes'), 3, walkers, 4, streamRng('em'))!;
    const components = Array.from({ length: fitted[0] }, (_, j) => 1 + j * componentSize(3));
    const weightAbove = components
      .filter((from) => fitted[from + 4] > 1000)
      .reduce((sum, from) => sum + fitted[from], 0);
    expect(Math.abs(weightAbove - 0.7)).toBeLessThan(4 * Math.sqrt(0.21 / 2000));
    const total = components.reduce((sum, from) => sum + fitted[from], 0);
    expect(total).toBeCloseTo(1, 12);
    const alone = fitMixture(drawsOf(twoModes, 2000, 'modes'), 3, walkers, 1, streamRng('em'))!;
    const fresh = drawsOf(twoModes, 2000, 'fresh');
    expect(score(fitted, 3, fresh)).toBeGreaterThan(score(alone, 3, fresh) + 1);
  });

  it('has nothing to say about too few draws, or draws that lie in a plane', () => {
    expect(fitMixture(drawsOf(standardNormal(3), 11, 'few'), 3, walkers, 4, streamRng('em'))).toBeNull();
    const flat = drawsOf(standardNormal(3), 400, 'flat').map((x, i) => (i % 3 === 2 ? 5 : x));
    expect(fitMixture(flat, 3, walkers, 4, streamRng('em'))).toBeNull();
  });
});
