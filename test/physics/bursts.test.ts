/** The two instantaneous sources: what diffuses away from a burst is all there, and obeys the diffusion equation. */
import { describe, expect, test } from 'vitest';
import { diffusionCoefficient, largeScaleDiffusion } from '../../src/physics/diffusion.js';
import { logCenterFlux } from '../../src/physics/galactic-center.js';
import { logInjection } from '../../src/physics/injection.js';
import { convectionDepth, logNearbyFlux, type LocalCloud } from '../../src/physics/nearby-source.js';
import { beta, speciesList, type Species } from '../../src/physics/rigidity.js';
import { pc, speedOfLight, year } from '../../src/units.js';

const injection = { normalisationPerGV: 4.7e52, index: 2.6, cutoffGV: 4e6 };
const transport = { parallelAt10GV: 6.45e28, alfvenMach: 0.3 };
const noCloud: LocalCloud = {
  transport: { kind: 'wandering', largeScale: transport },
  boundaryCm: 0,
  speed: 19e5,
  theta: 1.4,
};
const R = 500;

/** Particles per cm^3 and GV in a flux per m^2 s sr GV. */
const density = (logFlux: number, species: Species): number =>
  (4 * Math.PI * Math.exp(logFlux)) / (1e4 * beta(R, species) * speedOfLight);

/** Simpson's rule. */
function integrate(f: (x: number) => number, from: number, to: number, intervals = 2000): number {
  const h = (to - from) / intervals;
  const weights = Array.from({ length: intervals + 1 }, (_, i) =>
    i === 0 || i === intervals ? 1 : i % 2 === 1 ? 4 : 2,
  );
  return (h / 3) * weights.reduce((sum, weight, i) => sum + weight * f(from + i * h), 0);
}

describe.each(speciesList)('%s', (species) => {
  const injected = Math.exp(logInjection(R, injection));
  const nearby = (parallelCm: number, perpendicularCm: number, ageS = 3.4e5 * year): number =>
    density(
      logNearbyFlux(R, species, { ageS, parallelCm, perpendicularCm }, injection, transport, noCloud),
      species,
    );
  const center = (distanceCm: number, ageS = 4e6 * year): number =>
    density(logCenterFlux(R, species, { ageS, distanceCm }, injection, 2.15e28), species);

  test('eq. 6: the particles of the nearby source are Q_n in all space', () => {
    const { parallel, perpendicular } = largeScaleDiffusion(R, species, transport);
    const [a, b] = [parallel, perpendicular].map((D) => 12 * Math.sqrt(2 * D * 3.4e5 * year));
    const along = integrate((z) => nearby(z, 0), -a, a);
    const acrossShape = integrate((r) => 2 * Math.PI * r * (nearby(0, r) / nearby(0, 0)), 0, b);
    expect(along * acrossShape).toBeAllclose(injected, { rtol: 1e-9 });
  });

  test('eq. 9: the particles of the centre are Q_c in all space', () => {
    const extent = 12 * Math.sqrt(2 * diffusionCoefficient(2.15e28, R, species) * 4e6 * year);
    const all = integrate((r) => 4 * Math.PI * r * r * center(r), 0, extent);
    expect(all).toBeAllclose(injected, { rtol: 1e-9 });
  });

  test("eq. 9 solves dn/dt = D (n'' + 2 n'/r)", () => {
    const D = diffusionCoefficient(2.15e28, R, species);
    const [r, t] = [3000 * pc, 4e6 * year];
    const [h, dt] = [1e-3 * r, 1e-3 * t];
    const rate = (center(r, t + dt) - center(r, t - dt)) / (2 * dt);
    const slope = (center(r + h) - center(r - h)) / (2 * h);
    const curvature = (center(r + h) - 2 * center(r) + center(r - h)) / (h * h);
    expect(rate).toBeAllclose(D * (curvature + (2 * slope) / r), { rtol: 1e-4 });
  });
});

describe('the exponential of the local cloud in eq. 6', () => {
  const source = { ageS: 3.4e5 * year, parallelCm: 250 * pc, perpendicularCm: 18.5 * pc };
  const cloud = (changes: Partial<LocalCloud>): LocalCloud => ({
    transport: { kind: 'kinetic', criticalRigidityGV: 3e6, fieldGauss: 3e-6 },
    boundaryCm: 1.6 * pc,
    speed: 19e5,
    theta: 1.47,
    ...changes,
  });
  const flux = (local: LocalCloud, rigidityGV = R): number =>
    logNearbyFlux(rigidityGV, 'p', source, injection, transport, local);

  test('is exp(-u x/kappa_xx)', () => {
    const depth = convectionDepth(R, 'p', cloud({}));
    expect(depth).toBeGreaterThan(0.1);
    expect(flux(cloud({})) - flux(cloud({ boundaryCm: 0 }))).toBeAllclose(-depth, { atol: 1e-13 });
    expect(convectionDepth(R, 'p', cloud({ boundaryCm: 3.2 * pc }))).toBeAllclose(2 * depth, { rtol: 1e-15 });
  });

  test.each([
    { limit: 'x -> 0', changes: { boundaryCm: 1e-12 * pc } },
    { limit: 'u -> 0', changes: { speed: 1e-7 } },
    {
      limit: 'B -> 0',
      changes: { transport: { kind: 'kinetic' as const, criticalRigidityGV: 3e6, fieldGauss: 1e-18 } },
    },
  ])('tends to 1 for $limit', ({ changes }) => {
    expect(flux(cloud(changes))).toBeAllclose(flux(cloud({ boundaryCm: 0 })), { atol: 1e-10 });
  });

  test('tends to 1 at high rigidity and to 0 at low', () => {
    expect(convectionDepth(1e12, 'p', cloud({}))).toBeLessThan(0.001);
    expect(convectionDepth(1e-3, 'p', cloud({}))).toBeGreaterThan(1e3);
  });
});
