import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../src/config/load.js';
import type { ResolvedConfig } from '../../src/config/resolved.js';
import { drawPosterior } from '../../src/inference/draw-posterior.js';

/** The paper's configuration with a sampler that ends in a second, changed by the test. */
export function smallConfig(changes: Partial<ResolvedConfig> = {}, name = 'paper'): ResolvedConfig {
  const config = loadConfig(name);
  return {
    ...config,
    sampler: { ...config.sampler, ensembles: 2, walkers: 24, warmup: 40, thin: 5 },
    stop: { steps: 100, max_steps: 100 },
    ...changes,
  };
}

/** Draws a short chain into a temporary folder: not converged, but whole. Returns its path. */
export async function drawChain(config: ResolvedConfig): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), 'licmc-comparison-')), 'small.arrow');
  await drawPosterior({ config, path, threads: 0, resume: false, force: true });
  return path;
}
