// `npm run bench:peer [-- --quick] [-- --peer=MOVES:WALKERS] [-- --rounds=N]` (without --peer the fastest of nine is looked for first): licmc and the best emcee on the posterior of paper.yaml, alternately on the same machine.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare, root } from '../prepare.mjs';

prepare();
const { machine, median, quick, report } = await import('./measure.mjs');
const { cPass } = await import('./likelihood.mjs');

// NumPy chooses its own kernels: settings of this machine must not slow the peer down. One thread is its fastest at these sizes.
const { OPENBLAS_CORETYPE: _type, OPENBLAS_L2_SIZE: _size, ...env } = process.env;
const python = join(root, '.venv-peer/bin/python');
if (!existsSync(python)) {
  console.error('bench: making .venv-peer ...');
  execFileSync('python3', ['-m', 'venv', join(root, '.venv-peer')], { stdio: 'inherit' });
}
const pip = [
  '-m',
  'pip',
  'install',
  '--quiet',
  '--disable-pip-version-check',
  '-r',
  'scripts/fixtures/requirements.txt',
];
execFileSync(python, pip, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });

const peer = (...args) =>
  JSON.parse(
    execFileSync(python, [join(root, 'scripts/bench/peer.py'), ...args.map(String)], {
      env: { ...env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
      encoding: 'utf8',
    }),
  );

/** Draws in a process of its own, as a user would; its clock begins after warm-up. */
function licmc(seed, steps, path) {
  const options = { config: 'paper', seed, steps, threads: 2, path };
  const script = join(root, 'scripts/bench/draw.mjs');
  const { seconds, calls } = JSON.parse(
    execFileSync(process.execPath, [script, JSON.stringify(options)], { encoding: 'utf8' }),
  );
  const { effective } = peer('size', path);
  return {
    seconds,
    effective,
    effective_per_second: effective / seconds,
    calls_per_effective: calls / effective,
    microseconds_per_call: (seconds / calls) * 1e6,
  };
}

const folder = mkdtempSync(join(tmpdir(), 'licmc-peer-'));
try {
  const rounds = Number(argument('rounds') ?? (quick ? 1 : 3));
  const peerSteps = quick ? 1500 : 5000;
  const moves = choosePeer();
  const pass = cPass();
  const inNumpy = Math.min(...[32, 64, 128].map((walkers) => peer('speed', walkers).microseconds_per_call));
  const runs = Array.from({ length: rounds }, (_, i) => ({
    theirs: peer(
      'draw',
      ...moves,
      '--steps',
      peerSteps,
      '--seed',
      i + 1,
      '--out',
      join(folder, `peer-${i}.npy`),
    ),
    ours: licmc(i + 1, quick ? 2000 : 10000, join(folder, `licmc-${i}.arrow`)),
  }));
  const row = (what, of) => {
    const ratios = runs.map(({ ours, theirs }) => of(ours) / of(theirs));
    return {
      what,
      licmc: median(runs.map(({ ours }) => of(ours))),
      emcee: median(runs.map(({ theirs }) => of(theirs))),
      ratio: median(ratios),
      lowest: Math.min(...ratios),
      highest: Math.max(...ratios),
    };
  };
  const rows = [
    row('effective samples per second', (run) => run.effective_per_second),
    row('likelihood calls per effective sample', (run) => run.calls_per_effective),
    row('us per likelihood call, sampler included', (run) => run.microseconds_per_call),
  ];
  const files = runs.map((_, i) => join(folder, `peer-${i}.npy`));
  const agreement = peer('agree', join(folder, 'licmc-0.arrow'), ...files);
  report('peer', `licmc on 2 threads against emcee (${moves.join(' ')}), ${rounds} alternate runs`, rows, {
    moves: moves.join(' '),
    rounds,
    c_pass_us: pass === null ? null : pass * 1e6,
    numpy_us_per_call: inNumpy,
    agreement,
    runs,
  });
  console.log(`C pass over 420 points: ${pass === null ? 'no gcc here' : `${(pass * 1e6).toFixed(2)} us`}`);
  console.log(`peer inside NumPy: ${inNumpy.toFixed(2)} us per likelihood call`);
  console.log(
    `agreement: largest of ${agreement.statistics} distances ${agreement.largest_distance_mcse.toFixed(2)} combined MCSE (${agreement.of})`,
  );
  const rate = rows[0].emcee;
  if (rate < 250)
    console.log(
      `the peer reached ${rate.toFixed(0)} effective samples per second: below 250 it is not the peer on an idle machine`,
    );
  // 44 statistics: beyond 5 combined standard errors they are not the same posterior.
  if (agreement.largest_distance_mcse > 5) {
    console.error('bench: the two posteriors differ; no ratio counts.');
    process.exitCode = 1;
  }
  console.error(JSON.stringify(machine()));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The fastest of the peer's mixtures and walkers in a short run each. */
function choosePeer() {
  const candidates = ['de', 'de-stretch', 'kde-de'].flatMap((moves) =>
    [64, 128, 256].map((walkers) => ['--moves', moves, '--walkers', String(walkers)]),
  );
  const given = argument('peer')?.split(':');
  if (given !== undefined) return ['--moves', given[0], '--walkers', given[1]];
  if (quick) return candidates[1];
  const rates = candidates.map((args) => peer('draw', ...args, '--steps', 3000).effective_per_second);
  console.log(
    candidates
      .map((args, i) => `${args.join(' ')}: ${rates[i].toFixed(0)} effective samples per second`)
      .join('\n'),
  );
  return candidates[rates.indexOf(Math.max(...rates))];
}

function argument(name) {
  return process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
}
