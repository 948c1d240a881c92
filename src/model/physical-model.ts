/**
 * The model as the paper states it: a parameter vector turned into the objects of src/physics, and the flux and the
 * streaming of each component from them. This is the definition; medium, spectrum and anisotropy compute the same
 * numbers fast and are tested against it.
 */
import { logInterstellarBackground, logModulated, type LeakyBox } from '../physics/background.js';
import { localDiffusion, type LargeScaleTransport, type LocalTransport } from '../physics/diffusion.js';
import { backgroundStreaming, centerStreaming, nearbyStreaming } from '../physics/dipole.js';
import { towardGalacticCenter, towardGalacticPole, unitVector, velocityLsr } from '../physics/directions.js';
import { logCenterFlux, type CenterSource } from '../physics/galactic-center.js';
import type { Injection } from '../physics/injection.js';
import { logNearbyFlux, type LocalCloud, type NearbySource } from '../physics/nearby-source.js';
import { beta, type Species } from '../physics/rigidity.js';
import { angleBetween, norm, scale, type Vector } from '../physics/vector.js';
import { speedOfLight } from '../units.js';
import type { Component } from './components.js';
import {
  parameterSlots,
  parameterTable,
  unitFactors,
  type ParameterId,
  type TransportModel,
} from './parameters.js';

/** Everything eqs. 1-17 need, cgs with rigidities in GV; vectors are equatorial. */
export interface PhysicalModel {
  readonly injection: Readonly<Record<Component, Readonly<Record<Species, Injection>>>>;
  readonly leakyBox: LeakyBox;
  readonly modulationGV: number;
  readonly largeScale: LargeScaleTransport;
  readonly nearbySource: NearbySource;
  readonly centerSource: CenterSource;
  readonly cloud: LocalCloud;
  /** u_HC: velocity of the cloud relative to the Sun. */
  readonly velocityHC: Vector;
  /** u_LSR. */
  readonly velocityLsr: Vector;
  /** Unit vector along the magnetic field. */
  readonly field: Vector;
  readonly deltaB: number;
  readonly comptonGettingIndex: number;
}

/** Builds the model of a parameter vector. @param values [parameters] in public units, order of `parameterTable` */
export function physicalModel(values: Float64Array, model: TransportModel): PhysicalModel {
  const get = (id: ParameterId): number => {
    const slot = parameterSlots[id];
    return values[slot] * unitFactors[parameterTable[slot].unit];
  };
  const source = (origin: 'q0b' | 'q0n' | 'q0c', cutoffGV: number): Record<Species, Injection> => ({
    p: { normalisationPerGV: get(`${origin}_p`), index: get('gamma_p'), cutoffGV },
    he: { normalisationPerGV: get(`${origin}_he`), index: get('gamma_p') - get('delta_gamma'), cutoffGV },
  });
  const largeScale: LargeScaleTransport = {
    parallelAt10GV: get('d_par_ratio') * get('d0'),
    alfvenMach: get('m_a'),
  };
  const transport: LocalTransport =
    model === 'kinetic'
      ? { kind: 'kinetic', criticalRigidityGV: get('r_cr'), fieldGauss: get('b_field') }
      : { kind: 'wandering', largeScale };
  const value = (id: ParameterId): number => values[parameterSlots[id]];
  const velocityHC = scale(get('u_hc'), unitVector(value('u_hc_ra'), value('u_hc_dec')));
  const velocity = velocityLsr(velocityHC, [get('u_sun'), get('v_sun'), get('w_sun')]);
  const field = unitVector(value('b_ra'), value('b_dec'));
  return {
    injection: {
      background: source('q0b', get('r_cut')),
      nearby: source('q0n', get('r_cut')),
      galactic_center: source('q0c', get('r_cutc')),
    },
    leakyBox: {
      supernovaRatePerS: get('sn_rate'),
      thicknessCm: get('h_g'),
      volumeCm3: get('v_g'),
      diffusionAt10GV: get('d0'),
    },
    modulationGV: get('phi'),
    largeScale,
    nearbySource: { ageS: get('t_n'), parallelCm: get('r_par'), perpendicularCm: get('r_perp') },
    centerSource: { ageS: get('t_c'), distanceCm: get('r_c') },
    cloud: {
      transport,
      boundaryCm: get('x_lic'),
      speed: norm(velocity),
      theta: angleBetween(velocity, field),
    },
    velocityHC,
    velocityLsr: velocity,
    field,
    deltaB: get('delta_b'),
    comptonGettingIndex: get('cg_index'),
  };
}

/** Natural log of a component's flux at Earth, per m^2 s sr GV (eqs. 1-10, 16); -Infinity where there is none. */
export function logFlux(
  component: Component,
  rigidityGV: number,
  species: Species,
  model: PhysicalModel,
): number {
  const injection = model.injection[component][species];
  switch (component) {
    case 'background':
      return logModulated(rigidityGV, species, model.modulationGV, (outside) =>
        logInterstellarBackground(outside, species, model.leakyBox, injection),
      );
    case 'nearby':
      return logNearbyFlux(rigidityGV, species, model.nearbySource, injection, model.largeScale, model.cloud);
    case 'galactic_center':
      return logCenterFlux(
        rigidityGV,
        species,
        model.centerSource,
        injection,
        model.leakyBox.diffusionAt10GV,
      );
  }
}

/** The dipole xi of a component alone (eqs. 11, 13, 14, 17): the direction of streaming, equatorial. */
export function streaming(
  component: Component,
  rigidityGV: number,
  species: Species,
  model: PhysicalModel,
): Vector {
  const speed = beta(rigidityGV, species) * speedOfLight;
  switch (component) {
    case 'background':
      return backgroundStreaming(model.deltaB, towardGalacticPole, model.field);
    case 'nearby':
      return nearbyStreaming(
        localDiffusion(rigidityGV, species, model.cloud.transport),
        speed,
        model.velocityLsr,
        model.field,
      );
    case 'galactic_center': {
      const { distanceCm, ageS } = model.centerSource;
      return centerStreaming(distanceCm, ageS, speed, towardGalacticCenter, model.field);
    }
  }
}
