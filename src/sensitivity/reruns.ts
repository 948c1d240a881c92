/** Chains drawn anew where reweighting cannot be trusted; kept beside the chain and used again. */
import { basename, dirname, join } from 'node:path';
import { chainThere } from '../chain/chain-there.js';
import type { Chain } from '../chain/reader.js';
import { openChain } from '../chain/reader.js';
import type { ResolvedConfig } from '../config/resolved.js';
import { drawChain } from '../draw/draw-chain.js';
import type { DrawResult, RunControl } from '../draw/draw-chain.js';
import { differences } from '../draw/same-document.js';
import { drawPosterior, samplerSettings } from '../inference/draw-posterior.js';
import { compilePosterior } from '../inference/posterior.js';
import { runRecord } from '../inference/run-record.js';
import { createEvaluations } from '../target.js';
import { scaledPosterior } from './scaled-target.js';
import type { Anew } from './variations.js';

/** When a chain that is drawn anew ends. */
export interface RerunBounds {
  /** Bulk effective sample size of every quantity. */
  readonly untilEss: number;
  /** Steps after warm-up, whether reached or not. */
  readonly maxSteps: number;
}

/** chains/lic.arrow, without-tibet -> chains/sensitivity/lic/without-tibet.arrow */
export function rerunPath(chainPath: string, id: string): string {
  const name = basename(chainPath).replace(/\.arrows?$/, '');
  return join(dirname(chainPath), 'sensitivity', name, `${id}.arrow`);
}

/** The finished chain that is there, when it is of this posterior as this version computes it; null otherwise. The caller closes it. */
export function findRerun(path: string, anew: Anew): Chain | null {
  if (chainThere(path) !== 'finished') return null;
  const chain = openChain(path);
  if (samePosterior(chain.metadata.document, anew) && reproduces(chain, anew)) return chain;
  chain.close();
  return null;
}

/** Draws it, or goes on with what is there of it; whatever else is in the way is replaced. */
export async function drawRerun(
  path: string,
  anew: Anew,
  { untilEss, maxSteps }: RerunBounds,
  control: RunControl,
): Promise<DrawResult> {
  const resume = chainThere(path) === 'unfinished' && unfinishedIsOf(path, anew);
  const shared = { ...control, path, resume, force: !resume };
  const config: ResolvedConfig = {
    ...single(anew.config),
    stop: { until_ess: untilEss, max_steps: maxSteps },
  };
  if (anew.scaling === null) return drawPosterior({ ...shared, config });
  const record = scaledRecord(anew);
  const seed = String(config.sampler.seed);
  return drawChain({
    ...shared,
    target: scaledPosterior(config, anew.scaling),
    source: {
      module: new URL('./scaled-target.js', import.meta.url).href,
      options: { config, scaling: anew.scaling },
    },
    settings: samplerSettings(config),
    until: { goal: { until_ess: untilEss }, maxSteps },
    document: record,
    labels: { seed, version: record.version, configSha256: '' },
    // Compared above; what does not continue is replaced.
    checkContinues: () => undefined,
  });
}

function unfinishedIsOf(path: string, anew: Anew): boolean {
  const chain = openChain(path);
  try {
    return isOf(chain.metadata.document, anew);
  } finally {
    chain.close();
  }
}

/** Tempering finds modes and the evidence; a variation of a posterior that was found needs neither. */
function single(config: ResolvedConfig): ResolvedConfig {
  const { temperatures: _, ...sampler } = config.sampler;
  return { ...config, sampler };
}

/** A chain of a scaled posterior is not one of a configuration: it has no `config`. */
function scaledRecord({ config, scaling }: Anew) {
  const { config: own, config_sha256: _, ...record } = runRecord(single(config));
  return { ...record, sensitivity: { config: { ...own, stop: null }, scaling } };
}

/** Whether the chain with this document was drawn under exactly these conditions, how long aside: then it can be continued. */
function isOf(document: Readonly<Record<string, unknown>>, anew: Anew): boolean {
  const wanted = plain(anew.scaling === null ? runRecord(single(anew.config)) : scaledRecord(anew));
  return Object.entries(wanted).every(
    ([key, value]) =>
      key === 'config_sha256' || differences(withoutStop(document[key]), withoutStop(value)).length === 0,
  );
}

/** Whether it is of the same densities and data, by whatever version, sampler and seed. */
function samePosterior(document: Readonly<Record<string, unknown>>, anew: Anew): boolean {
  const wanted = plain(anew.scaling === null ? runRecord(anew.config) : scaledRecord(anew));
  const target = ({ config, sensitivity, data }: Readonly<Record<string, unknown>>) => {
    const scaled = sensitivity as { readonly config: unknown; readonly scaling: unknown } | undefined;
    return {
      config: withoutSampler(config),
      scaled: scaled && { ...scaled, config: withoutSampler(scaled.config) },
      data,
    };
  };
  return differences(target(document), target(wanted)).length === 0;
}

/** Relative difference that another order of the same sums explains. */
const tolerance = 1e-9;

/** Whether this version computes the log posterior that the chain holds, at the first row of each ensemble. */
function reproduces(chain: Chain, { config, scaling }: Anew): boolean {
  const target = scaling === null ? compilePosterior(config) : scaledPosterior(config, scaling);
  const out = createEvaluations(1, target.terms.length);
  const stored = new Float64Array(1);
  for (let e = 0; e < chain.ensembles && chain.length > 0; e++) {
    const theta = Float64Array.from(target.coordinates, ({ id }) => {
      chain.rows(e, id, 0, stored);
      return stored[0];
    });
    target.evaluate(theta, 1, out);
    chain.rows(e, 'log_posterior', 0, stored);
    if (!(Math.abs(out.logPosterior[0] - stored[0]) <= tolerance * Math.abs(stored[0]))) return false;
  }
  return true;
}

function withoutStop(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('stop' in value)) return value;
  return { ...value, stop: null };
}

function withoutSampler(config: unknown): unknown {
  return typeof config === 'object' && config !== null ? { ...config, stop: null, sampler: null } : config;
}

/** As it reads in a file. */
function plain(record: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(record)) as Record<string, unknown>;
}
