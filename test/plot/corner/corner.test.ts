import { describe, expect, it } from 'vitest';
import { streamRng } from '../../../src/math/rng.js';
import { corner, drawCorner } from '../../../src/plot/corner/corner.js';
import type { CornerChain, CornerParameter } from '../../../src/plot/corner/corner-input.js';
import { cornerDensities } from '../../../src/plot/corner/corner-densities.js';
import { themes } from '../../../src/plot/theme.js';

const free = [-Infinity, Infinity] as const;
const parameters: CornerParameter[] = [
  { id: 'v_sun', latex: 'V_\\odot', unit: 'km/s', support: free },
  { id: 'delta_b', latex: '\\delta_\\mathrm{b}', unit: '1', support: [0, 3e-3] },
  { id: 'log10_r_cr', latex: '\\log_{10} R_\\mathrm{cr}', unit: 'log10(GV)', support: free },
];

function chain(label: string, shift: number, ids = ['v_sun', 'delta_b', 'log10_r_cr']): CornerChain {
  const rng = streamRng('corner', label);
  const n = 4000;
  const columns: Record<string, Float64Array> = {};
  for (const id of ids) columns[id] = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const a = rng.normal();
    columns['v_sun'][i] = 15 + shift + 0.25 * a;
    if ('delta_b' in columns) columns['delta_b'][i] = Math.abs(3e-4 * rng.normal());
    if ('log10_r_cr' in columns) columns['log10_r_cr'][i] = 6.2 - 0.05 * a + 0.03 * rng.normal();
  }
  return { label, column: (id) => columns[id] };
}

describe('corner', () => {
  it('looks as it did', async () => {
    const figure = corner({
      parameters: parameters.slice(0, 2),
      chains: [chain('one', 0)],
      theme: themes.light,
      marks: [{ label: 'paper', values: { v_sun: 15.5, delta_b: 6e-4 } }],
    });
    await expect(figure.svg).toMatchFileSnapshot('../snapshots/corner-2.svg');
  });

  it('is the same text every time', () => {
    const options = { parameters, chains: [chain('one', 0), chain('two', 0.4)], theme: themes.dark };
    expect(corner(options).svg).toBe(corner(options).svg);
  });

  it('names both conventions of credible level', () => {
    const options = { parameters, chains: [chain('one', 0)], theme: themes.light };
    expect(corner({ ...options, levels: 'mass' }).svg).toContain('68 and 95 %');
    expect(corner({ ...options, levels: 'sigma' }).svg).toContain('39 and 86 %');
  });

  it('draws smaller regions for 1 and 2 sigma than for 68 and 95 %', () => {
    const width = (levels: 'mass' | 'sigma', which: number): number => {
      const pair = cornerDensities({ parameters, chains: [chain('one', 0)], theme: themes.light, levels })
        .pairs[0][2][0]!;
      const u = pair.regions[which].rings[0].map(([x]) => x);
      return ((Math.max(...u) - Math.min(...u)) / 1000) * (pair.x.hi - pair.x.lo);
    };
    // Half-widths of a 2-D Gaussian's regions: sqrt(-2 ln(1 - p)) sigma.
    expect(width('sigma', 0) / 2).toBeAllclose(0.25, { rtol: 0.06 });
    expect(width('sigma', 1) / 2).toBeAllclose(0.5, { rtol: 0.06 });
    expect(width('mass', 0) / 2).toBeAllclose(0.25 * Math.sqrt(-2 * Math.log(0.32)), { rtol: 0.06 });
    expect(width('mass', 1) / 2).toBeAllclose(0.25 * Math.sqrt(-2 * Math.log(0.05)), { rtol: 0.06 });
  });

  it('starts an axis exactly at the prior edge that cuts the draws', () => {
    const { ranges } = cornerDensities({ parameters, chains: [chain('one', 0)], theme: themes.light });
    expect(ranges[1][0]).toBe(0);
    expect(ranges[0][0]).toBeLessThan(15 - 0.5);
  });

  it('leaves out what a chain does not have', () => {
    const svg = corner({
      parameters,
      chains: [chain('all', 0), chain('one', 0.2, ['v_sun'])],
      theme: themes.light,
    }).svg;
    expect(svg).not.toContain('NaN');
    expect(svg).toContain('>one<');
  });

  it.each([2, 20])('stays readable with %i parameters: no text below 6 px, nothing outside the page', (n) => {
    // The layout does not depend on the densities: one pair serves for all.
    const two = { parameters: parameters.slice(0, 2), chains: [chain('one', 0)], theme: themes.light };
    const { ranges, marginals, pairs } = cornerDensities(two);
    const repeated = <T>(value: T): T[] => Array.from({ length: n }, () => value);
    const many = repeated(0).map((_, i): CornerParameter => ({
      id: `p${String(i)}`,
      latex: `\\log_{10} Q_\\mathrm{0b,${String(i)}}`,
      unit: 'log10(GV^-1)',
      support: free,
    }));
    const figure = drawCorner(
      { ...two, parameters: many },
      {
        ranges: repeated(ranges[0]),
        marginals: [repeated(marginals[0][0])],
        pairs: [repeated(repeated(pairs[0][1][0]))],
      },
    );
    const sizes = [...figure.svg.matchAll(/<text[^>]*font-size="([\d.]+)"/g)].map((m) => Number(m[1]));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(6);
    for (const [, x, y] of figure.svg.matchAll(/<text x="([-\d.]+)" y="([-\d.]+)"/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(0);
      expect(Number(x)).toBeLessThanOrEqual(figure.width);
      expect(Number(y)).toBeLessThanOrEqual(figure.height);
    }
  });
});
