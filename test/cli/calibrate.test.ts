/** `licmc calibrate` on a configuration of two parameters and one data set. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { licmc, licmcJson } from '../helpers/command-line.js';

const config = `
data: { spectra: [AMS02_2015_p], anisotropy: [EASTOP_2009] }
noise: { min_rigidity_gv: 300 }
parameters:
  v_sun: { prior: { min: 0, max: 30 } }
  q0b_p: { log10: true, prior: { min: 52, max: 53 } }
sampler: { walkers: 8, warmup: 20 }
`;

let folder = '';
const at = (name: string): string => join(folder, name);
const options = (...more: string[]): string[] => [
  'calibrate',
  at('two.yaml'),
  '--journal',
  at('journal.jsonl'),
  '--quiet',
  ...more,
];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'licmc-calibrate-'));
  writeFileSync(at('two.yaml'), config);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('licmc calibrate', () => {
  test('judges every coordinate, x B, and how well the data are met; draws the figure', async () => {
    const json = await licmcJson<{
      readonly calibrated: boolean;
      readonly simulations: number;
      readonly found: number;
      readonly quantities: readonly { readonly id: string; readonly p_value: number }[];
    }>(...options('--simulations', '6', '-o', at('ranks.svg')));
    expect(json.simulations).toBe(6);
    expect(json.calibrated).toBe(true);
    expect(json.quantities.map(({ id }) => id)).toEqual([
      'v_sun',
      'log10_q0b_p',
      'x_b',
      'log_likelihood',
      'chi2_spectrum',
      'chi2_amplitude',
      'chi2_phase',
    ]);
    expect(json.found).toBeGreaterThan(4);
    expect(readFileSync(at('ranks.svg'), 'utf8')).toContain('id="ranks-6"');
  });

  test('replaces no journal unasked', async () => {
    const { code, err } = await licmc(...options('--simulations', '6'));
    expect(code).toBe(2);
    expect(err).toContain('expected no file of that name, got a journal of 6 simulations');
  });

  test('goes on with more simulations, to the bytes of one long run', async () => {
    await licmcJson(...options('--simulations', '8', '--resume'));
    await licmcJson(
      ...options('--simulations', '8').map((text) => text.replace('journal.jsonl', 'whole.jsonl')),
    );
    expect(readFileSync(at('journal.jsonl'))).toEqual(readFileSync(at('whole.jsonl')));
    expect(existsSync(at('journal.jsonl.lock'))).toBe(false);
  });

  test('goes on under the same conditions only, and says what differs', async () => {
    const { code, err } = await licmc(...options('--resume', '--seed', '7', '--warmup', '30'));
    expect(code).toBe(2);
    expect(err).toContain('config.sampler.seed: expected what the journal was begun with, 1, got 7');
    expect(err).toContain('calibration.warmup: expected what the journal was begun with, 80, got 30');
  });

  test('says in a table what it found', async () => {
    const { code, out } = await licmc(...options('--simulations', '8', '--resume'));
    expect(code).toBe(0);
    expect(out).toMatch(/^quantity\s+p\s+p of all\s+mean\/se\s+spread\/se\s+verdict$/m);
    expect(out).toMatch(/^v_sun .* calibrated$/m);
    expect(out).toContain('8 simulations, ranks among 99 draws: calibrated');
  });

  test('wants something to sample', async () => {
    const { code, err } = await licmc(...options('--force', '--fix', 'v_sun=15', '--fix', 'q0b_p=4e52'));
    expect(code).toBe(2);
    expect(err).toContain('expected at least one parameter with a prior, got none');
  });
});
