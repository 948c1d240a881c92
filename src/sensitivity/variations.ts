/** The posteriors that are compared with the full one: an experiment left out, a part raised to a power, flat priors narrowed. */
import type { ResolvedConfig } from '../config/resolved.js';
import { coordinateId, isSampled } from '../config/resolved.js';
import { createPrior } from '../prior/registry.js';
import { fileName, leaveOut } from './left-out.js';
import type { LikelihoodPart } from './likelihood-parts.js';
import type { Scaling } from './scaled-target.js';

/** Powers of prior and likelihood, besides those of the sensitivity. */
export const powers: readonly number[] = [0.8, 1.25];

/** Share of its mass that each flat prior loses at either end when it is narrowed. */
export const cutMass = 0.05;

/** How to draw the posterior in question anew. */
export type Anew =
  | { readonly config: ResolvedConfig; readonly scaling: null }
  | { readonly config: ResolvedConfig; readonly scaling: Scaling };

export interface Variation {
  /** Unique; names the file of a chain drawn anew. */
  readonly id: string;
  readonly kind: 'left out' | 'power' | 'narrowed';
  /** An experiment; a data set, `prior` or `likelihood`; `flat priors`. */
  readonly component: string;
  /** The power; 0 where it is left out; null where no power is meant. */
  readonly alpha: number | null;
  /** Measurements concerned; null where none are. */
  readonly points: number | null;
  /** [draws] ln of its density over that of the full posterior, up to a constant. */
  readonly logRatios: Float64Array;
  /** Null where nothing would be left to draw from. */
  readonly anew: Anew | null;
}

/** What every variation is made of. */
export interface FullPosterior {
  readonly config: ResolvedConfig;
  readonly parts: readonly LikelihoodPart[];
  /** [draws] of a column of the chain, walker after walker. */
  readonly column: (id: string) => Float64Array;
}

/** Experiments left out, then powers of prior, likelihood and each data set, then narrowed flat priors. */
export function variationsOf(full: FullPosterior): Variation[] {
  const { config, parts } = full;
  const experiments = [...new Set(parts.map(({ experiment }) => experiment))];
  const narrowed = narrow(full);
  return [
    ...experiments.map((experiment): Variation => {
      const own = parts.filter((part) => part.experiment === experiment);
      const without = leaveOut(config, experiment);
      return {
        id: `without-${fileName(experiment)}`,
        kind: 'left out',
        component: experiment,
        alpha: 0,
        points: sum(own),
        logRatios: scaled(own, -1),
        anew: hasData(without) ? { config: without, scaling: null } : null,
      };
    }),
    ...powers.map((alpha) => powered(full, { component: 'prior', alpha })),
    ...powers.map((alpha) => powered(full, { component: 'likelihood', alpha })),
    ...parts.flatMap(({ dataset }) =>
      powers.map((alpha) => powered(full, { component: { dataset }, alpha })),
    ),
    ...(narrowed === null ? [] : [narrowed]),
  ];
}

/** The posterior with a part to a power. */
export function powered(full: FullPosterior, scaling: Scaling): Variation {
  const { component, alpha } = scaling;
  const { config, parts } = full;
  const name = typeof component === 'string' ? component : component.dataset;
  const own = parts.filter(({ dataset }) => component === 'likelihood' || dataset === name);
  return {
    id: `${fileName(name)}-power-${String(alpha)}`,
    kind: 'power',
    component: name,
    alpha,
    points: component === 'prior' ? null : sum(own),
    logRatios:
      component === 'prior'
        ? full.column('log_prior').map((value) => (alpha - 1) * value)
        : scaled(own, alpha - 1),
    anew: { config, scaling },
  };
}

/** A flat prior is the same to any power: what it does shows when its ends are cut off. */
function narrow({ config, column, parts }: FullPosterior): Variation | null {
  const flat = Object.entries(config.parameters).flatMap(([id, setting]) => {
    if (!isSampled(setting) || setting.prior.dist !== 'uniform') return [];
    const prior = createPrior(setting.prior);
    const [min, max] = [prior.quantile(cutMass), prior.quantile(1 - cutMass)];
    return [{ id, setting, column: coordinateId(id, setting), min, max }];
  });
  if (flat.length === 0) return null;
  const logRatios = new Float64Array(parts[0].logLikelihood.length);
  for (const { column: id, min, max } of flat)
    column(id).forEach((x, i) => {
      if (x < min || x > max) logRatios[i] = -Infinity;
    });
  const parameters = { ...config.parameters };
  for (const { id, setting, min, max } of flat) {
    const middle = (min + max) / 2;
    const start = setting.log10 ? Math.log10(setting.start) : setting.start;
    const inside = start > min && start < max ? setting.start : setting.log10 ? 10 ** middle : middle;
    parameters[id] = { ...setting, prior: { dist: 'uniform', min, max }, start: inside };
  }
  return {
    id: 'flat-priors-narrowed',
    kind: 'narrowed',
    component: 'flat priors',
    alpha: null,
    points: null,
    logRatios,
    anew: { config: { ...config, name: `${config.name}-narrowed`, parameters }, scaling: null },
  };
}

function scaled(parts: readonly LikelihoodPart[], factor: number): Float64Array {
  const out = new Float64Array(parts[0].logLikelihood.length);
  for (const { logLikelihood } of parts)
    for (let i = 0; i < out.length; i++) out[i] += factor * logLikelihood[i];
  return out;
}

function sum(parts: readonly LikelihoodPart[]): number {
  return parts.reduce((total, { points }) => total + points, 0);
}

function hasData({ data }: ResolvedConfig): boolean {
  return data.spectra.length + data.anisotropy.length + data.files.length > 0;
}
