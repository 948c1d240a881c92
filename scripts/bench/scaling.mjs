// Time per step against walkers, dimensions, data points and threads, and memory against the length of the chain.
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
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

/** What a run of lic.yaml in a process of its own is started with. */
function command(folder, options) {
  const document = JSON.stringify({
    config: 'lic',
    path: join(folder, `${options.seed ?? 1}.arrow`),
    warmup: 200,
    ...options,
  });
  return [join(root, 'scripts/bench/draw.mjs'), document];
}

async function inFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'licmc-bench-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(options) {
  return inFolder((folder) =>
    JSON.parse(execFileSync(process.execPath, command(folder, options), { encoding: 'utf8' })),
  );
}

/** The same number of steps in two processes of one thread, each with half of the ensembles: what the machine gives without any work in common. */
function runApart(options) {
  return inFolder(async (folder) => {
    const runs = [1, 2].map((seed) =>
      promisify(execFile)(
        process.execPath,
        command(folder, { ...options, seed, threads: 1, ensembles: config('lic').sampler.ensembles / 2 }),
      ),
    );
    const seconds = (await Promise.all(runs)).map(({ stdout }) => JSON.parse(stdout).seconds);
    return { seconds: Math.max(...seconds) };
  });
}

async function threadsCurve() {
  const steps = quick ? 400 : 6000;
  const times = quick ? 1 : 3;
  const rounds = [];
  for (let round = 0; round < times; round++)
    rounds.push([
      await run({ steps, threads: 1, thin: 50 }),
      await run({ steps, threads: 2, thin: 50 }),
      await runApart({ steps, thin: 50 }),
    ]);
  const [one, two, apart] = [0, 1, 2].map((i) => median(rounds.map((round) => round[i].seconds / steps)));
  const row = (name, perStep) => ({ run: name, 'us per step': perStep * 1e6, efficiency: one / perStep / 2 });
  report('scaling-threads', 'A step of all ensembles of lic.yaml against worker threads', [
    { ...row('1 thread', one), efficiency: 1 },
    row('2 threads', two),
    row('2 processes, half of the ensembles each', apart),
  ]);
}

async function memoryCurve() {
  const rows = [];
  for (const steps of quick ? [200, 400] : [1000, 4000, 16000]) {
    const { rows: drawn, resident_mb } = await run({ steps, threads: 2, thin: 5 });
    rows.push({ steps, rows: drawn, 'largest resident MB': resident_mb });
  }
  report(
    'scaling-memory',
    'Memory of a run of lic.yaml, its final assessment included, against the length of the chain',
    rows,
  );
}

export async function scaling() {
  walkersCurve();
  dimensionsCurve();
  pointsCurve();
  await threadsCurve();
  await memoryCurve();
}
