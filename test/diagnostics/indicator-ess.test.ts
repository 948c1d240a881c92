import { expect, test } from 'vitest';
import { essOf } from '../../src/diagnostics/ess.js';
import { essBelow } from '../../src/diagnostics/indicator-ess.js';
import { unflatten } from '../../src/diagnostics/split-chains.js';
import { quantiles } from '../../src/math/quantile.js';
import { streamRng } from '../../src/math/rng.js';
import { ar1 } from './ar1.js';

const flatOf = (chains: readonly Float64Array[]): Float64Array =>
  Float64Array.from(chains.flatMap((chain) => [...chain]));

test.each([
  { name: 'few draws below', p: 0.05, n: 400, shift: 0 },
  { name: 'few draws above', p: 0.95, n: 401, shift: 0 },
  { name: 'as many below as above: too many pairs to count', p: 0.5, n: 400, shift: 0 },
  { name: 'chains that lie on one side altogether', p: 0.25, n: 30, shift: 50 },
  { name: 'few draws in all', p: 0.05, n: 5, shift: 0 },
])('equals the effective size of zeros and ones: $name', ({ p, n, shift }) => {
  const rng = streamRng('indicator');
  const flat = flatOf(Array.from({ length: 8 }, (_, c) => ar1(rng, n, 0.8).map((x) => x + (c % 4) * shift)));
  const [limit] = quantiles(flat, [p]);
  const direct = essOf(
    unflatten(
      flat.map((x) => (x <= limit ? 1 : 0)),
      8,
    ),
  );
  expect(direct).toBeGreaterThan(0);
  expect(essBelow(flat, 8, limit)).toBeAllclose(direct, { rtol: 1e-11 });
});

test('is not defined where all draws lie on one side', () => {
  const flat = ar1(streamRng('indicator'), 40, 0.5);
  expect([essBelow(flat, 2, 1e9), essBelow(flat, 2, -1e9)]).toEqual([NaN, NaN]);
});
