/** A folder with a run of a second or two in it: two parameters and one data set, everything else as in a real run. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';

/** @param sampler as in a configuration file, without the braces */
export function smallConfig(sampler: string): string {
  return `
data: { spectra: [AMS02_2015_p] }
noise: { min_rigidity_gv: 50 }
parameters:
  q0b_p: { log10: true, prior: { min: 52, max: 53 } }
  gamma_p: { prior: { min: 2.4, max: 2.8 } }
sampler: { ${sampler} }
`;
}

export interface RunFolder {
  /** Path of a file in it. */
  readonly at: (name: string) => string;
  /** SHA-256 of a file in it. */
  readonly sha: (name: string) => string;
  /** What to give `licmc` to draw small.yaml into a file. */
  readonly sampleArgs: (name: string, ...more: string[]) => string[];
}

/** Made before the tests of a file, with its configuration as small.yaml, and removed after them. Call it first. */
export function runFolder(config: string): RunFolder {
  let folder = '';
  const at = (name: string): string => join(folder, name);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'licmc-run-'));
    writeFileSync(at('small.yaml'), config);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    at,
    sha: (name) =>
      createHash('sha256')
        .update(readFileSync(at(name)))
        .digest('hex'),
    sampleArgs: (name, ...more) => ['sample', at('small.yaml'), '--out', at(name), '--quiet', ...more],
  };
}
