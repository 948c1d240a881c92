// Time per step against walkers, dimensions, data points and threads, and memory against the length of the chain.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../dist/config/load.js';
import { compilePosterior, observationsOf } from '../../dist/inference/posterior.js';
import { defaultWalkers } from '../../dist/sampler/start.js';
import { createEvaluations } from '../../dist/target.js';
import { root } from '../prepare.mjs';
import { standardNormal } from './densities.mjs';
import { pointsNearStart } from './likelihood.mjs';
import { median, quick, report, timed } from './measure.mjs';
import { stepCost } from './sampler.mjs';

const config = (name) => loadConfig(name);

function walkersCurve() {
  const rows = [16, 32, 64, 128, 256, 512].map((half) => {
    const paper = config('paper');
    const target = compilePosterior(paper);
    const theta = pointsNearStart(paper, target, half);
    const out = createEvaluations(half, target.terms.length);
    const { best } = timed(() => target.evaluate(theta, half, out));
    return { 'half-ensemble': half, 'us per half-step': best * 1e6, 'us per walker': (best / half) * 1e6 };
  });
  report('scaling-walkers', 'Likelihood of a half-ensemble of paper.yaml against its walkers', rows);
}

function dimensionsCurve() {
  const rows = [4, 8, 16, 32, 64, 128].map((dim) => {
    const walkers = defaultWalkers(dim);
    const { best, density } = stepCost(standardNormal(dim), walkers, 'de');
    return {
      dimensions: dim,
      walkers,
      'us per step': best * walkers * 1e6,
      'overhead us per proposal': (best - density) * 1e6,
    };
  });
  report(
    'scaling-dimensions',
    'A step of differential evolution against dimensions, standard normal density',
    rows,
  );
}

function pointsCurve() {
  const full = config('lic').data;
  const rows = [1, 2, 4, 6, 8, 10].map((sets) => {
    const lic = config('lic');
    const part = { ...lic, data: { ...full, spectra: full.spectra.slice(0, sets) } };
    const target = compilePosterior(part);
    const { spectrum, amplitude, phase } = observationsOf(part);
    const half = lic.sampler.walkers / 2;
    const theta = pointsNearStart(part, target, half);
    const out = createEvaluations(half, target.terms.length);
    const { best } = timed(() => target.evaluate(theta, half, out));
    const points = spectrum.measured.length + amplitude.measured.length + phase.measured.length;
    return { 'spectral data sets': sets, points, 'us per call': (best / half) * 1e6 };
  });
  report('scaling-points', 'Likelihood call of lic.yaml, everything free, against data points', rows);
}

/** A run of lic.yaml in a process of its own. */
function run(options) {
  const folder = mkdtempSync(join(tmpdir(), 'licmc-bench-'));
  try {
    const document = JSON.stringify({
      config: 'lic',
      path: join(folder, 'bench.arrow'),
      warmup: 200,
      ...options,
    });
    const script = join(root, 'scripts/bench/draw.mjs');
    return JSON.parse(execFileSync(process.execPath, [script, document], { encoding: 'utf8' }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function threadsCurve() {
  const steps = quick ? 400 : 6000;
  const times = quick ? 1 : 3;
  const results = Array.from({ length: times }, () =>
    [1, 2].map((threads) => run({ steps, threads, thin: 50 }).seconds / steps),
  );
  const [one, two] = [0, 1].map((i) => median(results.map((pair) => pair[i])));
  report('scaling-threads', 'A step of all ensembles of lic.yaml against worker threads', [
    { threads: 1, 'us per step': one * 1e6, efficiency: 1 },
    { threads: 2, 'us per step': two * 1e6, efficiency: one / two / 2 },
  ]);
}

function memoryCurve() {
  const rows = (quick ? [200, 400] : [1000, 4000, 16000]).map((steps) => {
    const { rows, resident_mb } = run({ steps, threads: 2, thin: 5 });
    return { steps, rows, 'largest resident MB': resident_mb };
  });
  report(
    'scaling-memory',
    'Memory of a run of lic.yaml, its final assessment included, against the length of the chain',
    rows,
  );
}

export function scaling() {
  walkersCurve();
  dimensionsCurve();
  pointsCurve();
  threadsCurve();
  memoryCurve();
}
