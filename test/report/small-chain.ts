import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../src/config/load.js';
import { drawPosterior } from '../../src/inference/draw-posterior.js';

/** Draws a short chain of the paper's model into a temporary folder: not converged, but whole. Returns its path. */
export async function drawSmallChain(): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), 'licmc-report-')), 'small.arrow');
  const config = loadConfig('paper');
  await drawPosterior({
    config: {
      ...config,
      sampler: { ...config.sampler, ensembles: 2, walkers: 24, warmup: 50, thin: 5 },
      stop: { steps: 150, max_steps: 150 },
    },
    path,
    threads: 0,
    resume: false,
    force: true,
  });
  return path;
}
