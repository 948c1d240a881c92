import { expect, test } from 'vitest';
import { streamRng } from '../../src/math/rng.js';
import { compileJointPrior } from '../../src/prior/joint-prior.js';
import { createPrior } from '../../src/prior/registry.js';

const priors = [
  createPrior({ dist: 'uniform', min: -1, max: 2 }),
  createPrior({ dist: 'exponential', mean: 3 }),
  createPrior({ dist: 'normal', mean: 1, sd: 0.5 }),
  createPrior({ dist: 'split_normal', mode: 11.1, sd_lo: 1.25, sd_hi: 1.21, min: 9 }),
  createPrior({ dist: 'half_normal', sd: 0.1 }),
  createPrior({ dist: 'log_normal', median: 2, sd_log10: 0.3 }),
  createPrior({ dist: 'log_uniform', min: 1, max: 10 }),
];
const joint = compileJointPrior(priors);
const dim = priors.length;

test('is the sum of the logs of its parts, wherever the coordinates begin', () => {
  const rng = streamRng('joint');
  const theta = Float64Array.from({ length: 200 * dim }, (_, i) => priors[i % dim].quantile(rng.uniform()));
  for (let at = 0; at < theta.length; at += dim) {
    const sum = priors.reduce((total, prior, k) => total + prior.logPdf(theta[at + k]), 0);
    expect(joint(theta, at)).toBeAllclose(sum, { rtol: 1e-14, atol: 1e-14 });
  }
});

test('vanishes on and outside every edge, and is NaN when some coordinate is', () => {
  const inside = priors.map((prior) => prior.quantile(0.3));
  for (const [k, { support }] of priors.entries()) {
    for (const edge of support) {
      const theta = Float64Array.from(inside);
      theta[k] = edge;
      if (Number.isFinite(edge)) expect(joint(theta, 0)).toBe(-Infinity);
    }
    const theta = Float64Array.from(inside);
    theta[k] = NaN;
    expect(joint(theta, 0)).toBeNaN();
  }
});
