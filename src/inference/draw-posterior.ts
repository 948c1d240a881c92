/** Draws the posterior of a configuration into a chain file. */
import type { ResolvedConfig, StopRule } from '../config/resolved.js';
import { drawChain } from '../draw/draw-chain.js';
import type { DrawResult, DrawUntil, RunControl } from '../draw/draw-chain.js';
import { InputError } from '../errors.js';
import { bestKernel } from '../kernel/module.js';
import type { SamplerSettings } from '../run/ensemble-runner.js';
import { compilePosterior, observationsOf, type PosteriorSource } from './posterior.js';
import { checkSameRun, recordOf, runRecord } from './run-record.js';

export interface DrawOptions extends RunControl {
  readonly config: ResolvedConfig;
  /** NAME.arrow, where the finished chain goes; the running one is NAME.arrows beside it. */
  readonly path: string;
  /** Continue what is there: an unfinished chain, or a finished one under a further stop rule. */
  readonly resume: boolean;
  /** Replace what is there. */
  readonly force: boolean;
}

/** Steps when a configuration names neither steps nor a goal. */
const defaultSteps = 10_000;

/**
 * Draws until the stop rule is met and finishes the chain file. Whatever happens, committed draws are kept.
 * @throws InputError when there already is a chain, or when the one to continue was drawn under other conditions; RunError
 * when the disk fails or the likelihood is not a number
 */
export async function drawPosterior(options: DrawOptions): Promise<DrawResult> {
  const { config } = options;
  const observations = observationsOf(config);
  const target = compilePosterior(config, bestKernel(), observations);
  if (target.coordinates.length === 0) {
    throw new InputError({
      where: `${config.name}: parameters`,
      expected: 'at least one parameter with a prior',
      got: 'none',
      hint: 'Give one a `prior`.',
    });
  }
  const record = runRecord(config);
  const seed = String(config.sampler.seed);
  return drawChain({
    ...options,
    target,
    // Functions cannot be posted to a thread: each builds the posterior again.
    source: {
      module: new URL('./posterior.js', import.meta.url).href,
      options: { config, observations } satisfies PosteriorSource,
    },
    settings: samplerSettings(config),
    until: untilOf(config.stop),
    document: { ...record },
    labels: { seed, version: record.version, configSha256: record.config_sha256 },
    checkContinues: (document, path) => checkSameRun(recordOf(document, path), record, path),
  });
}

/** What a configuration says of the sampler itself; how far walkers start apart has become part of the target. */
export function samplerSettings({ sampler }: ResolvedConfig): SamplerSettings {
  const { start_spread: _, ...settings } = sampler;
  return { ...settings, seed: String(sampler.seed) };
}

function untilOf(stop: StopRule): DrawUntil {
  if (stop.until_ess === undefined && stop.until_mcse === undefined)
    return { steps: stop.steps ?? defaultSteps };
  return { goal: stop, maxSteps: stop.max_steps };
}
