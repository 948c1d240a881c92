/** Posterior predictive check of a chain: what its model, with its noise, fails to explain of the measurements it was drawn with. */
import { checkHasDraws } from '../chain/has-draws.js';
import type { Chain } from '../chain/reader.js';
import type { ResolvedConfig } from '../config/resolved.js';
import { InputError } from '../errors.js';
import { compileChainModel } from '../inference/chain-model.js';
import { recordOf } from '../inference/run-record.js';
import type { Scatter } from '../likelihood/likelihood.js';
import { median } from '../math/quantile.js';
import { streamRng } from '../math/rng.js';
import { measurementGroups } from '../predictive/measurement-groups.js';
import { replicatePulls, type PullsInput } from '../predictive/replicate-pulls.js';
import { findFailures, replicatesFor, type Failure } from './find-failures.js';
import { checkGroups, type GroupCheck } from './group-check.js';
import { checkPoints, type PointCheck } from './point-check.js';
import { spreadDraws } from './spread-draws.js';

/** Replicated data sets: enough for a p-value of 1 in 4000, as small as the multitude of tests asks for. */
export const defaultReplicates = 4000;

/** Field names are those of the JSON interface. */
export interface ChainCheck {
  readonly chain: string;
  readonly config: string;
  readonly replicates: number;
  readonly seed: string;
  /** Probability of naming any failure wrongly. */
  readonly level: number;
  /** p-values that were looked at. */
  readonly tests: number;
  /** Medians of the noise model's intrinsic scatter; 0 where it has none. */
  readonly scatter: { readonly spectrum: number; readonly amplitude: number; readonly phase_deg: number };
  /** Data sets, then all of an observable together. */
  readonly groups: readonly GroupCheck[];
  /** With the noise as fitted. */
  readonly failures: readonly Failure[];
  /** With the published errors alone, at the same draws: what the scatter had to be for. Null where the noise has none. */
  readonly failures_without_scatter: readonly Failure[] | null;
  readonly points: readonly PointCheck[];
}

/** @throws InputError for too few replicates, a chain without draws, one that was not drawn from a configuration, and one of the prior alone */
export function checkChain(chain: Chain, { replicates = defaultReplicates, seed = '1' } = {}): ChainCheck {
  const { config } = recordOf(chain.metadata.document, chain.path);
  refuse(chain, config);
  const model = compileChainModel(config);
  const { observations } = model;
  const groups = measurementGroups(observations);
  const enough = replicatesFor(groups);
  if (replicates < enough)
    throw new InputError({
      where: '--replicates',
      expected: `at least ${enough}, so that one of this chain's tests can be told from chance among all of them`,
      got: String(replicates),
    });
  const { at, draws, series } = spreadDraws(chain, model, replicates);
  const common = { observations, groups, draws };
  const rng = (noise: string) => streamRng(seed, 'predict', noise);
  const scatters: Scatter[] = [];
  const remembered: PullsInput['at'] = (draw) => {
    const noisy = at(draw);
    scatters[draw] = { ...noisy.scatter };
    return noisy;
  };
  const noisy = replicatePulls({ ...common, at: remembered, rng: rng('fitted') });
  const scatter = {
    spectrum: median(Float64Array.from(scatters, (s) => s.spectrum)),
    amplitude: median(Float64Array.from(scatters, (s) => s.amplitude)),
    phase_deg: median(Float64Array.from(scatters, (s) => s.phaseDeg)),
  };
  const hasScatter = Object.values(scatter).some((value) => value !== 0);
  const published = hasScatter
    ? replicatePulls({ ...common, at: withoutScatter(at), rng: rng('published') })
    : null;
  const checks = checkGroups(observations, groups, noisy, published, series);
  const failures = findFailures({ ...common, pulls: noisy, checks });
  return {
    chain: chain.path,
    config: config.name,
    replicates: draws,
    seed,
    level: failures.level,
    tests: failures.tests,
    scatter,
    groups: checks,
    failures: failures.found,
    failures_without_scatter:
      published === null
        ? null
        : findFailures({
            ...common,
            pulls: published,
            checks: checkGroups(observations, groups, published, null, series),
          }).found,
    points: checkPoints(observations, noisy),
  };
}

function refuse(chain: Chain, config: ResolvedConfig): void {
  checkHasDraws(chain);
  if (config.prior_only)
    throw new InputError({
      where: chain.path,
      expected: 'a chain drawn with the measurements',
      got: 'one of the prior alone',
      hint: 'Draw the posterior: `licmc sample` without --prior-only.',
    });
}

function withoutScatter(at: PullsInput['at']): PullsInput['at'] {
  const none: Scatter = { spectrum: 0, amplitude: 0, phaseDeg: 0 };
  return (draw) => ({ prediction: at(draw).prediction, scatter: none });
}
