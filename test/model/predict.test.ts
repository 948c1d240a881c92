import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.js';
import { compileAnisotropy, predictAnisotropy } from '../../src/model/anisotropy.js';
import { componentNames, type Component } from '../../src/model/components.js';
import { createMedium, setMedium } from '../../src/model/medium.js';
import { transportModels, type TransportModel } from '../../src/model/parameters.js';
import { dipoleTerms, predictDipole, predictSpectra } from '../../src/model/predict.js';
import { compileSpectrum, predictSpectrum } from '../../src/model/spectrum.js';
import type { SpectrumAxis } from '../../src/physics/rigidity.js';
import { withValues, type Changes } from './with-values.js';

const rigidities = [0.1, 10, 1e3, 1e5, 1e7];
const protons = { species: 'p' as const, axis: 'rigidity' as const, x: rigidities };
const energiesGeV = [5, 1e3, 1e5, 1e7];

describe.each(transportModels)('%s', (model) => {
  const values = withValues(model);

  test('the components of a spectrum sum to the total, and a disabled one contributes 0', () => {
    const all = predictSpectra({ values, model, ...protons });
    const sum = (of: Record<Component, number[]>): number[] =>
      rigidities.map((_, i) => of.background[i] + of.nearby[i] + of.galactic_center[i]);
    expect(all.total).toEqual(sum(all.components));
    const two = predictSpectra({ values, model, ...protons, components: ['galactic_center', 'background'] });
    const nothing = rigidities.map(() => 0);
    expect(two.components).toEqual({ ...all.components, nearby: nothing });
    expect(two.total).toEqual(sum(two.components));
    expect(predictSpectra({ values, model, ...protons, components: [] }).total).toEqual(nothing);
  });

  test('the four terms of a dipole sum to the total as vectors', () => {
    const { dipole, components } = predictDipole({ values, model, energiesGeV });
    for (const [e, vector] of dipole.entries()) {
      const sum = [0, 1, 2].map((i) => dipoleTerms.reduce((s, term) => s + components[term].dipole[e][i], 0));
      expect(vector).toBeAllclose(sum, { atol: 1e-18 });
    }
  });

  test('amplitude and phase are those of the vector on the equator', () => {
    const prediction = predictDipole({ values, model, energiesGeV });
    for (const { dipole, amplitude, phase_ra_deg } of [prediction, ...Object.values(prediction.components)]) {
      for (const [e, [x, y]] of dipole.entries()) {
        expect(amplitude[e]).toBeAllclose(Math.hypot(x, y), { rtol: 1e-15 });
        const phase = (phase_ra_deg[e] * Math.PI) / 180;
        expect([Math.cos(phase), Math.sin(phase)]).toBeAllclose([x / amplitude[e], y / amplitude[e]], {
          atol: 1e-14,
        });
      }
    }
  });

  test('without components the Compton-Getting dipole is alone', () => {
    const { dipole, components } = predictDipole({ values, model, energiesGeV, components: [] });
    expect(dipole).toEqual(components.compton_getting.dipole);
    expect(components.nearby.amplitude).toEqual([0, 0, 0, 0]);
    expect(components.nearby.phase_ra_deg).toEqual([NaN, NaN, NaN, NaN]);
  });

  test('a disabled component takes no part in the weights', () => {
    const { components } = predictDipole({ values, model, energiesGeV, components: ['background'] });
    // Eq. 14 at full weight: delta_b |cos(theta_b)| cos(Dec of b).
    const expected = 6e-4 * Math.cos((32.94 * Math.PI) / 180) * Math.cos((21.2 * Math.PI) / 180);
    expect(components.background.amplitude).toBeAllclose(
      energiesGeV.map(() => expected),
      { rtol: 1e-4 },
    );
  });
});

describe('far above every cut-off', () => {
  const values = withValues('kinetic');

  test('fluxes are 0 and the dipole is still that of the last component', () => {
    const [far, farther] = [1e11, 1e14];
    expect(predictSpectra({ values, model: 'kinetic', ...protons, x: [far] }).total).toEqual([0]);
    const { amplitude, phase_ra_deg } = predictDipole({
      values,
      model: 'kinetic',
      energiesGeV: [1e9, far, farther],
    });
    expect(amplitude).toBeAllclose([amplitude[0], amplitude[0], amplitude[0]], { rtol: 1e-6 });
    expect(phase_ra_deg).toBeAllclose([phase_ra_deg[0], phase_ra_deg[0], phase_ra_deg[0]], { rtol: 1e-6 });
  });

  test('sources that emit nothing leave the Compton-Getting dipole', () => {
    const off = { q0b_p: 0, q0b_he: 0, q0n_p: 0, q0n_he: 0, q0c_p: 0, q0c_he: 0 };
    const silent = withValues('kinetic', off);
    const { dipole, components } = predictDipole({ values: silent, model: 'kinetic', energiesGeV });
    expect(dipole).toEqual(components.compton_getting.dipole);
    expect(fastPhases('kinetic', off)).toBeAllclose(components.compton_getting.phase_ra_deg, { rtol: 1e-14 });
  });
});

describe('edges of the parameters give numbers', () => {
  const edges: { model: TransportModel; changes: Changes }[] = [
    { model: 'kinetic', changes: { x_lic: 0 } },
    { model: 'wandering', changes: { x_lic: 0 } },
    { model: 'kinetic', changes: { x_lic: 1e6 } },
    { model: 'kinetic', changes: { b_field: 1e-20 } },
    { model: 'kinetic', changes: { b_field: 1e20 } },
    { model: 'kinetic', changes: { r_cr: 1e-30 } },
    { model: 'kinetic', changes: { r_cr: 1e30 } },
    { model: 'kinetic', changes: { delta_b: 0, q0c_p: 0, q0c_he: 0 } },
    { model: 'kinetic', changes: { phi: 0 } },
    { model: 'kinetic', changes: { u_hc: 0 } },
    { model: 'kinetic', changes: { u_hc: 0, u_sun: 0, v_sun: 0, w_sun: 0, delta_b: 1e-3 } },
    { model: 'kinetic', changes: { u_sun: 0, v_sun: 0, w_sun: 0, b_ra: 74.9, b_dec: 17.6 } },
  ];

  test.each(edges)('$model $changes', ({ model, changes }) => {
    const values = withValues(model, changes);
    const slow = predictSpectra({ values, model, ...protons });
    expect([...Object.values(slow.components).flat(), ...slow.total].every((flux) => flux >= 0)).toBe(true);
    expect(slow.total.every(Number.isFinite)).toBe(true);
    const dipole = predictDipole({ values, model, energiesGeV });
    expect([...dipole.amplitude, ...dipole.phase_ra_deg].every(Number.isFinite)).toBe(true);
    const medium = createMedium();
    setMedium(medium, values, model);
    const flux = new Float64Array(rigidities.length);
    const grid = compileSpectrum(rigidities.map((x) => ({ ...protons, x })));
    predictSpectrum(grid, medium, componentNames, null, flux);
    expect(flux).toBeAllclose(slow.total, { rtol: 1e-12 });
    expect(fastPhases(model, changes)).toBeAllclose(dipole.phase_ra_deg, { rtol: 1e-10 });
  });
});

describe('energy shifts', () => {
  const flux = (point: { axis: SpectrumAxis; x: number; species: 'p' | 'he' }, shift: number): number => {
    const medium = createMedium();
    setMedium(medium, withValues('kinetic'), 'kinetic');
    const out = new Float64Array(1);
    predictSpectrum(compileSpectrum([point]), medium, componentNames, Float64Array.of(shift), out);
    return out[0];
  };

  test('a point shifted to where no nucleus is has no flux', () => {
    expect(flux({ species: 'he', axis: 'total-energy', x: 4 }, 0.2)).toBe(0);
    expect(flux({ species: 'he', axis: 'total-energy', x: 4 }, 0.05)).toBeGreaterThan(0);
    for (const axis of ['rigidity', 'kinetic-energy'] as const) {
      expect([flux({ species: 'p', axis, x: 4 }, -1), flux({ species: 'p', axis, x: 4 }, -2)]).toEqual([
        0, 0,
      ]);
    }
  });

  test('a shift that is no number gives no number', () => {
    expect(flux({ species: 'p', axis: 'rigidity', x: 4 }, NaN)).toBeNaN();
    expect(flux({ species: 'p', axis: 'total-energy', x: 4 }, NaN)).toBeNaN();
  });
});

describe('points that no nucleus can have are named, all at once', () => {
  const values = withValues('kinetic');
  const messageOf = (call: () => unknown): string => {
    try {
      call();
    } catch (error) {
      if (error instanceof InputError) return error.message;
      throw error;
    }
    throw new Error('expected an InputError');
  };

  test.each([
    ['rigidity', 'a finite rigidity above 0 GV'],
    ['kinetic-energy', 'a finite kinetic energy above 0 GeV'],
    ['kinetic-energy-per-nucleon', 'a finite kinetic energy per nucleon above 0 GeV'],
    ['total-energy', 'a finite total energy above the rest energy of he, 3.727379 GeV'],
  ] as const)('spectra on the axis %s', (axis, rule) => {
    const x = [1e3, 0, -3, NaN, Infinity];
    const message = messageOf(() =>
      predictSpectra({ values, model: 'kinetic', species: 'he', axis, x, where: '--at' }),
    );
    expect(message.split('\n')).toEqual(
      [0, -3, NaN, Infinity].map((bad) => `--at: expected ${rule}, got ${bad}.`),
    );
    expect(messageOf(() => compileSpectrum([{ species: 'he', axis, x: -1 }]))).toBe(
      `points[0].x: expected ${rule}, got -1.`,
    );
  });

  test('dipoles need the rest energy of helium', () => {
    const rule = 'expected a finite total energy above the rest energy of helium, 3.727379 GeV';
    const bad = [3.727379, 2, NaN];
    const message = messageOf(() => predictDipole({ values, model: 'kinetic', energiesGeV: [...bad, 10] }));
    expect(message.split('\n')).toEqual(bad.map((energy) => `energiesGeV: ${rule}, got ${energy}.`));
    expect(messageOf(() => compileAnisotropy([10, 3]))).toBe(`energiesGeV[1]: ${rule}, got 3.`);
  });
});

function fastPhases(model: TransportModel, changes: Changes): Float64Array {
  const medium = createMedium();
  setMedium(medium, withValues(model, changes), model);
  const phase = new Float64Array(energiesGeV.length);
  predictAnisotropy(
    compileAnisotropy(energiesGeV),
    medium,
    componentNames,
    new Float64Array(phase.length),
    phase,
  );
  return phase;
}
