import { describe, expect, it } from 'vitest';
import { labelRuns, mathRuns, runsWidthEm } from '../../../src/plot/text/math-runs.js';
/** Runs in a readable form: _italic_, ^up, v down. */
function shown(latex) {
    return mathRuns(latex)
        .map((r) => {
        const text = r.italic ? `_${r.text}_` : r.text;
        return r.rise > 0 ? `^(${text})` : r.rise < 0 ? `v(${text})` : text;
    })
        .join('');
}
describe('mathRuns', () => {
    it.each([
        ['V_\\odot', '_V_v(☉)'],
        ['R_\\mathrm{cr}', '_R_v(cr)'],
        ['R_{\\rm cr}', '_R_v(cr)'],
        ['\\delta_b', '_δ_v(_b_)'],
        ['Q_{0b,\\mathrm{He}}', '_Q_v(0)v(_b_)v(,He)'],
        ['\\log_{10}(x/\\mathrm{pc})', 'logv(10)(_x_/pc)'],
        ['\\log_{10} R', 'logv(10)_R_'],
        ['\\ln x', 'ln\u2009_x_'],
        ['10^{-3}', '10^(−3)'],
        ['\\kappa_\\parallel', '_κ_v(∥)'],
        ['\\mathrm{km\\,s^{-1}}', 'km\u2009s^(−1)'],
        ['48^\\circ', '48°'],
        ['\\hat{b}', '_b\u0302_'],
        ['\\text{a b} c', 'a b_c_'],
        ['a = b', '_a_\u2009=\u2009_b_'],
        ['\\unknownword', 'unknownword'],
        ['', ''],
    ])('%s', (latex, expected) => {
        expect(shown(latex)).toBe(expected);
    });
    it('stacks a superscript over a subscript, whichever comes first', () => {
        const a = mathRuns('x_{a}^{bb}');
        const b = mathRuns('x^{bb}_{a}');
        expect(a).toEqual(b);
        const script = runsWidthEm(mathRuns('x^{bb}'));
        expect(runsWidthEm(a)).toBeCloseTo(script, 3);
    });
    it('nests scripts at a smaller size', () => {
        const scales = mathRuns('a^{b^{c}}').map((r) => r.scale);
        expect(scales).toBeAllclose([1, 0.7, 0.49], { rtol: 1e-12 });
    });
});
describe('labelRuns', () => {
    it('sets text upright and math italic', () => {
        expect(labelRuns('Rigidity $R$ [GV]').map((r) => [r.text, r.italic])).toEqual([
            ['Rigidity ', false],
            ['R', true],
            [' [GV]', false],
        ]);
    });
    it('rejects an unmatched dollar sign', () => {
        expect(() => labelRuns('5 $')).toThrow(/unmatched/);
    });
});
