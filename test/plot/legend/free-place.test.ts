import { describe, expect, it } from 'vitest';
import { freePlace } from '../../../src/plot/legend/free-place.js';
import { layPanel } from '../../../src/plot/panel.js';
import type { Layer } from '../../../src/plot/layers/layer.js';
import { themes } from '../../../src/plot/theme.js';

const box = { x: 50, y: 10, width: 400, height: 300 };
const axes = { x: { scale: 'linear', domain: [0, 1] }, y: { scale: 'linear', domain: [0, 1] } } as const;
const canvas = layPanel(axes, box, themes.light);
const line = (x: number[], y: number[]): Layer => ({ kind: 'line', x, y, color: '#000' });

describe('freePlace', () => {
  it('takes the preferred corner of an empty panel', () => {
    const place = freePlace(canvas, [], 100, 60, 'bottom-left')!;
    expect(place.covered).toBe(0);
    expect(place.x).toBeAllclose(58, { atol: 5 });
    expect(place.y).toBeAllclose(242, { atol: 5 });
  });

  it('moves away from a curve through the preferred corner', () => {
    const diagonal = [line([0, 1], [0, 1])];
    const place = freePlace(canvas, diagonal, 120, 80, 'top-right')!;
    expect(place.covered).toBe(0);
    // No point of the curve may lie in the rectangle.
    for (let t = 0; t <= 1; t += 0.001) {
      const [px, py] = [50 + 400 * t, 310 - 300 * t];
      const inside = px > place.x && px < place.x + 120 && py > place.y && py < place.y + 80;
      expect(inside).toBe(false);
    }
  });

  it('keeps off error bars, not only off points', () => {
    const bars: Layer = {
      kind: 'points',
      color: '#000',
      marker: 'circle',
      points: Array.from({ length: 40 }, (_, i) => ({
        x: (i + 0.5) / 40,
        y: 0.1,
        yRange: [0.05, 0.6] as const,
      })),
    };
    const place = freePlace(canvas, [bars], 200, 60, 'bottom-right')!;
    expect(place.covered).toBe(0);
    expect(place.y + 60).toBeLessThan(310 - 0.6 * 300 + 4);
  });

  it('says how much it covers when there is no free place, and null when it does not fit', () => {
    const everywhere = Array.from({ length: 60 }, (_, i) => line([0, 1], [i / 60, i / 60]));
    expect(freePlace(canvas, everywhere, 100, 60)!.covered).toBeGreaterThan(0);
    expect(freePlace(canvas, [], 500, 60)).toBeNull();
  });
});
