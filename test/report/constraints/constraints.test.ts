import { describe, expect, it } from 'vitest';
import { constraintsLatex } from '../../../src/report/constraints/constraints-latex.js';
import { centralText, constraintsMarkdown } from '../../../src/report/constraints/constraints-markdown.js';
import type { ConstraintRow } from '../../../src/report/constraints/constraint-row.js';
import { unitLatex } from '../../../src/plot/text/unit-label.js';

const base: ConstraintRow = {
  id: 'v_sun',
  unit: 'km/s',
  latex: 'V_\\odot',
  derived: false,
  median: 15.004,
  ci68: [14.752, 15.252],
  ci95: [14.51, 15.49],
  limit: null,
  informed_by: 'data',
};

describe('centralText', () => {
  const cases: readonly [string, Partial<ConstraintRow>, string][] = [
    ['equal errors', {}, '15.00 ± 0.25'],
    ['unequal errors', { median: 4.95, ci68: [4.14, 5.97] }, '4.95 +1.02 −0.81'],
    ['errors above ten', { median: 1234, ci68: [1000, 1500] }, '1234 +266 −234'],
    ['an error that rounds up a decade', { median: 1, ci68: [0.9004, 1.0996] }, '1.00 ± 0.10'],
    ['a large power of ten', { median: 4.9e26, ci68: [4.8e26, 5.1e26] }, '(4.90 +0.20 −0.10) × 10^26'],
    ['a small power of ten', { median: 7.9e-4, ci68: [7.2e-4, 8.6e-4] }, '(7.90 ± 0.70) × 10^-4'],
    ['a negative median', { median: -19.2, ci68: [-20.1, -18.1] }, '−19.20 +1.10 −0.90'],
    ['a value that rounds to zero', { median: -1e-3, ci68: [-0.5, 0.5] }, '0.00 ± 0.50'],
    ['an upper limit', { limit: { side: 'upper', level: 0.95, value: 15.3721 } }, '< 15.37 (95 %)'],
    ['a lower limit', { limit: { side: 'lower', level: 0.95, value: -2.5 } }, '> −2.50 (95 %)'],
    [
      'a limit with an exponent',
      { limit: { side: 'upper', level: 0.95, value: 3.21e7 }, ci68: [1e6, 2.1e7] },
      '< 3.2 × 10^7 (95 %)',
    ],
    ['an undefined row', { median: null, ci68: [null, null] }, '–'],
    ['a constant', { median: 2, ci68: [2, 2] }, '2.000 ± 0.000'],
  ];
  it.each(cases)('%s', (_, change, expected) => {
    expect(centralText({ ...base, ...change })).toBe(expected);
  });
});

describe('constraintsMarkdown', () => {
  it('is a rectangular table with one line per row', () => {
    const text = constraintsMarkdown([
      base,
      { ...base, id: 'x_b', unit: 'pc microgauss', informed_by: 'both' },
    ]);
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(new Set(lines.map((line) => line.split('|').length))).toEqual(new Set([7]));
    expect(lines[2]).toContain('14.51 … 15.49');
    expect(lines[3]).toContain('pc microgauss');
  });
});

describe('constraintsLatex', () => {
  it('balances braces and dollars, and rules off the derived quantities', () => {
    const text = constraintsLatex(
      [
        { ...base, informed_by: 'data' },
        { ...base, limit: { side: 'upper', level: 0.95, value: 16 } },
        {
          ...base,
          derived: true,
          latex: '\\kappa_\\parallel',
          unit: 'cm^2/s',
          median: 4.9e26,
          ci68: [4.8e26, 5.1e26],
          ci95: [4.7e26, 5.3e26],
        },
      ],
      ['x_lic and b_field are one.'],
    );
    expect((text.match(/\{/g) ?? []).length).toBe((text.match(/\}/g) ?? []).length);
    expect((text.match(/\$/g) ?? []).length % 2).toBe(0);
    expect(text).toContain(
      '$V_\\odot$ & $\\mathrm{km\\,s^{-1}}$ & $15.00 \\pm 0.25$ & $[14.51,\\, 15.49]$ & data \\\\',
    );
    expect(text).toContain('x\\_lic and b\\_field are one.');
    expect(text).toContain('$< 16.00$ (95\\,\\%)');
    expect(text).toContain(
      '$\\left(4.90^{+0.20}_{-0.10}\\right) \\times 10^{26}$ & $[4.70,\\, 5.30] \\times 10^{26}$',
    );
    expect((text.match(/\\midrule/g) ?? []).length).toBe(2);
  });
});

describe('unitLatex', () => {
  it.each([
    ['km/s', '\\mathrm{km\\,s^{-1}}'],
    ['cm^2/s', '\\mathrm{cm^{2}\\,s^{-1}}'],
    ['GV^-1', '\\mathrm{GV^{-1}}'],
    ['pc microgauss', '\\mathrm{pc\\,\\mu G}'],
    ['1/yr', '\\mathrm{yr^{-1}}'],
    ['1', ''],
    ['', ''],
    ['deg', '\\mathrm{^{\\circ}}'],
  ])('%s', (unit, expected) => {
    expect(unitLatex(unit)).toBe(expected);
  });
});
