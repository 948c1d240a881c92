import { expect, test } from 'vitest';
import { brokenDensity, pointsFrom } from '../../src/sampler/broken-density.js';
import { createEvaluations, type Target } from '../../src/target.js';

/** ln(background + slope), a number where that is positive; `other` plays no part, and below -1 a point is rejected. */
const line: Target = {
  coordinates: ['background', 'slope', 'other'].map((id) => ({
    id,
    unit: '1',
    latex: id,
    support: [-Infinity, Infinity],
    prior: null,
    start: (u: number) => u,
  })),
  terms: [],
  derived: [],
  evaluate(theta, count, out) {
    for (let row = 0; row < count; row++) {
      const [background, slope] = theta.subarray(3 * row);
      out.logPosterior[row] = background < -1 ? -Infinity : Math.log(background + slope);
    }
  },
  derive: () => undefined,
};

function messageAt(broken: readonly number[], ...finite: readonly (readonly number[])[]): string {
  const theta = Float64Array.from(broken);
  const evaluations = createEvaluations(1, 0);
  line.evaluate(theta, 1, evaluations);
  return brokenDensity(line, theta, evaluations, 0, 'a walker', Float64Array.from(finite.flat())).message;
}

test('what it depends on is told by several points, not by what happens to suffice at one', () => {
  expect(messageAt([1, -1.1, 0], [1.05, 1, 5])).toMatch(
    /Compared with a point where it is finite \(slope=1\), it depends on slope whether/,
  );
  expect(messageAt([1, -1.1, 0], [1.05, 1, 5], [1.2, 1, 6], [1.3, 1, 7])).toMatch(
    /Compared with points where it is finite \(background=1.2, slope=1\), it depends on background and slope whether/,
  );
});

test('a point that is rejected tells nothing', () => {
  expect(messageAt([1, -1.1, 0], [-2, 4, 0])).toMatch(/\(slope=4\), it depends on slope whether/);
});

test('where no coordinate heals it alone, those that break a finite point', () => {
  expect(messageAt([-1, -1, 0], [0.5, 0.5, 0])).toMatch(/it depends on background and slope whether/);
});

test('with nothing to compare, nothing is said of coordinates', () => {
  expect(messageAt([1, -1.1, 0])).not.toMatch(/Compared|to blame/);
});

test('a row in front of the others', () => {
  expect([...pointsFrom(Float64Array.of(1, 2, 3, 4, 5, 6), 2, 1)]).toEqual([3, 4, 1, 2, 5, 6]);
});
