// Microseconds per likelihood call by kernel and configuration, at points of the posterior's size, beside the C pass.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSampled } from '../../dist/config/resolved.js';
import { loadConfig } from '../../dist/config/load.js';
import { compilePosterior, observationsOf } from '../../dist/inference/posterior.js';
import { streamRng } from '../../dist/math/rng.js';
import { createEvaluations } from '../../dist/target.js';
import { root } from '../prepare.mjs';
import { report, timed } from './measure.mjs';

/** Seconds of the best pass over 420 points, compiled for this processor; null where there is no compiler. */
export function cPass() {
  const folder = mkdtempSync(join(tmpdir(), 'licmc-bench-'));
  try {
    const program = join(folder, 'c-pass');
    execFileSync('gcc', ['-O3', '-march=native', join(root, 'scripts/bench/c-pass.c'), '-o', program]);
    return Number(execFileSync(program, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) * 1e-9;
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Points near the starts: [walkers, coordinates], every coordinate different for every walker. */
export function pointsNearStart(config, target, walkers) {
  const rng = streamRng('bench', config.name);
  const starts = Object.values(config.parameters)
    .filter(isSampled)
    .map(({ start, log10 }) => (log10 ? Math.log10(start) : start));
  return Float64Array.from({ length: walkers * target.coordinates.length }, (_, i) => {
    const start = starts[i % starts.length];
    return start * (1 + 1e-3 * rng.uniform()) + 1e-4 * rng.uniform();
  });
}

export function likelihood() {
  const rows = [];
  for (const name of ['paper', 'lic'])
    for (const kernel of ['wasm-simd', 'typescript']) {
      const config = loadConfig(name);
      const target = compilePosterior(config, kernel);
      const { spectrum, amplitude, phase } = observationsOf(config);
      const half = config.sampler.walkers / 2;
      const theta = pointsNearStart(config, target, half);
      const out = createEvaluations(half, target.terms.length);
      const { best, median } = timed(() => target.evaluate(theta, half, out));
      rows.push({
        config: name,
        kernel,
        coordinates: target.coordinates.length,
        points: spectrum.measured.length + amplitude.measured.length + phase.measured.length,
        'best us': (best / half) * 1e6,
        'median us': (median / half) * 1e6,
      });
    }
  const pass = cPass();
  if (pass !== null)
    rows.push({
      config: 'C pass, AVX2',
      kernel: 'gcc -O3',
      coordinates: 0,
      points: 420,
      'best us': pass * 1e6,
      'median us': pass * 1e6,
    });
  report('likelihood', 'One likelihood call with its prior, one core', rows);
}
