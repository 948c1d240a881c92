import { describe, expect, it } from 'vitest';
import { cornerLayout, legendPlace } from '../../../src/plot/corner/corner-layout.js';
import { withMarks } from '../../../src/plot/corner/corner-marks.js';
import { layLegend } from '../../../src/plot/legend/legend.js';
import { labelWidth } from '../../../src/plot/text/label.js';

const legend = layLegend(
  ['one', 'two', 'Regions hold 68 and 95 % of the probability', 'Titles: median'].map((text) => ({
    text,
    swatch: { kind: 'none' } as const,
  })),
);

describe('legendPlace', () => {
  it.each([1, 2, 3, 6, 11, 20])('hides no cell and no title of %i parameters, and cuts none off', (n) => {
    const layout = cornerLayout(n, 1, false, () => ['a label']);
    const titles = Array.from({ length: n }, () => ['$x = 52.578 \\pm 0.016\\,\\mathrm{km\\,s^{-1}}$']);
    const place = legendPlace(legend, layout, titles, false);
    for (let row = 0; row < n; row++) {
      const box = layout.box(row, row);
      const titleEnd = box.x + labelWidth(titles[row][0], layout.titleSize);
      expect(titleEnd).toBeLessThanOrEqual(place.width);
      const below = box.y - layout.titleSize - 6 >= place.y + legend.height;
      expect(below || Math.max(box.x + box.width, titleEnd) <= place.x).toBe(true);
    }
    expect(place.x + legend.width).toBeLessThanOrEqual(place.width);
  });
});

describe('cornerLayout', () => {
  it('lays long labels askew instead of shrinking them', () => {
    const long = '$\\log_{10}(Q_\\mathrm{0b,He}/\\mathrm{GV^{-1}})$';
    expect(cornerLayout(20, 1, false, () => [long]).obliqueLabels).toBe(true);
    expect(cornerLayout(20, 1, false, () => [long]).labelSize).toBeGreaterThan(10);
    expect(cornerLayout(6, 1, false, () => [long]).obliqueLabels).toBe(false);
  });
});

describe('withMarks', () => {
  const marks = (v: number): { label: string; values: Record<string, number> }[] => [
    { label: 'paper', values: { v } },
  ];

  it('reaches to a mark that lies near, and leaves the range alone for one inside or far away', () => {
    expect(withMarks([0, 10], 'v', marks(12))[1]).toBeGreaterThan(12);
    expect(withMarks([0, 10], 'v', marks(0.1))).toEqual([0, 10]);
    expect(withMarks([0, 10], 'v', marks(40))).toEqual([0, 10]);
    expect(withMarks([0, 10], 'v', marks(NaN))).toEqual([0, 10]);
  });
});
