import type { Component } from '../model/components.js';
import type { TransportModel } from '../model/parameters.js';
import type { PriorSpec } from '../prior/registry.js';

/** A range with its ends included; a missing end is open. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** Which points of a shipped data set are used. */
export interface Selection {
  readonly dataset: string;
  /** On the data set's own axis, GV or GeV. */
  readonly range: Range;
  readonly exclude: readonly number[];
}

/** A user's own data file, whole: a chain can be continued and exported without it. */
export interface OwnFile {
  readonly file: string;
  readonly text: string;
  readonly range: Range;
  readonly exclude: readonly number[];
}

export interface FixedParameter {
  /** In the parameter's own unit. */
  readonly value: number;
}

export interface SampledParameter {
  readonly prior: PriorSpec;
  readonly log10: boolean;
  /** In the parameter's own unit, never log10. */
  readonly start: number;
}

export type ParameterSetting = FixedParameter | SampledParameter;

export interface SamplerSettings {
  readonly seed: number;
  readonly ensembles: number;
  readonly walkers: number;
  readonly warmup: number;
  readonly thin: number;
  readonly moves: string;
  readonly start_spread: number;
  /** Rungs of a tempered ensemble; left out where it is not tempered. */
  readonly temperatures?: number;
}

/** When to stop: the part of a configuration that may change between a run and its continuation. */
export interface StopRule {
  readonly steps?: number;
  readonly until_ess?: number;
  readonly until_mcse?: Readonly<Record<string, number>>;
  readonly max_steps: number;
}

/** A configuration with every default written out. Plain JSON: it is stored in the chain and posted to workers. */
export interface ResolvedConfig {
  readonly name: string;
  readonly description: string;
  readonly model: TransportModel;
  readonly components: readonly Component[];
  readonly data: {
    readonly spectra: readonly Selection[];
    readonly anisotropy: readonly Selection[];
    readonly files: readonly OwnFile[];
    readonly energy_gev: Range;
  };
  readonly noise: { readonly min_rigidity_gv: number; readonly fov_factor: boolean };
  /** Draw from the prior, without data. */
  readonly prior_only: boolean;
  /** Every id, in table order; sampled ones become coordinates in this order. */
  readonly parameters: Readonly<Record<string, ParameterSetting>>;
  readonly sampler: SamplerSettings;
  readonly stop: StopRule;
}

export function isSampled(setting: ParameterSetting): setting is SampledParameter {
  return 'prior' in setting;
}

/** Name of the chain column of a sampled parameter. */
export function coordinateId(id: string, setting: SampledParameter): string {
  return setting.log10 ? `log10_${id}` : id;
}
