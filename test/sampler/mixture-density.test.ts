import { describe, expect, it } from 'vitest';
import { streamRng } from '../../src/math/rng.js';
import { componentSize, logMixture, squaredDistance } from '../../src/sampler/mixture.js';
import { createMixtureDensity } from '../../src/sampler/mixture-density.js';
import { createScatter } from '../../src/sampler/scatter.js';
import { compiledModule } from '../../src/wasm/module.js';
import { autoregressive, roughMixture } from './checks/density.js';

const dims = [1, 2, 7, 8, 9, 16, 27];

function normals(n: number, seed: string): Float64Array {
  const rng = streamRng(seed);
  return Float64Array.from({ length: n }, () => 3 * rng.normal());
}

describe('the density of a mixture', () => {
  it('is compiled on this machine, so that the comparisons below compare', () => {
    expect(compiledModule('mixture')).not.toBeNull();
  });

  it.each(dims)('has the bits of its definition in %i dimensions', (dim) => {
    const mixture = roughMixture(autoregressive(dim, 0.6));
    const density = createMixtureDensity(dim, mixture[0]);
    density.set(mixture);
    const x = normals(50 * dim, 'points');
    const room = new Float64Array(dim);
    for (let at = 0; at < x.length; at += dim) {
      const squared = Float64Array.from({ length: mixture[0] }, (_, j) =>
        squaredDistance(mixture, 1 + j * componentSize(dim), dim, x, at, room),
      );
      expect(density.squaredDistances(x, at).slice(0, mixture[0])).toEqual(squared);
      expect(density.logDensity(x, at)).toBe(logMixture(mixture, dim, squared));
    }
  });

  it('is remembered by row until the row or the mixture changes', () => {
    const dim = 3;
    const mixture = roughMixture(autoregressive(dim, 0.6));
    const density = createMixtureDensity(dim, mixture[0], 4);
    density.set(mixture);
    const x = normals(4 * dim, 'rows');
    const check = (): void => {
      for (let at = 0; at < x.length; at += dim)
        expect(density.logDensityOfRow(x, at)).toBe(density.logDensity(x, at));
    };
    check();
    check();
    x[4] += 1;
    check();
    const other = mixture.map((value, i) => (i === 3 ? value + 1 : value));
    density.set(other);
    check();
  });
});

describe('a scatter matrix', () => {
  it.each(dims)('has weights, mean and outer products in %i dimensions, batch after batch', (dim) => {
    const rows = 601;
    const x = normals(rows * dim, 'scatter');
    const weights = normals(rows, 'weights').map(Math.abs);
    const scatter = createScatter(dim);
    const expected = weights.reduce((sum, weight) => sum + weight, 0);
    const sumOver = (of: (i: number) => number): number => weights.reduce((sum, w, i) => sum + w * of(i), 0);
    const means = Array.from({ length: dim }, (_, k) => sumOver((i) => x[i * dim + k]) / expected);
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < rows; i++) scatter.add(x, i * dim, weights[i]);
      const moments = scatter.take();
      expect(Math.abs(moments.total - expected)).toBeLessThan(1e-12 * rows);
      for (let k = 0; k < dim; k++) {
        expect(Math.abs(moments.mean[k] - means[k])).toBeLessThan(1e-12);
        for (let l = 0; l <= k; l++) {
          const product = sumOver((i) => (x[i * dim + k] - means[k]) * (x[i * dim + l] - means[l]));
          expect(Math.abs(moments.scatter[k * dim + l] - product)).toBeLessThan(1e-12 * rows * 27);
        }
      }
    }
  });
});
