import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Sensitivity } from '../../src/sensitivity/sensitivity.js';
import { drawChain, smallConfig } from '../comparison/small-chains.js';
import { licmc, licmcJson } from '../helpers/command-line.js';

/** Few data sets, so that most variations of a short chain can be reweighted. */
const small = smallConfig();
const config = {
  ...small,
  data: {
    ...small.data,
    spectra: small.data.spectra.slice(0, 2),
    anisotropy: small.data.anisotropy.filter(({ dataset }) =>
      /EASTOP_2009|SuperK|KASCADEGrande/.test(dataset),
    ),
  },
  sampler: { ...small.sampler, moves: 'de:0.9,snooker:0.1', warmup: 200, start_spread: 0.02 },
  stop: { steps: 300, max_steps: 300 },
};

describe('licmc sensitivity', () => {
  let path: string;
  beforeAll(async () => {
    path = await drawChain(config);
  });

  test('says of every experiment, prior and data set how each constraint moves, or that it is not known', async () => {
    const found = await licmcJson<Sensitivity>('sensitivity', path);
    expect(found.parameters.map(({ id, informed_by }) => [id, informed_by !== null])).toEqual(
      ['v_sun', 'u_lsr', 'r_cr', 'x_b', 'x_lic', 'b_field', 'delta_b'].map((id) => [id, true]),
    );
    // However narrow: a bound on x or B alone is made with the prior of the other.
    for (const { id, informed_by } of found.parameters)
      if (['x_lic', 'b_field'].includes(id)) expect(informed_by).not.toBe('data');
    const left = found.variations.filter(({ kind }) => kind === 'left out');
    expect(left.map(({ component }) => component).sort()).toEqual(
      ['AMS-02', 'EAS-TOP', 'KASCADE-Grande', 'UG-mu'].sort(),
    );
    for (const { method, k, ess, parameters } of found.variations) {
      expect(method === 'unknown').toBe(parameters === null);
      // Null is a tail that does not exist; a large k or few draws are never used.
      if (method === 'reweighted') expect(k ?? 0).toBeLessThanOrEqual(found.good_k);
      if (method === 'reweighted') expect(ess).toBeGreaterThanOrEqual(100);
    }
    // All of paper.yaml's priors are flat: to any power they are the same.
    const prior = found.variations.find(({ component, alpha }) => component === 'prior' && alpha === 0.8)!;
    expect(prior.parameters!.every(({ shift, width_ratio }) => shift === 0 && width_ratio === 1)).toBe(true);
    for (const { sensitivities } of found.parameters) expect(sensitivities.prior).toBeLessThan(1e-5);
    // Eight groups of walkers say how well the sensitivities are known.
    for (const { sensitivities: own } of found.parameters) expect(own.likelihood_error).toBeGreaterThan(0);
    expect(found.notes.join()).toMatch(/only as their product x_b/);
  });

  test('draws anew what reweighting cannot tell, and uses it again', async () => {
    const before = await licmcJson<Sensitivity>('sensitivity', path);
    const unknown = before.variations.filter(({ method }) => method === 'unknown').map(({ id }) => id);
    expect(unknown).toContain('without-ams-02');
    const bounds = ['--until-ess', '50', '--max-steps', '100', '--parameters', 'v_sun,log10_q0b_p'];
    const first = await licmc('sensitivity', path, '--rerun', ...bounds);
    // Too short to converge: told, with another exit code.
    expect(first.code).toBe(3);
    expect(first.out).toMatch(/without AMS-02 .*drawn anew .*NOT converged/);
    expect(first.out).not.toMatch(/not known \(/);
    const chain = join(dirname(path), 'sensitivity', 'small', 'without-ams-02.arrow');
    expect(existsSync(chain)).toBe(true);
    const { mtimeMs } = statSync(chain);
    const again = await licmc('sensitivity', path, '--parameters', 'v_sun,log10_q0b_p');
    expect(again.out).toBe(first.out);
    expect(statSync(chain).mtimeMs).toBe(mtimeMs);
  }, 60_000);

  test('a rerun of another configuration is not used', async () => {
    const other = await drawChain({
      ...config,
      stop: { steps: 100, max_steps: 100 },
      noise: { ...config.noise, min_rigidity_gv: 20 },
    });
    const folder = join(dirname(other), 'sensitivity', 'small');
    mkdirSync(folder, { recursive: true });
    copyFileSync(
      join(dirname(path), 'sensitivity', 'small', 'without-ams-02.arrow'),
      join(folder, 'without-ams-02.arrow'),
    );
    const found = await licmcJson<Sensitivity>('sensitivity', other);
    expect(found.variations.find(({ id }) => id === 'without-ams-02')!.method).toBe('unknown');
  });

  test('a figure', async () => {
    const file = join(dirname(path), 'sensitivity.svg');
    expect(await licmc('sensitivity', path, '-o', file)).toMatchObject({
      code: expect.any(Number) as number,
    });
    expect(statSync(file).size).toBeGreaterThan(10_000);
  });

  test('bad input is one clear message', async () => {
    const unknown = await licmc('sensitivity', path, '--parameters', 'v_sum');
    expect(unknown.code).toBe(2);
    expect(unknown.err).toMatch(
      /^--parameters: expected a quantity of the chain, got "v_sum"\. Did you mean 'v_sun'/,
    );
    const prior = await drawChain({ ...config, prior_only: true, stop: { steps: 20, max_steps: 20 } });
    const alone = await licmc('sensitivity', prior);
    expect(alone.code).toBe(2);
    expect(alone.err).toMatch(/expected a chain drawn with data, got one of the prior alone/);
  });
});
