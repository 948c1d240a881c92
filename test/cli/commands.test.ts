import { describe, expect, test } from 'vitest';
import { shippedConfigs } from '../../src/config/load.js';
import { allParameters } from '../../src/inference/parameters.js';
import { licmc, licmcJson } from '../helpers/command-line.js';

describe('predict spectra', () => {
  test('prints the document of the interface', async () => {
    const document = await licmcJson<Record<string, unknown>>(
      'predict',
      'spectra',
      '--species',
      'p',
      '--at',
      '10,1e3',
    );
    expect(Object.keys(document)).toEqual(['species', 'axis', 'x', 'total', 'components', 'flux_unit']);
    expect(document).toMatchObject({
      species: 'p',
      axis: 'rigidity',
      x: [10, 1000],
      flux_unit: 'm^-2 s^-1 sr^-1 GV^-1',
    });
    expect(Object.keys(document['components'] as object)).toEqual([
      'background',
      'nearby',
      'galactic_center',
    ]);
  });

  test('a logarithmic list has its ends and whole decades exactly', async () => {
    const { x } = await licmcJson<{ x: number[] }>(
      'predict',
      'spectra',
      '--species',
      'he',
      '--at',
      'log:10:1e7:7',
    );
    expect(x).toEqual([10, 100, 1e3, 1e4, 1e5, 1e6, 1e7]);
  });

  test('--model brings its own defaults, --set moves them in their own unit', async () => {
    const at = ['predict', 'spectra', '--species', 'p', '--at', '1e6'];
    const flux = async (...more: string[]): Promise<number> =>
      (await licmcJson<{ components: { galactic_center: number[] } }>(...at, ...more)).components
        .galactic_center[0];
    const kinetic = await flux();
    // Sec. III: q0c_p = 1.1e58 in place of 5e57; the flux is proportional to it (eqs. 9, 10).
    expect((await flux('--model', 'wandering')) / kinetic).toBeCloseTo(2.2, 12);
    expect((await flux('--set', 'q0c_p=1e58')) / kinetic).toBeCloseTo(2, 12);
  });
});

test('predict anisotropy prints the document of the interface', async () => {
  const document = await licmcJson<{ dipole: number[][]; phase_ra_deg: number[]; components: object }>(
    'predict',
    'anisotropy',
    '--at',
    '1e3,1e6',
  );
  expect(Object.keys(document)).toEqual(['energy_gev', 'amplitude', 'phase_ra_deg', 'dipole', 'components']);
  expect(Object.keys(document.components)).toEqual([
    'background',
    'nearby',
    'galactic_center',
    'compton_getting',
  ]);
  expect(document.dipole[0]).toHaveLength(3);
  const [x, y] = document.dipole[1];
  expect((Math.atan2(y, x) * 180) / Math.PI).toBeCloseTo(document.phase_ra_deg[1], 9);
});

test('chi2 prints the document of the interface', async () => {
  const document = await licmcJson<Record<string, unknown>>('chi2', 'paper');
  expect(Object.keys(document)).toEqual(['log_likelihood', 'log_prior', 'chi2', 'n', 'datasets']);
  expect(Object.keys(document['chi2'] as object)).toEqual(['total', 'spectrum', 'amplitude', 'phase']);
});

test('a log prior outside the support is null in JSON', async () => {
  expect(await licmcJson('chi2', 'paper', '--set', 'v_sun=31')).toMatchObject({ log_prior: null });
});

test('parameters lists every id with symbol, unit, default and source', async () => {
  const { parameters } = await licmcJson<{ parameters: { id: string }[] }>('parameters');
  expect(parameters.map(({ id }) => id)).toEqual(allParameters.map(({ id }) => id));
  expect(parameters[0]).toMatchObject({ id: 'v_sun', symbol: 'V_sun', unit: 'km/s', default: 15.5 });
});

test.each(shippedConfigs())('config %s prints a file that can be started from', async (name) => {
  const { code, out } = await licmc('config', name);
  expect(code).toBe(0);
  expect(out).toMatch(/^# yaml-language-server/);
});

test('datasets says what is missing', async () => {
  const { out } = await licmc('datasets');
  expect(out).toMatch(/Tibet-ASgamma proton and helium spectra/);
});

describe('mistakes exit with 2 and one clear message, never a stack trace', () => {
  test.each([
    [['predict', 'spectra', '--species', 'p', '--at', '10', '--set', 'v_sum=3'], "Did you mean 'v_sun'?"],
    [['predict', 'spectra', '--species', 'p', '--at', '10', '--set', 'v_sun'], 'id=value'],
    [['predict', 'spectra', '--species', 'q', '--at', '10'], '--species: expected p, he, got "q"'],
    [['predict', 'spectra', '--species', 'p', '--at', '10', '--axis', 'rigidty'], "Did you mean 'rigidity'?"],
    [['predict', 'spectra', '--species', 'p', '--at', '10,,3'], '--at: expected finite numbers'],
    [['predict', 'spectra', '--species', 'p', '--at', 'log:10:1:5'], 'log:FROM:TO:N'],
    [['predict', 'spectra', '--species', 'p', '--at', '-3'], 'above 0'],
    [['predict', 'spectra', '--species', 'p'], '--at: expected points'],
    [['predict', 'anisotropy', '--at', '3'], 'above the rest energy of helium'],
    [['predict', 'anisotropy', '--at', '1e4', '--model', 'kinetik'], 'kinetic or wandering'],
    [['chi2', 'papr'], "Did you mean 'paper'?"],
    [['chi2', 'paper', '--set', 'log10_x_lic=0'], "Give 'x_lic' itself"],
    [['chi2', 'priors'], 'a directory'],
    [['config', 'papper'], "Did you mean 'paper'?"],
    [['datasets', 'AMS02_2015_q'], 'AMS02_2015_p'],
    [['parametres'], 'Did you mean parameters?'],
    [['parameters', '--jsno'], 'unknown option'],
  ])('%j: %s', async (args, told) => {
    const { code, out, err } = await licmc(...args);
    expect(err).toContain(told);
    expect(err).not.toMatch(/\n\s+at /);
    expect(code).toBe(2);
    expect(out).toBe('');
  });
});
