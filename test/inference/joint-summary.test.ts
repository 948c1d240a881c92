import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChain, type Chain } from '../../src/chain/reader.js';
import { loadConfig } from '../../src/config/load.js';
import { chainConstraints } from '../../src/inference/constraints.js';
import { evaluateAt } from '../../src/inference/chi2.js';
import { bestRow, jointSummary } from '../../src/inference/joint-summary.js';
import { licmcJson } from '../helpers/command-line.js';
import { drawSmallChain } from '../report/small-chain.js';

let chain: Chain;
beforeAll(async () => {
  chain = openChain(await drawSmallChain());
});
afterAll(() => {
  chain.close();
  rmSync(dirname(chain.path), { recursive: true });
});

describe('jointSummary', () => {
  test('has the variances of the constraints, and correlations by definition', () => {
    const { covariance, correlation } = jointSummary(chain);
    const { ids } = covariance;
    const sd = new Map(chainConstraints(chain).map((row) => [row.id, row.sd]));
    ids.forEach((id, i) => {
      expect(Math.sqrt(covariance.matrix[i][i]) / sd.get(id)!, id).toBeCloseTo(1, 9);
      expect(correlation.matrix[i][i]).toBe(1);
    });
    // From the definition, two passes, for one pair.
    const [i, j] = [ids.indexOf('v_sun'), ids.indexOf('log10_b_field')];
    const [x, y] = [chain.column('v_sun'), chain.column('log10_b_field')];
    const mean = (values: Float64Array): number => values.reduce((sum, v) => sum + v, 0) / values.length;
    const [mx, my] = [mean(x), mean(y)];
    const expected = x.reduce((sum, v, k) => sum + (v - mx) * (y[k] - my), 0) / (x.length - 1);
    expect(covariance.matrix[i][j] / expected).toBeCloseTo(1, 9);
    expect(covariance.matrix[j][i]).toBe(covariance.matrix[i][j]);
    expect(correlation.matrix[i][j]).toBeCloseTo(expected / (sd.get('v_sun')! * sd.get('log10_b_field')!), 9);
  });
});

describe('bestRow', () => {
  test('is the draw of highest posterior: the likelihood there is the one it states', () => {
    const best = bestRow(chain)!;
    const highest = Math.max(...chain.column('log_posterior'));
    expect(best.densities['log_posterior']).toBe(highest);
    const config = loadConfig('paper');
    const set = Object.entries(config.parameters).flatMap(([id, setting]) =>
      'prior' in setting ? [{ id, value: best.values[id] }] : [],
    );
    const { log_likelihood: expected } = evaluateAt(config, set);
    expect(best.densities['log_likelihood'] / expected).toBeCloseTo(1, 8);
    expect(best.values['x_b']).toBeCloseTo(best.values['x_lic'] * best.values['b_field'], 9);
  });
});

test('constraints prints both', async () => {
  const document = await licmcJson<Record<string, { ids?: string[]; step?: number }>>(
    'constraints',
    chain.path,
  );
  expect(document['covariance'].ids).toContain('x_b');
  expect(document['correlation'].ids).toEqual(document['covariance'].ids);
  expect(chain.steps).toContain(document['best'].step);
});
