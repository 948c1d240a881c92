import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/load.js';
import { openChain } from '../../../src/chain/reader.js';
import { themes } from '../../../src/plot/theme.js';
import { phaseDirections } from '../../../src/report/figures/directions.js';
import { configSource } from '../../../src/report/figures/figure-source.js';
import {
  CURVE_ENERGIES_GEV,
  CURVE_RIGIDITIES_GV,
  dipoleCurves,
  speciesDipole,
  spectrumCurves,
} from '../../../src/report/figures/model-curves.js';
import { numberedFigure } from '../../../src/report/figures/numbered-figure.js';
import { residuals } from '../../../src/report/figures/residuals.js';
import { evaluateAt } from '../../../src/inference/chi2.js';
import { drawSmallChain } from '../small-chain.js';

const paper = loadConfig('paper');
const small = drawSmallChain();
const source = configSource(paper);

const at = (xs: readonly number[], x: number): number =>
  xs.findIndex((v) => Math.abs(Math.log(v / x)) < 1e-9);

describe('model curves at Table I', () => {
  it('show the R^2.7 J that the model predicts, total equal to the sum of the components', () => {
    const { total, components } = spectrumCurves(source.point, 'p');
    const i = at(CURVE_RIGIDITIES_GV, 1e3);
    // R = 1e3 GV, protons: 6726 + 4266 + 0.1407 (checked against an independent implementation).
    expect(total[i]).toBeAllclose(6726 + 4266 + 0.1407, { rtol: 2e-4 });
    total.forEach((t, k) =>
      expect(t).toBeAllclose(
        Object.values(components).reduce((sum, c) => sum + c[k], 0),
        { rtol: 1e-12 },
      ),
    );
  });

  it('have dipoles of single nuclei on both sides of the total where it turns', () => {
    const total = dipoleCurves(source.point).total;
    const p = speciesDipole(source.point, 'p');
    const he = speciesDipole(source.point, 'he');
    const i = CURVE_ENERGIES_GEV.findIndex((e) => e > 1e5);
    // At equal energy helium has half the rigidity: its curves lag behind in energy.
    expect(p.phase[i]).toBeLessThan(total.phase[i]);
    expect(he.phase[i]).toBeGreaterThan(total.phase[i]);
  });
});

describe('phaseDirections', () => {
  it('marks where the excess of Compton-Getting comes from and the Galactic centre', () => {
    const ra = new Map(phaseDirections(source.point).map((d) => [d.name, d.raDeg]));
    expect(ra.get('Compton-Getting')).toBeCloseTo(254.9 - 360, 9);
    // Sagittarius A* region: l = b = 0 is RA 266.405, Dec -28.936 (J2000).
    expect(ra.get('Galactic centre')).toBeAllclose(266.405 - 360, { atol: 0.01 });
  });
});

describe('residuals', () => {
  it('square up to the chi2 of the likelihood at a point', () => {
    const values = Float64Array.from(Object.values(paper.parameters), (p) =>
      'prior' in p ? p.start : p.value,
    );
    const r = residuals(paper, [values]);
    const { chi2 } = evaluateAt(paper);
    const sum = (list: readonly { sigmas: number }[]): number => list.reduce((s, x) => s + x.sigmas ** 2, 0);
    expect(sum(r.spectrum)).toBeAllclose(chi2.spectrum, { rtol: 1e-9 });
    expect(sum(r.amplitude)).toBeAllclose(chi2.amplitude, { rtol: 1e-9 });
    expect(sum(r.phase)).toBeAllclose(chi2.phase, { rtol: 1e-9 });
  });
});

describe('numberedFigure', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])('%i is drawn, with every text inside and no NaN', (number) => {
    const { svg, width, height } = numberedFigure(number, undefined, themes.light);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    for (const [, x, y] of svg.matchAll(/<text x="([-\d.]+)" y="([-\d.]+)"/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(0);
      expect(Number(x)).toBeLessThanOrEqual(width);
      expect(Number(y)).toBeLessThanOrEqual(height);
    }
  });

  it.each([1, 2, 3, 6])('%i is drawn with bands of a posterior', async (number) => {
    const chain = openChain(await small);
    const { svg } = numberedFigure(number, chain, themes.light, 20);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(svg).toContain('68 % of the posterior');
    if (number !== 3) expect(svg).toContain('measured minus median model');
  });

  it('says what chain figures 4 and 11 need', async () => {
    const chain = openChain(await small);
    expect(() => numberedFigure(4, chain, themes.light)).toThrow(/wandering model.*licmc sample wandering/);
    expect(() => numberedFigure(11, chain, themes.light)).toThrow(/QGSJet 01.*licmc sample qgsjet/);
  });

  it('shows every measurement of the configuration, each with its reference', () => {
    const { svg } = numberedFigure(1, undefined, themes.light);
    const points = source.measurements
      .filter((m) => m.dataset.kind === 'spectrum')
      .reduce((n, m) => n + m.points.length, 0);
    expect((svg.match(/data-tip="/g) ?? []).length).toBe(points);
    expect(svg).toContain('Aguilar');
  });
});
