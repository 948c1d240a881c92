import { expect, test } from 'vitest';
import { corner } from '../../../src/plot/corner/corner.js';
import { themes } from '../../../src/plot/theme.js';
import { streamRng } from '../../../src/math/rng.js';

test('a prior is drawn beside its marginal, on its scale', () => {
  const rng = streamRng('1', 'corner', 'prior');
  const draws = Float64Array.from({ length: 4000 }, () => rng.normal());
  const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  const parameter = { id: 'x', latex: 'x', unit: '1', support: [-Infinity, Infinity] as const };
  const draw = (scale: number): string =>
    corner({
      parameters: [parameter],
      chains: [{ label: 'one', column: () => draws, prior: () => (x) => scale * density(x) }],
      theme: themes.light,
    }).svg;
  const heights = (svg: string): number[] => {
    const [, path] = /<path d="([^"]*)"[^>]*class="prior"/.exec(svg)!;
    return path
      .split(/[ML]/)
      .slice(1)
      .map((point) => Number(point.split(' ')[1]));
  };
  const [full, half] = [heights(draw(1)), heights(draw(0.5))];
  // The frame's bottom is where the prior is nothing; half the density is half as high.
  const bottom = Math.max(...heights(draw(1e-9)));
  expect((bottom - Math.min(...half)) / (bottom - Math.min(...full))).toBeCloseTo(0.5, 2);
  // Posterior and prior are the same: the curve reaches as high as a marginal's peak, 92 % of the cell, to the noise of 4000 draws.
  const [, marginal] = /<path d="([^"]*)"[^>]*stroke-width="1.4"/.exec(draw(1))!;
  const top = Math.min(
    ...marginal
      .split(/[MLV]/)
      .slice(1)
      .flatMap((point) => point.split(' ').slice(1).map(Number)),
  );
  expect((bottom - Math.min(...full)) / (bottom - top)).toBeGreaterThan(0.9);
  expect((bottom - Math.min(...full)) / (bottom - top)).toBeLessThan(1.1);
  expect(draw(1)).toContain('its prior');
});

test('without a known prior nothing is drawn', () => {
  const svg = corner({
    parameters: [{ id: 'x', latex: 'x', unit: '1', support: [0, 1] }],
    chains: [{ label: 'one', column: () => Float64Array.from({ length: 100 }, (_, i) => (i + 0.5) / 100) }],
    theme: themes.light,
  }).svg;
  expect(svg).not.toContain('prior');
});
