import { describe, expect, it } from 'vitest';
import { mathHtml, powersHtml, quantityHtml } from '../../../src/report/page/math-html.js';

describe('mathHtml', () => {
  it('sets scripts and slanted symbols, and escapes the rest', () => {
    expect(mathHtml('$V_\\odot$ < 3')).toBe('<i>V</i><sub>☉</sub> &#60; 3');
    expect(mathHtml('$\\mathrm{GV^{-1}}$')).toBe('GV<sup>−1</sup>');
  });
});

describe('quantityHtml', () => {
  it('puts the unit of a logarithm inside it', () => {
    const { symbol, unit } = quantityHtml('\\log_{10} R', 'log10(GV)');
    expect(symbol).toContain('/GV)');
    expect(unit).toBe('');
  });
});

describe('powersHtml', () => {
  it('raises powers of ten', () => {
    expect(powersHtml('< 3.2 × 10^-4')).toBe('&#60; 3.2 × 10<sup>−4</sup>');
  });
});
