import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evaluateAt } from '../../src/inference/chi2.js';
import { loadConfig } from '../../src/config/load.js';
import { energyScaleId } from '../../src/likelihood/nuisances.js';
import type { TransportModel } from '../../src/model/parameters.js';
import { packagePath } from '../../src/package-info.js';

interface Likelihood {
  readonly log_likelihood: number;
  readonly chi2: Readonly<Record<'spectrum' | 'amplitude' | 'phase' | 'total', number>>;
  readonly terms: readonly {
    readonly dataset: string;
    readonly observable: string;
    readonly n: number;
    readonly chi2: number;
  }[];
}

interface Case {
  readonly model: TransportModel;
  readonly parameters: Readonly<Record<string, number>>;
  readonly paper: Likelihood;
  readonly robust: Likelihood & {
    readonly noise: {
      readonly scatter_spectrum: number;
      readonly scatter_amplitude: number;
      readonly scatter_phase_deg: number;
      readonly energy_scale: Readonly<Record<string, number>>;
    };
  };
}

/** Made by scripts/fixtures/make_model_fixture.py, an implementation in NumPy that shares no line with this one. */
const { cases } = JSON.parse(readFileSync(packagePath('test', 'fixtures', 'model.json'), 'utf8')) as {
  readonly cases: readonly Case[];
};

function expectLikelihood(actual: ReturnType<typeof evaluateAt>, expected: Likelihood): void {
  const { spectrum, amplitude, phase, total } = expected.chi2;
  expect([actual.chi2.spectrum, actual.chi2.amplitude, actual.chi2.phase, actual.chi2.total]).toBeAllclose(
    [spectrum, amplitude, phase, total],
    { rtol: 1e-9 },
  );
  expect(actual.log_likelihood).toBeAllclose(expected.log_likelihood, { rtol: 1e-9 });
}

describe.each(cases.map((c, i) => [i, c] as const))(
  'likelihood of case %i',
  (_, { model, parameters, paper, robust }) => {
    const point = Object.entries(parameters).map(([id, value]) => ({ id, value }));

    test('published errors alone', () => {
      const actual = evaluateAt(loadConfig('paper', { model, fix: free(model) }), point);
      expectLikelihood(actual, paper);
      for (const { dataset, observable, n, chi2 } of paper.terms) {
        // The reference tells dipole measurements by data set, the interface by group: their sums are compared above.
        if (observable !== 'spectrum') continue;
        const row = actual.datasets.find((r) => r.dataset === dataset && r.observable === observable)!;
        expect(row.n).toBe(n);
        expect(row.chi2).toBeAllclose(chi2, { rtol: 1e-9 });
      }
    });

    test('energy scales, scatter, field-of-view factors and a rigidity cut', () => {
      const config = loadConfig('paper', { model, fix: free(model) });
      const { energy_scale, ...scatter } = robust.noise;
      const noise = [
        ...Object.entries(scatter).map(([id, value]) => ({ id, value })),
        ...Object.entries(energy_scale).map(([experiment, value]) => ({
          id: energyScaleId(experiment),
          value,
        })),
      ];
      const cut = { ...config, noise: { min_rigidity_gv: 10, fov_factor: true } };
      expectLikelihood(evaluateAt(cut, [...point, ...noise]), robust);
    });
  },
);

/** The wandering model does not feel these two and refuses to sample them. */
function free(model: TransportModel) {
  return model === 'wandering'
    ? [
        { id: 'r_cr', value: 3e6 },
        { id: 'b_field', value: 3 },
      ]
    : [];
}
