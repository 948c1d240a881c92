import { describe, expect, test } from 'vitest';
import { healthy } from './healthy.js';
import { isNamedCorrectly, nameCause } from './judge.js';
import { runCase } from './run-case.js';
import { tuning } from './tuning.js';

/** A run of each cause, most with fewer rows kept than there; all of them, and the held-out sets, are in explain.slow.test.ts. */
const slice: readonly { readonly name: string; readonly thin?: number }[] = [
  { name: 'an exponential that begins at its edge', thin: 10 },
  { name: 'a length and a field known by their product', thin: 12 },
  { name: 'three modes at the corners of a triangle, stretch moves alone', thin: 10 },
  { name: 'a spike in the middle: walkers that began on it stay', thin: 5 },
  { name: 'the logarithm of a difference that may be negative: the run ends' },
  { name: 'two ensembles of eight walkers in four dimensions' },
  { name: 'a bent valley in three dimensions, 150 steps' },
];

describe('what is wrong is named first, with the parameters involved', () => {
  test.each(slice)('$name', async ({ name, thin }) => {
    const pathology = tuning.find((one) => one.name === name)!;
    const run = await runCase(pathology.target, {
      ...pathology.settings,
      ...(thin === undefined ? {} : { thin }),
    });
    expect(pathology.present(run)).toBe(true);
    const named = nameCause(run);
    expect(isNamedCorrectly(pathology, named), named.message).toBe(true);
    if (pathology.cause !== 'not_identified') return;
    // Truth: 2 (log10_x + log10_b) + v = 17 +- 0.3 with v = 16 +- 0.2, so the sum is 0.5 with sd sqrt(0.3^2 + 0.2^2) / 2 = 0.18.
    expect(named.converged).toBe(true);
    expect(named.message).toMatch(
      /log10_x \+ log10_b is determined \(0\.[45]\d+, sd 0\.1[789]; the product x \* b\), the other direction only by the prior/,
    );
  });
});

test.each(
  ['a Gaussian of 2 dimensions, correlation 0.95', 'a double exponential', 'edges 3 sd from the mean'].map(
    (name) => healthy.find((run) => run.name === name)!,
  ),
)('nothing is said of $name', async ({ target, settings }) => {
  const named = nameCause(await runCase(target, { ...settings, thin: 10 }));
  expect(named).toMatchObject({ codes: [], converged: true });
});
