/**
 * What the paper says about its spectra, as tests on the best fit (Table I). Where a statement is rounder than the
 * numbers, the numbers are what is tested and the comment says so.
 */
import { describe, expect, test } from 'vitest';
import { componentNames, type Component } from '../../src/model/components.js';
import { modelDefaults, type TransportModel } from '../../src/model/parameters.js';
import { logFlux, physicalModel } from '../../src/model/physical-model.js';
import { logInjection } from '../../src/physics/injection.js';
import { chargeZ, massGeV, speciesList, type Species } from '../../src/physics/rigidity.js';
import { gevInErg } from '../../src/units.js';
import { crossing } from './crossing.js';

const PV = 1e6;

function spectraOf(model: TransportModel, species: Species) {
  const physics = physicalModel(modelDefaults(model), model);
  const log = (component: Component, R: number): number => logFlux(component, R, species, physics);
  const logTotal = (R: number): number =>
    Math.log(componentNames.reduce((sum, component) => sum + Math.exp(log(component, R)), 0));
  return {
    /** Share of a component in the flux at a rigidity. */
    share: (component: Component, R: number): number => Math.exp(log(component, R) - logTotal(R)),
    ratio: (a: Component, b: Component, R: number): number => Math.exp(log(a, R) - log(b, R)),
    /** d ln J / d ln R of the total. */
    slope: (R: number): number => (logTotal(R * 1.001) - logTotal(R / 1.001)) / (2 * Math.log(1.001)),
    physics,
  };
}

describe.each(speciesList)('%s, kinetic model', (species) => {
  const { share, ratio, slope, physics } = spectraOf('kinetic', species);

  /**
   * Sec. I: "a spectral hardening at a few hundred GV and a softening near 15 TV, implying a TeV spectral hump". The
   * model's slope is softest at 75 GV and hardest at 1.34 TV, by 0.24; half of the hardening is done at 304 GV, half
   * of it is lost again at 11 TV, and by 100 TV all of it.
   */
  test('the TeV hump', () => {
    const curvature = (R: number): number => slope(R * 1.01) - slope(R / 1.01);
    const softest = crossing(curvature, 30, 500);
    const hardest = crossing(curvature, 500, 5000);
    expect(softest).toBeAllclose(75, { rtol: 0.01 });
    expect(hardest).toBeAllclose(1344, { rtol: 0.001 });
    expect(slope(hardest) - slope(softest)).toBeCloseTo(species === 'p' ? 0.2358 : 0.2367, 4);
    const middle = (slope(softest) + slope(hardest)) / 2;
    expect(crossing((R) => slope(R) - middle, softest, hardest)).toBeAllclose(304, { rtol: 0.005 });
    const softening = crossing((R) => slope(R) - middle, hardest, 1e5);
    expect(softening).toBeAllclose(11_000, { rtol: 0.02 });
    expect(slope(1.2e5)).toBeLessThan(slope(softest));
  });

  /** Sec. II: "The background component dominates the flux of GeV CRs". */
  test('the background dominates at GV and below the TV range', () => {
    for (const R of [1, 10, 100]) expect(share('background', R)).toBeGreaterThan(0.97);
    expect(share('background', 1000)).toBeCloseTo(0.612, 3);
  });

  /**
   * Sec. II B: "Entering the TeV range, the nearby source starts to play the dominant role." It overtakes the
   * background at 1.848 TV, and carries more than half of the flux from 1.849 TV to 1.2 or 1.3 PV.
   */
  test('the nearby source dominates from 1.85 TV on', () => {
    const start = crossing((R) => ratio('nearby', 'background', R) - 1, 10, 1e4);
    expect(start).toBeAllclose(1848.4, { rtol: 1e-4 });
    for (const R of [1850, 1e4, 1e5, 1.1 * PV]) expect(share('nearby', R)).toBeGreaterThan(0.5);
    expect(share('nearby', 3e4)).toBeCloseTo(0.717, 2);
  });

  /**
   * Fig. 1: the centre overtakes the nearby source near 2 PV. Sec. II B says that it "starts to dominate the CR fluxes
   * above 1 PeV": it is the largest component above 2.22 (p) and 2.05 PV (He), half of the flux from 3.1 and 2.9 PV,
   * and has 30 to 32 % at 1 PV.
   */
  test('the centre overtakes the nearby source near 2 PV', () => {
    const start = crossing((R) => ratio('galactic_center', 'nearby', R) - 1, 1e4, 10 * PV);
    expect(start / PV).toBeCloseTo(species === 'p' ? 2.22 : 2.05, 2);
    expect(share('galactic_center', PV)).toBeCloseTo(species === 'p' ? 0.304 : 0.318, 3);
    const half = crossing((R) => share('galactic_center', R) - 0.5, PV, 10 * PV);
    expect(half / PV).toBeCloseTo(species === 'p' ? 3.11 : 2.9, 2);
  });

  /** Sec. II A: "solar modulation is ignored here since the nearby source has few contributions to the low energy". */
  test('at 10 GV the nearby source is less than 1e-4 of the flux', () => {
    expect(share('nearby', 10)).toBeLessThan(1e-4);
    expect(share('nearby', 1)).toBeLessThan(1e-7);
  });

  /** Sec. II A: "the helium spectrum is slightly harder than the proton spectrum", by 0.077 at the source. */
  test('helium is harder by 0.077 at the sources', () => {
    const injection = physics.injection.nearby;
    expect(injection.p.index - injection.he.index).toBeCloseTo(0.077, 15);
  });
});

/**
 * Sec. II A: "the total energy of injected CRs above 1 GV is about 1e50 ergs". Integrated is Q_n(R) times the energy
 * of each nucleus over all R > 1 GV. Kinetic energy: 9.28e49 erg of protons and 2.72e49 of helium; with the rest
 * energy 1.37e50 and 5.49e49.
 */
describe('the energy that the nearby source released above 1 GV', () => {
  const { physics } = spectraOf('kinetic', 'p');

  function energyErg(species: Species, withRest: boolean): number {
    const [Z, m] = [chargeZ(species), massGeV(species)];
    const integrand = (logR: number): number => {
      const R = Math.exp(logR);
      const energy = Math.sqrt((Z * R) ** 2 + m * m) - (withRest ? 0 : m);
      return R * energy * Math.exp(logInjection(R, physics.injection.nearby[species]));
    };
    // Midpoints in ln R up to 1e9 GV, far above the cut-off.
    const [steps, top] = [4000, Math.log(1e9)];
    const sum = Array.from({ length: steps }, (_, i) => integrand(((i + 0.5) * top) / steps));
    return ((sum.reduce((a, b) => a + b, 0) * top) / steps) * gevInErg;
  }

  test('is about 1e50 erg', () => {
    const [p, he] = speciesList.map((species) => energyErg(species, false));
    expect(p / 1e49).toBeCloseTo(9.28, 2);
    expect(he / 1e49).toBeCloseTo(2.72, 2);
    expect((p + he) / 1e50).toBeCloseTo(1.2, 2);
    expect(energyErg('p', true) / 1e50).toBeCloseTo(1.37, 2);
    expect(energyErg('he', true) / 1e49).toBeCloseTo(5.49, 2);
  });
});

/**
 * Sec. III: "Due to more contribution from the nearby source toward higher energies, contributions from the Galactic
 * center component needs to be enhanced". In flux there is no more of it: at its own r_perp = 20 pc the nearby source
 * is within 5 % of that of Sec. II from 1 TV to 10 PV. What is more is its dipole (paper-dipole.test.ts).
 */
test('wandering: the flux of the nearby source is that of Sec. II within 5 %', () => {
  const [kinetic, wandering] = (['kinetic', 'wandering'] as const).map(
    (model) => spectraOf(model, 'p').physics,
  );
  const ratios = [1e3, 1e4, 1e5, 1e6, 1e7].map((R) =>
    Math.exp(logFlux('nearby', R, 'p', wandering) - logFlux('nearby', R, 'p', kinetic)),
  );
  expect(ratios).toBeAllclose([1.004, 0.992, 0.953, 0.96, 0.98], { atol: 0.0006 });
});
